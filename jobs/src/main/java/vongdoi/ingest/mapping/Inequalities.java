package vongdoi.ingest.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares text with whole numbers as numbers of any kind. Of {@code UnitPrice > 0} over a text
 * column Spark makes whole numbers on both sides, and 1.95 is none; {@code UnitPrice > 0D} reads
 * what is meant.
 */
final class Inequalities {
  /** Quoted text and names, to be passed over; else an inequality with a whole number behind it. */
  private static final Pattern PART =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`"
              + "|(?<![-=<>])(?:<=?|>=?)(?![<>=])\\s*-?\\d+(?![\\w.])");

  private Inequalities() {}

  /** The SQL expression with its whole numbers behind {@code <, <=, >, >=} as doubles. */
  static String widened(String sql) {
    return PART.matcher(sql)
        .replaceAll(
            part ->
                Matcher.quoteReplacement(
                    "<>".indexOf(part.group().charAt(0)) < 0 ? part.group() : part.group() + "D"));
  }
}
