package vongdoi.identity.scoring;

/**
 * The levels of all fields of a pair, packed: the first fields, which are names and birth date,
 * with four bits each, the others with three. There a ninth level counts as the eighth.
 */
final class Pattern {
  /** Fields that fit beside the six bits that training adds. */
  static final int MOST_FIELDS = 18;

  private static final int WIDE_FIELDS = 4;
  private static final int WIDE = 4;
  private static final int NARROW = 3;

  private Pattern() {}

  private static int shift(int field) {
    return NARROW * field + Math.min(field, WIDE_FIELDS) * (WIDE - NARROW);
  }

  private static int most(int field) {
    return (1 << (field < WIDE_FIELDS ? WIDE : NARROW)) - 1;
  }

  static long with(long pattern, int field, int level) {
    return pattern | (long) Math.min(level, most(field)) << shift(field);
  }

  static long without(long pattern, int field) {
    return pattern & ~((long) most(field) << shift(field));
  }

  static int level(long pattern, int field) {
    return (int) (pattern >>> shift(field)) & most(field);
  }
}
