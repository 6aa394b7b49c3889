package vongdoi.generate.draw;

/** The digits that ids are made of. */
public final class Numbering {
  private Numbering() {}

  /** A number with leading zeros; String.format would take ten times as long. */
  public static String padded(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  /** Hexadecimal digits with leading zeros. */
  public static String hex(long bits, int width) {
    String digits = Long.toHexString(bits);
    return "0".repeat(width - digits.length()) + digits;
  }

  /** A number of eight digits that no other index has. */
  public static long scramble(long index) {
    return Math.floorMod(index * 61_803_399L + 31_415_927L, 100_000_000L);
  }
}
