package vongdoi.clv;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Ends of the interval that holds the value of eight customers of ten: nothing with the probability
 * of no order, else gamma-distributed around its mean, with the scatter of the number of orders, of
 * the rate that the history leaves open, and of the single order. An approximation: its coverage is
 * measured by the backtest of each fit.
 *
 * <p>Example: active with 0.95, 4 orders and a value of 400 expected, 10 orders known: 80 % of such
 * customers bring 141 to 699.
 */
final class ValueInterval {
  static final double LOW = 0.1;
  static final double HIGH = 0.9;

  /** What rounding to cents may move. */
  private static final double ROUNDING = 0.005;

  /** What the interval promises. */
  static final double COVERAGE = HIGH - LOW;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private ValueInterval() {}

  /** Lower end and upper end. */
  static double[] of(
      double amount,
      double active,
      double orders,
      double shape,
      double spendVariation,
      double spread) {
    return new double[] {
      quantile(LOW, amount, active, orders, shape, spendVariation, spread),
      quantile(HIGH, amount, active, orders, shape, spendVariation, spread)
    };
  }

  /** Whether an outcome lies between both ends. */
  static boolean holds(double[] ends, double outcome) {
    return outcome >= ends[0] - ROUNDING && outcome <= ends[1] + ROUNDING;
  }

  /**
   * An end of the interval.
   *
   * @param shape of the gamma law of the customer's rate, given the history
   * @param spendVariation squared coefficient of variation of one order's spend
   * @param spread factor of the scatter, learnt from what fell outside
   */
  static double quantile(
      double probability,
      double amount,
      double active,
      double orders,
      double shape,
      double spendVariation,
      double spread) {
    double within = (probability - (1 - active)) / active;
    if (!(active > 0) || !(within > 0) || !(amount > 0)) {
      return 0;
    }
    double ordersIfAny = Math.max(1, orders / active);
    double variation = spread * ((1 + spendVariation) / ordersIfAny + 1 / shape);
    return amount / active * gammaQuantile(within, variation);
  }

  /** Quantile of a gamma law of mean 1 (Wilson and Hilferty 1931). */
  private static double gammaQuantile(double probability, double variation) {
    double third = variation / 9;
    double root = 1 - third + NORMAL.inverseCumulativeProbability(probability) * Math.sqrt(third);
    return root <= 0 ? 0 : root * root * root;
  }
}
