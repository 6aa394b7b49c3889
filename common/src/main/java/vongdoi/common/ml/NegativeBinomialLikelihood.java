package vongdoi.common.ml;

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
    double r = p[0];
    double alpha = p[1];
    double logAlpha = Math.log(alpha);
    return (values, at, weight, gradient) -> {
      double x = values[at];
      double age = values[at + 2];
      double logAge = Math.log(alpha + age);
      gradient[0] += weight * (SpecialFunctions.digammaRising(r, x) + logAlpha - logAge);
      gradient[1] += weight * (r / alpha - (r + x) / (alpha + age));
      return SpecialFunctions.logRising(r, x) + r * logAlpha - (r + x) * logAge;
    };
  }
}
