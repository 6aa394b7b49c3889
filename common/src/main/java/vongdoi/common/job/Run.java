package vongdoi.common.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One run of the platform: its date is the only clock there is.
 *
 * @param date business date whose end the tables describe
 * @param zone business zone
 * @param currency ISO 4217 code of amounts that come without one
 * @param country ISO 3166 code that phones without a prefix belong to
 */
public record Run(LocalDate date, ZoneId zone, String currency, String country) {

  /** The first instant after the run date. */
  public Instant end() {
    return date.plusDays(1).atStartOfDay(zone).toInstant();
  }

  public Run on(LocalDate other) {
    return new Run(other, zone, currency, country);
  }
}
