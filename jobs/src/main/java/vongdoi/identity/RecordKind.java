package vongdoi.identity;

import java.util.Locale;

/** Kinds of record, the surest knowledge of a person first. */
enum RecordKind {
  CUSTOMER(5),
  USER(10),
  GUEST(3),
  DEVICE(1);

  /** What a record counts when a customer id is claimed by several groups of records. */
  final int anchor;

  RecordKind(int anchor) {
    this.anchor = anchor;
  }

  static RecordKind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
