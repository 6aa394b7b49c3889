package vongdoi.identity.graph;

import java.util.Locale;

/**
 * What is known of two records of a component besides the identifiers that they share.
 *
 * @param a place of the earlier record
 * @param b place of the later one
 * @param bits evidence for one person, of a scored pair
 */
public record Edge(Kind kind, int a, int b, double bits) {
  /** A steward's word, or a scored pair. */
  public enum Kind {
    CANNOT,
    MATCH,
    MUST;

    static boolean isOne(String text) {
      return text.equals("match") || text.equals("must") || text.equals("cannot");
    }

    static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An edge as one of its records knows it before the other is read.
   *
   * @param other node of the other record
   */
  public record End(Kind kind, long other, double bits) {}
}
