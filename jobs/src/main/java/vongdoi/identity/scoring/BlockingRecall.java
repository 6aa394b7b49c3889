package vongdoi.identity.scoring;

/**
 * What share of one person's pairs the blocks hold, estimated from how many rules find each: with
 * f1 pairs that one rule finds and f2 that two do, at least f1^2 / 2 f2 were found by none (Chao
 * 1987, for animals caught in traps).
 */
public final class BlockingRecall {
  private BlockingRecall() {}

  /**
   * @param all pairs of one person that were found
   * @param once how many of them by one rule
   * @param twice how many by two
   */
  public static double estimate(double all, double once, double twice) {
    double missed = once * Math.max(once - 1, 0) / (2 * (twice + 1));
    return all <= 0 ? 1 : all / (all + missed);
  }
}
