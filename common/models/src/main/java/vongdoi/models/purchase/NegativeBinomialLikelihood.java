package vongdoi.models.purchase;

import vongdoi.models.fitting.Likelihood;
import vongdoi.models.fitting.SpecialFunctions;

/**
 * Log likelihood of purchase times without any dropout, in (r, alpha): what every dropout model
 * collapses to when the data show no sign of customers leaving.
 */
final class NegativeBinomialLikelihood implements PurchaseHistoryLikelihood {

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public Likelihood.Term at(double[] p) {
    return new Term(p[0], p[1]);
  }

  /** Observations of equal frequency share their gamma functions: feed them in that order. */
  private static final class Term implements Likelihood.Term {
    private final double r;
    private final double alpha;
    private final double logAlpha;

    private double frequency = Double.NaN;
    private double logConstant;
    private double slopeR;

    Term(double r, double alpha) {
      this.r = r;
      this.alpha = alpha;
      this.logAlpha = Math.log(alpha);
    }

    @Override
    public double add(double[] values, int at, double weight, double[] gradient) {
      double x = values[at];
      if (x != frequency) {
        frequency = x;
        logConstant = SpecialFunctions.logRising(r, x) + r * logAlpha;
        slopeR = SpecialFunctions.digammaRising(r, x) + logAlpha;
      }
      double age = values[at + 2];
      double logAge = Math.log(alpha + age);
      gradient[0] += weight * (slopeR - logAge);
      gradient[1] += weight * (r / alpha - (r + x) / (alpha + age));
      return logConstant - (r + x) * logAge;
    }
  }
}
