package vongdoi.models.families;

import vongdoi.models.fitting.Likelihood;
import vongdoi.models.fitting.SpecialFunctions;
import vongdoi.models.purchase.PurchaseHistoryLikelihood;

/**
 * Log likelihood of the Pareto/NBD in (r, alpha, s, beta), equation 2 of Fader and Hardie (2005),
 * "A Note on Deriving the Pareto/NBD Model", with the time of death kept as an integral. Its
 * gradient is the mean of the complete-data gradient over the time of death.
 */
final class ParetoNbdLikelihood implements PurchaseHistoryLikelihood {

  @Override
  public int dimension() {
    return 4;
  }

  @Override
  public Likelihood.Term at(double[] p) {
    return new Term(p[0], p[1], p[2], p[3]);
  }

  /**
   * Log odds of having left by {@code age}; the integral then describes when.
   *
   * @param shape r + frequency
   */
  static double logOddsOfDropout(
      DropoutIntegral deaths,
      double shape,
      double alpha,
      double s,
      double beta,
      double recency,
      double age) {
    if (recency == age) {
      return Double.NEGATIVE_INFINITY;
    }
    return Math.log(s / (beta + recency) * deaths.over(shape, s + 1, recency, age))
        + shape * SpecialFunctions.log1p((age - recency) / (alpha + recency))
        + s * SpecialFunctions.log1p((age - recency) / (beta + recency));
  }

  /** Observations of equal frequency share their gamma functions: feed them in that order. */
  static final class Term implements Likelihood.Term {
    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final double logAlpha;
    private final DropoutIntegral deaths;

    private double frequency = Double.NaN;
    private double logRising;
    private double slopeR;

    Term(double r, double alpha, double s, double beta) {
      this.r = r;
      this.alpha = alpha;
      this.s = s;
      this.beta = beta;
      this.logAlpha = Math.log(alpha);
      this.deaths = new DropoutIntegral(alpha, beta);
    }

    @Override
    public double add(double[] values, int at, double weight, double[] gradient) {
      double x = values[at];
      double recency = values[at + 1];
      double age = values[at + 2];
      if (x != frequency) {
        frequency = x;
        logRising = SpecialFunctions.logRising(r, x);
        slopeR = SpecialFunctions.digammaRising(r, x);
      }
      double odds = logOddsOfDropout(deaths, r + x, alpha, s, beta, recency, age);
      double left = SpecialFunctions.logistic(odds);
      double stays = SpecialFunctions.logistic(-odds);
      double logAge = SpecialFunctions.log1p(age / alpha);
      double logAgeBeta = SpecialFunctions.log1p(age / beta);
      double meanLog = stays * logAge;
      double meanInverse = stays / (alpha + age);
      double slopeS = -stays * logAgeBeta;
      double slopeBeta = s * (1 / beta - stays / (beta + age));
      if (left > 0) {
        meanLog += left * (SpecialFunctions.log1p(recency / alpha) + deaths.meanLogAlpha());
        meanInverse += left * deaths.meanInverseAlpha();
        slopeS += left * (1 / s - SpecialFunctions.log1p(recency / beta) - deaths.meanLogBeta());
        slopeBeta -= left * (s + 1) * deaths.meanInverseBeta();
      }
      gradient[0] += weight * (slopeR - meanLog);
      gradient[1] += weight * (r / alpha - (r + x) * meanInverse);
      gradient[2] += weight * slopeS;
      gradient[3] += weight * slopeBeta;
      return logRising
          - x * logAlpha
          - (r + x) * logAge
          - s * logAgeBeta
          + SpecialFunctions.softplus(odds);
    }
  }
}
