package vongdoi.identity.scoring;

/** Evidence for one person as logarithms to base 2, in which it adds up. */
public final class Bits {
  /** What the pair of two records may say at least and at most. */
  public static final double LOWEST = -6;

  public static final double HIGHEST = 12;
  private static final double LOG_2 = Math.log(2);

  private Bits() {}

  /** Log odds of a probability: 0.5 is 0 bits, 0.8 is 2. */
  public static double of(double probability) {
    return log2(probability / (1 - probability));
  }

  /** Logarithm to base 2. */
  public static double log2(double x) {
    return Math.log(x) / LOG_2;
  }
}
