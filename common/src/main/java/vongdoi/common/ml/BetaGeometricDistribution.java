package vongdoi.common.ml;

import java.util.List;
import org.apache.commons.math3.special.Beta;

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

  static final List<String> PARAMETERS = List.of("r", "alpha", "a", "b");

  /** Reached only at horizons over 100,000 times alpha + age, where a remainder is left out. */
  private static final int MAX_TERMS = 5_000_000;

  private static final double RESCALE_ABOVE = 1e200;

  public BetaGeometricDistribution {
    if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
      throw new IllegalArgumentException(
          "Invalid BG/NBD parameters: r=%s alpha=%s a=%s b=%s (must be above 0)"
              .formatted(r, alpha, a, b));
    }
  }

  static BetaGeometricDistribution of(FitSummary fit) {
    return new BetaGeometricDistribution(
        fit.parameter("r"), fit.parameter("alpha"), fit.parameter("a"), fit.parameter("b"));
  }

  /** Log likelihood of one history: repeat purchases, time of the last one, time observed. */
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
  public double activeProbability(double frequency, double recency, double age, double horizon) {
    double buysWhileAlive = -Math.expm1(-(r + frequency) * Math.log1p(horizon / (alpha + age)));
    return aliveProbability(frequency, recency, age) * buysWhileAlive;
  }

  @Override
  public double expectedPurchases(double frequency, double recency, double age, double horizon) {
    return aliveProbability(frequency, recency, age)
        * expectedWhileAlive(frequency, alpha + age, horizon);
  }

  /** Expected repeat purchases of a new customer in {@code (0, time]}. */
  public double expectedPurchases(double time) {
    return expectedWhileAlive(0, alpha, time);
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

  /**
   * Expected purchases in the horizon of a customer who is alive: over k purchases that a customer
   * who never leaves would make (negative binomial), those made before leaving, {@code sum of
   * (b+x)_n / (a+b+x)_n for n < k}. All terms are positive, so that nothing cancels where the
   * classical hypergeometric form is 0/0 (a = 1) or overflows (a + b < 1).
   */
  private double expectedWhileAlive(double frequency, double rate, double horizon) {
    if (!(horizon > 0)) {
      return 0;
    }
    double shape = r + frequency;
    double z = horizon / (rate + horizon);
    double logScale = -shape * Math.log1p(horizon / rate);
    double mass = 1;
    double survival = 1;
    double made = 0;
    double sum = 0;
    for (int k = 0; k < MAX_TERMS; k++) {
      made += survival;
      survival *= (b + frequency + k) / (a + b + frequency + k);
      mass *= z * (shape + k) / (k + 1);
      double term = mass * made;
      sum += term;
      double ratio = z * Math.max(1, (shape + k + 1) / (k + 2)) * (k + 2) / (k + 1);
      if (ratio < 1 && term * ratio <= 1e-16 * sum * (1 - ratio)) {
        break;
      }
      if (mass > RESCALE_ABOVE) {
        mass /= RESCALE_ABOVE;
        sum /= RESCALE_ABOVE;
        logScale += Math.log(RESCALE_ABOVE);
      }
    }
    return sum * Math.exp(logScale);
  }
}
