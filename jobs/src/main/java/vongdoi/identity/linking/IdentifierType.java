package vongdoi.identity.linking;

import java.util.Locale;

/** Types of identifier, the strongest first. */
public enum IdentifierType {
  NATIONAL,
  TAX,
  USER,
  LOYALTY,
  EMAIL,
  PHONE,
  DEVICE;

  /** An address of a household as much as of a person: it joins only records of alike names. */
  public boolean isContact() {
    return this == EMAIL || this == PHONE;
  }

  /** Joins its bearers whatever they are called. */
  public boolean isStrong() {
    return this == NATIONAL || this == TAX || this == USER || this == LOYALTY;
  }

  public static IdentifierType of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
