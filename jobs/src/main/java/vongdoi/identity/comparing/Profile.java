package vongdoi.identity.comparing;

import java.io.Serializable;

/**
 * What is compared of one record: the normalised values of its fields.
 *
 * @param values by field; null where missing
 * @param marked the values with their accents or in their own script, for names that have any;
 *     whether a value says nothing or a place was read as what it is today; null else
 * @param isBusiness whether it is a business, which is never one with a person
 * @param generation 1 of a senior, 2 of a junior and so on; 0 where the name does not say
 */
public record Profile(String[] values, String[] marked, boolean isBusiness, int generation)
    implements Serializable {
  static final String SAYS_NOTHING = "-";

  /** Marks a place that is called otherwise since the reform of 2025. */
  static final String AS_OF_TODAY = "~";

  public String value(int field) {
    return field < 0 ? null : values[field];
  }

  /** The same with a value left out that says nothing, marked as such. */
  public Profile withoutValue(int field) {
    String[] fewer = values.clone();
    String[] told = marked.clone();
    fewer[field] = null;
    told[field] = SAYS_NOTHING;
    return new Profile(fewer, told, isBusiness, generation);
  }

  /** Whether a field has a value that says nothing. */
  public boolean saysNothing(int field) {
    return SAYS_NOTHING.equals(marked[field]);
  }

  /** Whether a field has a place that was written as it was called before the reform of 2025. */
  public boolean isAsOfToday(int field) {
    return AS_OF_TODAY.equals(marked[field]);
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
