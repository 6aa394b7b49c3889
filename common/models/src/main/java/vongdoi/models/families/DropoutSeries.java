package vongdoi.models.families;

/**
 * Expected purchases of a customer who is alive and may leave after each of them, for the BG/NBD
 * and its kin.
 *
 * <p>Over the k purchases that a customer who never leaves would make (negative binomial) it counts
 * those made before leaving, {@code sum of (b)_n / (a + b)_n for n < k}. All terms are positive, so
 * that nothing cancels where the classical hypergeometric form is 0/0 (a = 1) or overflows (a + b <
 * 1).
 */
final class DropoutSeries {

  /** Reached only at horizons over 100,000 times alpha + age, where a remainder is left out. */
  private static final int MAX_TERMS = 5_000_000;

  private static final double RESCALE_ABOVE = 1e200;

  private DropoutSeries() {}

  /**
   * @param shape of the purchase rate, given the history
   * @param rate its inverse scale, given the history
   * @param a first shape of the dropout probability
   * @param b second shape of the dropout probability, given the history
   */
  static double expected(double shape, double rate, double a, double b, double horizon) {
    if (!(horizon > 0)) {
      return 0;
    }
    double z = horizon / (rate + horizon);
    double logScale = -shape * Math.log1p(horizon / rate);
    double mass = 1;
    double survival = 1;
    double made = 0;
    double sum = 0;
    for (int k = 0; k < MAX_TERMS; k++) {
      made += survival;
      survival *= (b + k) / (a + b + k);
      mass *= z * (shape + k) / (k + 1);
      double term = mass * made;
      sum += term;
      if (term <= 1e-16 * sum) {
        double ratio = z * Math.max(1, (shape + k + 1) / (k + 2)) * (k + 2) / (k + 1);
        if (ratio < 1 && term * ratio <= 1e-16 * sum * (1 - ratio)) {
          break;
        }
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
