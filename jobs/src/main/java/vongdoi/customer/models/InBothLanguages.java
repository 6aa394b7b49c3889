package vongdoi.customer.models;

import java.util.Locale;

/**
 * What is told to people, in English and in Vietnamese.
 *
 * @param en English
 * @param vi Vietnamese
 */
public record InBothLanguages(String en, String vi) {
  public static final InBothLanguages NOTHING = new InBothLanguages("", "");

  /** Both with the same values in the places of the formats; numbers with a point in both. */
  public static InBothLanguages formatted(String en, String vi, Object... values) {
    return new InBothLanguages(
        String.format(Locale.ROOT, en, values), String.format(Locale.ROOT, vi, values));
  }

  /** The two, one behind the other. */
  public InBothLanguages then(InBothLanguages next) {
    return new InBothLanguages(en + next.en, vi + next.vi);
  }

  public boolean isEmpty() {
    return en.isEmpty();
  }
}
