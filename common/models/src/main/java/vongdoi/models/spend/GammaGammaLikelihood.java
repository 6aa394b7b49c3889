package vongdoi.models.spend;

import org.apache.commons.math3.special.Gamma;
import vongdoi.models.fitting.Likelihood;
import vongdoi.models.fitting.SpecialFunctions;

/** Log likelihood of the gamma-gamma model in (p, q, v), equation 1a of Fader and Hardie (2013). */
final class GammaGammaLikelihood implements Likelihood {

  @Override
  public int dimension() {
    return 3;
  }

  @Override
  public Likelihood.Term at(double[] parameters) {
    return new Term(parameters[0], parameters[1], parameters[2]);
  }

  @Override
  public String complaint(double[] values, int at) {
    return accepts(values[at], values[at + 1])
        ? null
        : "orders must be a whole number of at least 1, and their mean spend above 0";
  }

  static boolean accepts(double orders, double spend) {
    return orders >= 1
        && orders == Math.rint(orders)
        && orders < Double.POSITIVE_INFINITY
        && spend > 0
        && spend < Double.POSITIVE_INFINITY;
  }

  /** Observations of equal order count share their gamma functions: feed them in that order. */
  static final class Term implements Likelihood.Term {
    private final double p;
    private final double q;
    private final double v;
    private final double logV;

    private double orders = Double.NaN;
    private double logConstant;
    private double slopeP;
    private double slopeQ;

    Term(double p, double q, double v) {
      this.p = p;
      this.q = q;
      this.v = v;
      this.logV = Math.log(v);
    }

    @Override
    public double add(double[] values, int at, double weight, double[] gradient) {
      double x = values[at];
      double spend = values[at + 1];
      if (x != orders) {
        prepare(x);
      }
      double shape = p * x + q;
      double total = x * spend;
      double logTotal = Math.log(total);
      double logAll = Math.log(total + v);
      gradient[0] += weight * x * (slopeP + logTotal - logAll);
      gradient[1] += weight * (slopeQ + logV - logAll);
      gradient[2] += weight * (q / v - shape / (total + v));
      return logConstant + q * (logV - logAll) + p * x * (logTotal - logAll) - Math.log(spend);
    }

    private void prepare(double x) {
      orders = x;
      double px = p * x;
      logConstant = SpecialFunctions.logRising(px, q) - logGamma(q);
      slopeP = SpecialFunctions.digammaRising(px, q);
      slopeQ = SpecialFunctions.digammaRising(q, px);
    }

    private static double logGamma(double z) {
      return Gamma.logGamma(z);
    }
  }
}
