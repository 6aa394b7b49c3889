package vongdoi.common.ml;

import java.io.Serializable;

/** What a model of purchases and dropout says of one customer's history. */
interface PurchaseDistribution extends Serializable {

  /** Probability that the customer has not left by {@code age}. */
  double aliveProbability(double frequency, double recency, double age);

  /** Probability of at least one purchase in {@code (age, age + horizon]}: the churn score. */
  double activeProbability(double frequency, double recency, double age, double horizon);

  /** Expected purchases in {@code (age, age + horizon]}. */
  double expectedPurchases(double frequency, double recency, double age, double horizon);
}
