package vongdoi.identity;

import java.util.Locale;

/**
 * A steward's word on two records.
 *
 * @param kind must: they are one customer; cannot: they are not
 * @param a one record, as {@code source:record_id}
 * @param b the other
 * @param reason why, for the next steward
 */
public record Ruling(Kind kind, String a, String b, String reason) {

  /** Whether the two belong together or apart. */
  public enum Kind {
    MUST,
    CANNOT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Namespace and id of one of both. */
  static String[] parts(String record) {
    int colon = record.indexOf(':');
    if (colon < 1 || colon == record.length() - 1) {
      throw new IllegalArgumentException(
          "Invalid identity.overrides: a record must be named source:record_id");
    }
    return new String[] {record.substring(0, colon), record.substring(colon + 1)};
  }
}
