package vongdoi.models.fitting;

import org.apache.commons.math3.special.Gamma;

/**
 * Differences of log-gamma and digamma functions that stay accurate when the terms are huge and
 * nearly equal, as they become when a fit approaches the boundary of its parameter space.
 */
public final class SpecialFunctions {

  private static final double ASYMPTOTIC_FROM = 10;
  private static final int SUM_UP_TO = 64;

  private SpecialFunctions() {}

  /** {@code ln Gamma(start + steps) - ln Gamma(start)} for {@code start > 0, steps >= 0}. */
  public static double logRising(double start, double steps) {
    if (steps == 0) {
      return 0;
    }
    double end = start + steps;
    if (start < ASYMPTOTIC_FROM) {
      return Gamma.logGamma(end) - Gamma.logGamma(start);
    }
    return (start - 0.5) * Math.log1p(steps / start)
        + steps * (Math.log(end) - 1)
        + stirlingRemainder(end)
        - stirlingRemainder(start);
  }

  /** {@code ln B(a + some, b + others) - ln B(a, b)} for {@code a, b > 0, some, others >= 0}. */
  public static double logBetaRatio(double a, double b, double some, double others) {
    return logRising(a, some) + logRising(b, others) - logRising(a + b, some + others);
  }

  /** {@code psi(start + steps) - psi(start)}, the derivative of {@link #logRising} by its start. */
  public static double digammaRising(double start, double steps) {
    if (steps <= SUM_UP_TO && steps == Math.rint(steps)) {
      double sum = 0;
      for (int i = (int) steps - 1; i >= 0; i--) {
        sum += 1 / (start + i);
      }
      return sum;
    }
    if (start < ASYMPTOTIC_FROM) {
      return digamma(start + steps) - digamma(start);
    }
    double end = start + steps;
    return Math.log1p(steps / start) - digammaRemainder(end) + digammaRemainder(start);
  }

  /** {@code psi(z)} for {@code z > 0}. */
  public static double digamma(double z) {
    double shift = 0;
    while (z < ASYMPTOTIC_FROM) {
      shift += 1 / z;
      z += 1;
    }
    return Math.log(z) - digammaRemainder(z) - shift;
  }

  /** {@code 1 / (1 + exp(-z))} without overflow. */
  public static double logistic(double z) {
    if (z >= 0) {
      return 1 / (1 + Math.exp(-z));
    }
    double e = Math.exp(z);
    return e / (1 + e);
  }

  /** {@code ln(1 + exp(z))} without overflow. */
  public static double softplus(double z) {
    return Math.max(z, 0) + log1p(Math.exp(-Math.abs(z)));
  }

  /**
   * {@code ln(1 + z)} to 14 digits: the plain logarithm, several times faster, where 1 + z keeps
   * them.
   */
  public static double log1p(double z) {
    return Math.abs(z) > 0.02 ? Math.log(1 + z) : Math.log1p(z);
  }

  /** What Stirling's formula for {@code ln Gamma(z)} leaves over (Abramowitz and Stegun 6.1.41). */
  private static double stirlingRemainder(double z) {
    double u = 1 / (z * z);
    double series = 1.0 / 1188 - u * 691 / 360360;
    series = -1.0 / 1680 + u * series;
    series = 1.0 / 1260 + u * series;
    series = -1.0 / 360 + u * series;
    return (1.0 / 12 + u * series) / z;
  }

  /** {@code ln z - psi(z)} for large z (Abramowitz and Stegun 6.3.18). */
  private static double digammaRemainder(double z) {
    double u = 1 / (z * z);
    double series = 691.0 / 32760 - u / 12;
    series = -1.0 / 132 + u * series;
    series = 1.0 / 240 + u * series;
    series = -1.0 / 252 + u * series;
    series = 1.0 / 120 + u * series;
    series = -1.0 / 12 + u * series;
    return 0.5 / z - u * series;
  }
}
