package vongdoi.common.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import vongdoi.common.table.Table;

/**
 * One run of the platform: its date is the only clock there is.
 *
 * @param date business date whose end the tables describe
 * @param zone business zone
 * @param currency ISO 4217 code of amounts that come without one
 * @param country ISO 3166 code that phones without a prefix belong to
 * @param moment moment within the date that the tables describe; empty: the end of the date
 * @param held tables that were not renewed, since a quality gate refused their rows or those of a
 *     table that they are made from: jobs leave them unread
 */
public record Run(
    LocalDate date,
    ZoneId zone,
    String currency,
    String country,
    Optional<Instant> moment,
    Set<Table> held) {

  public Run(LocalDate date, ZoneId zone, String currency, String country) {
    this(date, zone, currency, country, Optional.empty(), Set.of());
  }

  /** The first instant that the run knows nothing of. */
  public Instant end() {
    return moment.orElseGet(() -> date.plusDays(1).atStartOfDay(zone).toInstant());
  }

  public Run on(LocalDate other) {
    return new Run(other, zone, currency, country);
  }

  /**
   * The run within the day that knows nothing of what came later.
   *
   * @throws IllegalArgumentException where the moment lies on another date
   */
  public Run at(Instant instant) {
    if (!instant.atZone(zone).toLocalDate().equals(date)) {
      throw new IllegalArgumentException(
          "Invalid moment: %s (must lie on %s in %s)".formatted(instant, date, zone));
    }
    return new Run(date, zone, currency, country, Optional.of(instant), held);
  }

  /** The run that goes on without tables that were not renewed. */
  public Run without(Set<Table> notRenewed) {
    return new Run(date, zone, currency, country, moment, Set.copyOf(notRenewed));
  }
}
