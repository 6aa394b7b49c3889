package vongdoi.identity;

import java.util.Locale;

/** Types of identifier, the strongest first. */
enum IdentifierType {
  NATIONAL,
  USER,
  LOYALTY,
  EMAIL,
  PHONE,
  DEVICE;

  /** An address of a household as much as of a person: it joins only records of alike names. */
  boolean isContact() {
    return this == EMAIL || this == PHONE;
  }

  /** Joins its bearers whatever they are called. */
  boolean isStrong() {
    return this == NATIONAL || this == USER || this == LOYALTY;
  }

  static IdentifierType of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
