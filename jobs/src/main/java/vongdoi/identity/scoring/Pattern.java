package vongdoi.identity.scoring;

import vongdoi.identity.comparing.Comparison;

/** The levels of all fields of a pair, packed with three bits a field. */
final class Pattern {
  static final int BITS = 3;

  /** Fields that fit beside the seven bits that training adds. */
  static final int MOST_FIELDS = 18;

  private Pattern() {}

  static long with(long pattern, int field, int level) {
    return pattern | (long) level << BITS * field;
  }

  static int level(long pattern, int field) {
    return (int) (pattern >>> BITS * field) & Comparison.MOST_LEVELS - 1;
  }
}
