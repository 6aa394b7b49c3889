package vongdoi.models.season;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Time in ordinary days of business: a day that is twice as busy as usual lasts two. Models of
 * purchases at a constant pace hold in it where the calendar's pace changes with the season.
 *
 * <p>Before its first and after its last day every day lasts one.
 *
 * @param firstDay epoch day of the first one
 * @param until time from the begin of the first day to the end of each
 */
public record BusinessClock(long firstDay, double[] until) implements Serializable {

  /** The calendar's own time. */
  public static final BusinessClock CALENDAR = new BusinessClock(0, new double[0]);

  public boolean isCalendar() {
    return until.length == 0;
  }

  /** Time at the end of a day. */
  public double at(long epochDay) {
    long place = epochDay - firstDay;
    if (place < 0 || isCalendar()) {
      return place + 1;
    }
    int last = until.length - 1;
    return place <= last ? until[(int) place] : until[last] + (place - last);
  }

  /** Time from the end of one day to that of a later one. */
  public double between(long fromDay, long toDay) {
    return at(toDay) - at(fromDay);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BusinessClock clock
        && clock.firstDay == firstDay
        && Arrays.equals(clock.until, until);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(firstDay) + Arrays.hashCode(until);
  }

  @Override
  public String toString() {
    return isCalendar() ? "calendar" : until.length + " days from " + firstDay;
  }
}
