package vongdoi.models.families;

import java.util.List;
import vongdoi.models.fitting.SpecialFunctions;
import vongdoi.models.purchase.PurchaseDistribution;

/**
 * The Pareto/NBD law of one customer base: purchases come at a gamma(r, alpha) rate until the
 * customer leaves, which happens at a gamma(s, beta) rate.
 *
 * <p>Schmittlein, Morrison and Colombo (1987), "Counting Your Customers: Who Are They and What Will
 * They Do Next?", Management Science 33(1); expressions of Fader and Hardie (2005). With r = 0.55,
 * alpha = 10.58 weeks, s = 0.61, beta = 11.67, a customer with 26 repeat purchases, the last at
 * week 30.86 of 31, is alive with probability 0.998 and buys 25.5 times in the next 52 weeks.
 *
 * @param r shape of the purchase rate
 * @param alpha scale of the purchase rate, in the unit of time of the data
 * @param s shape of the dropout rate
 * @param beta scale of the dropout rate, in the unit of time of the data
 */
public record ParetoNbdDistribution(double r, double alpha, double s, double beta)
    implements PurchaseDistribution {

  /** Names of the parameters, in their order. */
  public static final List<String> PARAMETERS = List.of("r", "alpha", "s", "beta");

  private static final int MAX_TERMS = 1_000_000;

  public ParetoNbdDistribution {
    if (!(r > 0 && alpha > 0 && s > 0 && beta > 0)) {
      throw new IllegalArgumentException(
          "Invalid Pareto/NBD parameters: r=%s alpha=%s s=%s beta=%s (must be above 0)"
              .formatted(r, alpha, s, beta));
    }
  }

  @Override
  public double logLikelihood(double frequency, double recency, double age) {
    return new ParetoNbdLikelihood.Term(r, alpha, s, beta)
        .add(new double[] {frequency, recency, age}, 0, 1, new double[4]);
  }

  @Override
  public double aliveProbability(double frequency, double recency, double age) {
    return SpecialFunctions.logistic(
        -ParetoNbdLikelihood.logOddsOfDropout(
            new DropoutIntegral(alpha, beta), r + frequency, alpha, s, beta, recency, age));
  }

  /** Probability of being alive at {@code age + later}. */
  public double aliveProbability(double frequency, double recency, double age, double later) {
    return aliveProbability(frequency, recency, age)
        * Math.exp(-s * Math.log1p(later / (beta + age)));
  }

  /** Integrates over the time of the next purchase, before which the customer must not leave. */
  @Override
  public double activeIfAlive(double frequency, double age, double horizon) {
    double shape = r + frequency;
    double next = new DropoutIntegral(alpha, beta).over(shape + 1, s, age, age + horizon);
    return Math.min(1, shape / (alpha + age) * next);
  }

  @Override
  public double expectedIfAlive(double frequency, double age, double horizon) {
    return (r + frequency)
        * (beta + age)
        / (alpha + age)
        * timeAlive(Math.log1p(horizon / (beta + age)));
  }

  @Override
  public double expectedPurchases(double time) {
    return r * beta / alpha * timeAlive(Math.log1p(time / beta));
  }

  /**
   * Expected purchases from now on for ever, each discounted continuously: what Fader, Hardie and
   * Lee (2005, "RFM and CLV") call DERT. At a rate of 0.0027 a week the customer above is worth as
   * many purchases made today.
   *
   * @param rate of discount for one unit of time, above 0
   */
  public double discountedPurchasesForEver(
      double frequency, double recency, double age, double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException(
          "Invalid discount rate: %s (must be above 0, or the sum may be infinite)"
              .formatted(rate));
    }
    return aliveProbability(frequency, recency, age)
        * (r + frequency)
        / (alpha + age)
        * (beta + age)
        * scaledIncompleteGamma(rate * (beta + age));
  }

  /** {@code (1 - exp(-(s - 1) l)) / (s - 1)}, which is l at s = 1. */
  private double timeAlive(double l) {
    double exponent = -(s - 1) * l;
    return Math.abs(exponent) < 1e-8 ? l * (1 + exponent / 2) : l * Math.expm1(exponent) / exponent;
  }

  /**
   * {@code z^(s-1) exp(z) Gamma(1 - s, z)} by the continued fraction of the incomplete gamma
   * function (Abramowitz and Stegun 6.5.31), evaluated by Lentz's method.
   */
  private double scaledIncompleteGamma(double z) {
    double b = z + s;
    double c = 1e300;
    double d = 1 / b;
    double value = d;
    for (int n = 1; n < MAX_TERMS; n++) {
      double a = -n * (n - 1 + s);
      b += 2;
      d = 1 / (a * d + b);
      c = b + a / c;
      double factor = c * d;
      value *= factor;
      if (Math.abs(factor - 1) < 1e-16) {
        break;
      }
    }
    return value;
  }
}
