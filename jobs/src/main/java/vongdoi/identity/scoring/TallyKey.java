package vongdoi.identity.scoring;

/**
 * Keys under which pairs are tallied: those of {@link ModelTraining}, with a bit that it does not
 * use for pairs of firms.
 */
final class TallyKey {
  /** The bit of pairs of firms. */
  static final long OF_FIRMS = 1L << 62;

  private TallyKey() {}

  static boolean isOfFirms(long key) {
    return (key & OF_FIRMS) != 0;
  }

  /** The key without what tells pairs of firms from pairs of people. */
  static long ofPeople(long key) {
    return key & ~OF_FIRMS;
  }
}
