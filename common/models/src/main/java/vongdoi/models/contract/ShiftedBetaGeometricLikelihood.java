package vongdoi.models.contract;

import vongdoi.models.fitting.Likelihood;
import vongdoi.models.fitting.SpecialFunctions;

/**
 * Log likelihood of the shifted beta-geometric model in (alpha, beta), equations 5 and 6 of Fader
 * and Hardie (2007): a contract either ended at the last of its periods or is still in force after
 * it.
 */
final class ShiftedBetaGeometricLikelihood implements Likelihood {

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public Likelihood.Term at(double[] p) {
    double alpha = p[0];
    double beta = p[1];
    return (values, at, weight, gradient) -> {
      double ended = values[at + 1];
      double periods = values[at];
      double kept = periods - ended;
      double all = SpecialFunctions.digammaRising(alpha + beta, periods);
      gradient[0] += weight * (SpecialFunctions.digammaRising(alpha, ended) - all);
      gradient[1] += weight * (SpecialFunctions.digammaRising(beta, kept) - all);
      return SpecialFunctions.logBetaRatio(alpha, beta, ended, kept);
    };
  }

  @Override
  public String complaint(double[] values, int at) {
    return accepts(values[at], values[at + 1])
        ? null
        : "periods must be a whole number, ended 0 or 1, and at least one period for an end";
  }

  static boolean accepts(double periods, double ended) {
    return periods >= ended
        && periods == Math.rint(periods)
        && periods < Double.POSITIVE_INFINITY
        && (ended == 0 || ended == 1);
  }
}
