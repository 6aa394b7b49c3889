package vongdoi.models.families;

import vongdoi.models.fitting.Likelihood;
import vongdoi.models.fitting.SpecialFunctions;
import vongdoi.models.purchase.PurchaseHistoryLikelihood;

/**
 * Log likelihood of opportunities taken without any dropout, in (alpha, beta): what the BG/BB
 * collapses to when the data show no sign of customers leaving.
 */
final class BetaBernoulliLikelihood implements PurchaseHistoryLikelihood {

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public String complaint(double[] values, int at) {
    return new BetaGeometricBetaBernoulliLikelihood().complaint(values, at);
  }

  @Override
  public Likelihood.Term at(double[] p) {
    double alpha = p[0];
    double beta = p[1];
    return (values, at, weight, gradient) -> {
      double x = values[at];
      double missed = values[at + 2] - x;
      double all = SpecialFunctions.digammaRising(alpha + beta, x + missed);
      gradient[0] += weight * (SpecialFunctions.digammaRising(alpha, x) - all);
      gradient[1] += weight * (SpecialFunctions.digammaRising(beta, missed) - all);
      return SpecialFunctions.logBetaRatio(alpha, beta, x, missed);
    };
  }
}
