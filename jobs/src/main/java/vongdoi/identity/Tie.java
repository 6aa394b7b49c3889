package vongdoi.identity;

import java.util.Locale;

/**
 * What is known of a record and another one besides the identifiers that they share.
 *
 * @param other node of the other record
 * @param bits evidence for one person, of a scored pair
 */
record Tie(Kind kind, long other, double bits) {

  /** A steward's word, or a scored pair. */
  enum Kind {
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
}
