package vongdoi.models.families;

import vongdoi.models.fitting.Likelihood;
import vongdoi.models.fitting.SpecialFunctions;
import vongdoi.models.purchase.PurchaseHistoryLikelihood;

/** Log likelihood of the MBG/NBD in (r, alpha, a, b), Batislam, Denizel and Filiztekin (2007). */
final class ModifiedBetaGeometricLikelihood implements PurchaseHistoryLikelihood {

  @Override
  public int dimension() {
    return 4;
  }

  @Override
  public Likelihood.Term at(double[] p) {
    return new Term(p[0], p[1], p[2], p[3]);
  }

  /** Observations of equal frequency share their gamma functions: feed them in that order. */
  static final class Term implements Likelihood.Term {
    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final double logAlpha;

    private double frequency = Double.NaN;
    private double logConstant;
    private double logDropout;
    private double slopeR;
    private double slopeA;
    private double slopeB;

    Term(double r, double alpha, double a, double b) {
      this.r = r;
      this.alpha = alpha;
      this.a = a;
      this.b = b;
      this.logAlpha = Math.log(alpha);
    }

    @Override
    public double add(double[] values, int at, double weight, double[] gradient) {
      double x = values[at];
      double recency = values[at + 1];
      double age = values[at + 2];
      if (x != frequency) {
        prepare(x);
      }
      double logAge = Math.log(alpha + age);
      double sinceLast = SpecialFunctions.log1p((age - recency) / (alpha + recency));
      double odds = logDropout + (r + x) * sinceLast;
      double left = SpecialFunctions.logistic(odds);
      double meanInverse = (1 - left) / (alpha + age) + left / (alpha + recency);
      gradient[0] += weight * (slopeR + logAlpha - logAge + left * sinceLast);
      gradient[1] += weight * (r / alpha - (r + x) * meanInverse);
      gradient[2] += weight * (slopeA + left / a);
      gradient[3] += weight * (slopeB - left / (b + x));
      return logConstant - (r + x) * logAge + SpecialFunctions.softplus(odds);
    }

    private void prepare(double x) {
      frequency = x;
      logConstant =
          SpecialFunctions.logRising(r, x)
              + r * logAlpha
              + SpecialFunctions.logRising(b, x + 1)
              - SpecialFunctions.logRising(a + b, x + 1);
      logDropout = Math.log(a / (b + x));
      slopeR = SpecialFunctions.digammaRising(r, x);
      slopeA = -SpecialFunctions.digammaRising(a + b, x + 1);
      slopeB = slopeA + SpecialFunctions.digammaRising(b, x + 1);
    }
  }
}
