package vongdoi.identity.graph;

import vongdoi.identity.scoring.Bits;

/**
 * Mean evidence above which two groups of records are one person. A mean over several pairs is
 * surer than one pair that says as much, because their errors are not the same: in fake_20000, of
 * the single pairs at -1 to -0.5 bits 61 in 100 are one person, and of the pairs of a record with
 * three and more others at such a mean 98 in 100. So the threshold is lower the more records the
 * larger group has: of 0.6 bits for a pair of records -0.5 are left for two, -1 for three, -1.5 for
 * five. Between two groups of three records and more it is not: each is somebody already, and what
 * two people have in common, all pairs between their records say over again. Nor is it of firms:
 * two branches, or two firms in one building, differ in one column.
 *
 * @param pair bits that one pair of records must say
 * @param least bits that groups of any size must say
 */
public record JoinThreshold(double pair, double least) {
  /** A pair that says no more joins no group to another: what groups of three records must say. */
  public static final double STRONG = -1;

  /** Records tied by such pairs of which all pairs, some 125 thousand, are weighed. */
  public static final int MOST_COMPLETED = 500;

  /** One to four: how far more records lower it at most. */
  private static final double LEAST = -2;

  /** How much surer twice as many records are. */
  private static final double PER_DOUBLING = 0.2;

  /** So few records do not say by themselves who somebody is. */
  private static final int MOST_OF_NOBODY = 2;

  /** Joins whatever an edge leads to. */
  public static final JoinThreshold NONE = new JoinThreshold(Bits.LOWEST - 1, Bits.LOWEST - 1);

  public static JoinThreshold of(double pairBits) {
    return new JoinThreshold(pairBits, Math.min(pairBits, LEAST));
  }

  /** The same for groups of any size. */
  public static JoinThreshold ofFirms(double pairBits) {
    return new JoinThreshold(pairBits, pairBits);
  }

  /**
   * @param larger records of the larger group
   * @param smaller records of the other one
   */
  public double bits(double larger, double smaller) {
    if (smaller > MOST_OF_NOBODY) {
      return pair;
    }
    double surer = 1 + PER_DOUBLING * Bits.log2(Math.max(1, larger));
    double lowest = Bits.LOWEST;
    return Math.max(least, lowest + (pair - lowest) / surer);
  }
}
