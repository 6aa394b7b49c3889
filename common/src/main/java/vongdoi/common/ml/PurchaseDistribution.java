package vongdoi.common.ml;

import java.io.Serializable;

/** What a model of purchases and dropout says of one customer's history. */
public interface PurchaseDistribution extends Serializable {

  /** Log likelihood of a history. */
  double logLikelihood(double frequency, double recency, double age);

  /** Probability that the customer has not left by {@code age}. */
  double aliveProbability(double frequency, double recency, double age);

  /** Probability of at least one purchase in {@code (age, age + horizon]}: the churn score. */
  double activeProbability(double frequency, double recency, double age, double horizon);

  /** Expected purchases in {@code (age, age + horizon]}. */
  double expectedPurchases(double frequency, double recency, double age, double horizon);

  /** Expected repeat purchases of a new customer in {@code (0, time]}. */
  double expectedPurchases(double time);

  /**
   * Expected purchases within the horizon, those of the n-th period divided by {@code (1 +
   * rate)^n}. The last period may be cut short by the horizon.
   *
   * @param period length of a period
   * @param rate of discount for one period
   */
  default double discountedPurchases(
      double frequency, double recency, double age, double horizon, double period, double rate) {
    double before = 0;
    double sum = 0;
    double discount = 1;
    int periods = (int) Math.ceil(horizon / period - 1e-9);
    for (int n = 1; n <= periods; n++) {
      double until = expectedPurchases(frequency, recency, age, Math.min(n * period, horizon));
      discount /= 1 + rate;
      sum += discount * (until - before);
      before = until;
    }
    return sum;
  }
}
