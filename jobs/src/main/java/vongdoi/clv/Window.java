package vongdoi.clv;

import java.time.LocalDate;
import vongdoi.models.season.BusinessClocks;

/**
 * A stretch of the past that is foretold from its begin, and the clock that was known then.
 *
 * @param before date up to which the fit knows
 * @param now date up to which the outcome is known
 * @param clocks of business as known at the begin; the calendar's time where seasons are left out
 */
record Window(LocalDate before, LocalDate now, BusinessClocks clocks, ClvConfig config) {

  /** In the time that the business was known to keep at the begin. */
  static Window of(LocalDate now, BusinessClocks known, ClvConfig config) {
    LocalDate before = now.minusDays(config.backtestDays());
    LocalDate earlier = before.minusDays(config.backtestDays());
    return new Window(before, now, known.knownAt(before, earlier, before, now), config);
  }

  Window byCalendar() {
    return new Window(before, now, BusinessClocks.CALENDAR, config);
  }

  boolean isByCalendar() {
    return clocks.at(before).isCalendar();
  }

  /** The date as long before the begin as the end is after it. */
  LocalDate earlier() {
    return before.minusDays(config.backtestDays());
  }

  /** Ordinary days within the backtest's days after a date. */
  double ahead(LocalDate date) {
    return clocks.ahead(date, config.backtestDays());
  }
}
