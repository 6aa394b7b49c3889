package vongdoi.identity.comparing;

import java.io.Serializable;

/**
 * What is compared of one record: the normalised values of its fields.
 *
 * @param values by field; null where missing
 * @param marked the values with their accents, for names that have any; null else
 * @param isBusiness whether it is a business, which is never one with a person
 */
public record Profile(String[] values, String[] marked, boolean isBusiness)
    implements Serializable {

  public String value(int field) {
    return field < 0 ? null : values[field];
  }

  /** Whether nothing can be compared. */
  public boolean isEmpty() {
    for (String value : values) {
      if (value != null) {
        return false;
      }
    }
    return true;
  }
}
