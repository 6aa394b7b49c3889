package vongdoi.models.families;

import java.util.List;
import org.apache.commons.math3.special.Beta;
import vongdoi.models.fitting.SpecialFunctions;
import vongdoi.models.purchase.PurchaseDistribution;

/**
 * The BG/NBD law of one customer base: purchases come at a gamma(r, alpha) rate, and after each one
 * the customer leaves with a beta(a, b) probability.
 *
 * <p>Fader, Hardie and Lee (2005), "Counting Your Customers the Easy Way", Marketing Science 24(2).
 * With r = 0.243, alpha = 4.414 weeks, a = 0.793, b = 2.426, a customer with 2 repeat purchases,
 * the last at week 30.43 of 38.86, is alive with probability 0.727 and buys 1.226 times in the next
 * 39 weeks.
 *
 * @param r shape of the purchase rate
 * @param alpha scale of the purchase rate, in the unit of time of the data
 * @param a first shape of the dropout probability
 * @param b second shape of the dropout probability
 */
public record BetaGeometricDistribution(double r, double alpha, double a, double b)
    implements PurchaseDistribution {

  /** Names of the parameters, in their order. */
  public static final List<String> PARAMETERS = List.of("r", "alpha", "a", "b");

  public BetaGeometricDistribution {
    if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
      throw new IllegalArgumentException(
          "Invalid BG/NBD parameters: r=%s alpha=%s a=%s b=%s (must be above 0)"
              .formatted(r, alpha, a, b));
    }
  }

  @Override
  public double logLikelihood(double frequency, double recency, double age) {
    return new BetaGeometricLikelihood.Term(r, alpha, a, b)
        .add(new double[] {frequency, recency, age}, 0, 1, new double[4]);
  }

  @Override
  public double aliveProbability(double frequency, double recency, double age) {
    return frequency == 0
        ? 1
        : SpecialFunctions.logistic(-logOddsOfDropout(frequency, recency, age));
  }

  @Override
  public double activeIfAlive(double frequency, double age, double horizon) {
    return -Math.expm1(-(r + frequency) * Math.log1p(horizon / (alpha + age)));
  }

  @Override
  public double expectedIfAlive(double frequency, double age, double horizon) {
    return DropoutSeries.expected(r + frequency, alpha + age, a, b + frequency, horizon);
  }

  @Override
  public double expectedPurchases(double time) {
    return DropoutSeries.expected(r, alpha, a, b, time);
  }

  /** Probability of exactly {@code count} repeat purchases of a new customer by {@code time}. */
  public double purchaseCountProbability(int count, double time) {
    double z = time / (alpha + time);
    double logStillAlive =
        SpecialFunctions.logRising(b, count) - SpecialFunctions.logRising(a + b, count);
    double logCount =
        SpecialFunctions.logRising(r, count)
            - SpecialFunctions.logRising(1, count)
            - r * Math.log1p(time / alpha)
            + (count == 0 ? 0 : count * Math.log(z));
    double staying = Math.exp(logStillAlive + logCount);
    if (count == 0) {
      return staying;
    }
    double leavingNow = a / (b + count - 1) * Math.exp(logStillAlive);
    return staying + leavingNow * Beta.regularizedBeta(z, count, r);
  }

  private double logOddsOfDropout(double frequency, double recency, double age) {
    return Math.log(a / (b + frequency - 1))
        + (r + frequency) * Math.log1p((age - recency) / (alpha + recency));
  }
}
