package vongdoi.identity.linking;

import java.util.Locale;

/** Kinds of record, the surest knowledge of a person first. */
public enum RecordKind {
  CUSTOMER(5),
  USER(10),
  GUEST(3),
  DEVICE(1);

  /** What a record counts when a customer id is claimed by several groups of records. */
  public final int anchor;

  RecordKind(int anchor) {
    this.anchor = anchor;
  }

  public static RecordKind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
