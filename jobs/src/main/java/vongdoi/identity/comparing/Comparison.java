package vongdoi.identity.comparing;

import java.util.List;
import java.util.stream.Stream;

/**
 * How two values of a column are compared: by levels from equal to different, each of which gets a
 * weight of its own from the data. Level 0 is a missing value, level 1 equality, the last level
 * everything else.
 */
public enum Comparison {
  NAME("equal", "accents differ", "typing error", "short form", "similar", "swapped", "different"),
  DATE(
      "equal",
      "typing error",
      "day or month differs",
      "within two months",
      "two typing errors",
      "within a year",
      "year differs",
      "different"),
  NUMBER("equal", "typing error", "two typing errors", "different"),
  EMAIL("equal", "typing error", "similar", "same mailbox name", "same domain", "different"),
  TEXT("equal", "typing error", "shares words", "similar", "in another column", "different"),
  STREET(
      "equal",
      "usual words differ",
      "typing error",
      "shares words",
      "similar",
      "in another column",
      "different"),
  COMPANY(
      "equal",
      "usual words differ",
      "typing error",
      "part of the other",
      "initials",
      "similar",
      "different"),
  CODE("equal", "typing error", "same area", "different"),
  CATEGORY("equal", "different");

  /** No comparison has more levels. */
  public static final int MOST_LEVELS = 9;

  private final List<String> levels;

  Comparison(String... levels) {
    this.levels = Stream.concat(Stream.of("missing"), Stream.of(levels)).toList();
  }

  public int levels() {
    return levels.size();
  }

  /** Level of a value that stands in another column of the other record. */
  public int elsewhere() {
    return levels.indexOf("in another column");
  }

  /** The level in words. */
  public String level(int level) {
    return levels.get(level);
  }
}
