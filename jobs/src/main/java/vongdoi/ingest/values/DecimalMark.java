package vongdoi.ingest.values;

import java.util.Set;

/** What stands between the whole and the fraction of a number; the other one groups thousands. */
public enum DecimalMark {
  DOT('.'),
  COMMA(',');

  /** Countries that write a decimal comma (Unicode CLDR 48, numbers symbols decimal). */
  private static final Set<String> WITH_COMMA =
      Set.of(
          "AL", "AM", "AO", "AR", "AT", "AZ", "BA", "BE", "BG", "BO", "BR", "BY", "CL", "CM", "CO",
          "CR", "CY", "CZ", "DE", "DK", "DZ", "EC", "EE", "ES", "FI", "FO", "FR", "GE", "GL", "GR",
          "HR", "HU", "ID", "IS", "IT", "KG", "KZ", "LT", "LU", "LV", "MA", "MD", "ME", "MK", "MZ",
          "NL", "NO", "PL", "PT", "PY", "RO", "RS", "RU", "SE", "SI", "SK", "SN", "TN", "TR", "UA",
          "UY", "UZ", "VE", "VN", "XK");

  private final char mark;

  DecimalMark(char mark) {
    this.mark = mark;
  }

  /** What a country's people write. */
  public static DecimalMark of(String country) {
    return WITH_COMMA.contains(country) ? COMMA : DOT;
  }

  char mark() {
    return mark;
  }
}
