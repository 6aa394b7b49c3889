package vongdoi.ingest.check;

import java.util.regex.Pattern;

/** Shows the shape of a personal value and nobody's value: {@code m•••@e•••}, {@code •••01}. */
final class Mask {
  private static final String HIDDEN = "•••";
  private static final int LONGEST = 24;
  private static final Pattern DIGITS = Pattern.compile("\\d");
  private static final Pattern WORD = Pattern.compile("(?U)([\\p{L}\\p{N}])[\\p{L}\\p{M}\\p{N}]*");

  private Mask() {}

  static String of(String value) {
    if (value.startsWith("{") || value.startsWith("[")) {
      return value.charAt(0) + "…" + value.charAt(value.length() - 1);
    }
    int at = value.indexOf('@');
    if (at > 0 && at + 1 < value.length()) {
      return value.charAt(0) + HIDDEN + "@" + value.charAt(at + 1) + HIDDEN;
    }
    long digits = DIGITS.matcher(value).results().count();
    if (digits * 2 > value.length() && value.length() > 4) {
      return HIDDEN + value.substring(value.length() - 2);
    }
    return cut(WORD.matcher(value).replaceAll(word -> word.group(1) + HIDDEN));
  }

  /** A value that tells of nobody, in one short line. */
  static String cut(String value) {
    String line = value.replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
