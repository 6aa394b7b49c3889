package vongdoi.models.purchase;

import java.io.Serializable;

/** What a model of purchases and dropout says of one customer's history. */
public interface PurchaseDistribution extends Serializable {

  /** Log likelihood of a history. */
  double logLikelihood(double frequency, double recency, double age);

  /** Probability that the customer has not left by {@code age}. */
  double aliveProbability(double frequency, double recency, double age);

  /** Probability of a purchase in {@code (age, age + horizon]} by who is alive at {@code age}. */
  double activeIfAlive(double frequency, double age, double horizon);

  /** Expected purchases in {@code (age, age + horizon]} of who is alive at {@code age}. */
  double expectedIfAlive(double frequency, double age, double horizon);

  /** Probability of at least one purchase in {@code (age, age + horizon]}: the churn score. */
  default double activeProbability(double frequency, double recency, double age, double horizon) {
    return aliveProbability(frequency, recency, age) * activeIfAlive(frequency, age, horizon);
  }

  /** Expected purchases in {@code (age, age + horizon]}. */
  default double expectedPurchases(double frequency, double recency, double age, double horizon) {
    return aliveProbability(frequency, recency, age) * expectedIfAlive(frequency, age, horizon);
  }

  /** Expected repeat purchases of a new customer in {@code (0, time]}. */
  double expectedPurchases(double time);

  /** Expected purchases within the horizon, each divided by the discount of its period. */
  default double discountedPurchases(
      double frequency, double recency, double age, double horizon, double period, double rate) {
    return aliveProbability(frequency, recency, age)
        * discountedIfAlive(frequency, age, horizon, period, rate);
  }

  /**
   * Expected purchases within the horizon of who is alive at {@code age}, those of the n-th period
   * divided by {@code (1 + rate)^n}. The last period may be cut short by the horizon.
   *
   * @param period length of a period
   * @param rate of discount for one period
   */
  default double discountedIfAlive(
      double frequency, double age, double horizon, double period, double rate) {
    double before = 0;
    double sum = 0;
    double discount = 1;
    int periods = (int) Math.ceil(horizon / period - 1e-9);
    for (int n = 1; n <= periods; n++) {
      double until = expectedIfAlive(frequency, age, Math.min(n * period, horizon));
      discount /= 1 + rate;
      sum += discount * (until - before);
      before = until;
    }
    return sum;
  }
}
