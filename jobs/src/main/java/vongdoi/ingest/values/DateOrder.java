package vongdoi.ingest.values;

import java.util.Set;

/** In which order a source writes day and month, where the year does not come first. */
public enum DateOrder {
  DAY_FIRST,
  MONTH_FIRST,
  /** Dates begin with their year; of others only those are read that have but one reading. */
  YEAR_FIRST;

  /** Countries whose short dates begin with the month (Unicode CLDR 48, dateFormats short). */
  private static final Set<String> WITH_MONTH_FIRST =
      Set.of("US", "AS", "FM", "GU", "MH", "MP", "PH", "PR", "PW", "UM", "VI");

  /** Countries whose short dates begin with the year, or that write several orders side by side. */
  private static final Set<String> WITH_YEAR_FIRST =
      Set.of("CA", "CN", "HU", "JP", "KR", "LT", "MN", "SE", "TW", "ZA");

  /** What a country's people write. */
  public static DateOrder of(String country) {
    return WITH_MONTH_FIRST.contains(country)
        ? MONTH_FIRST
        : WITH_YEAR_FIRST.contains(country) ? YEAR_FIRST : DAY_FIRST;
  }
}
