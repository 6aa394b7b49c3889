package vongdoi.generate.shop;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import vongdoi.generate.draw.Draws;

/**
 * The shop's days, and the pace of business on them. People live in shop time, which runs faster on
 * busy days; a time of that kind is turned into the clock's by {@link #clock}.
 */
public final class ShopCalendar {
  /** An instant that does not come: of what does not expire or change. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final LocalDate[] TET = {
    LocalDate.of(2020, 1, 25), LocalDate.of(2021, 2, 12), LocalDate.of(2022, 2, 1),
    LocalDate.of(2023, 1, 22), LocalDate.of(2024, 2, 10), LocalDate.of(2025, 1, 29),
    LocalDate.of(2026, 2, 17), LocalDate.of(2027, 2, 6), LocalDate.of(2028, 1, 26),
    LocalDate.of(2029, 2, 13), LocalDate.of(2030, 2, 2)
  };
  private static final double[] HOURS =
      Draws.cumulative(
          .2, .1, .05, .05, .1, .2, .5, .8, 1, 1.2, 1.3, 1.4, 1.5, 1.2, 1.1, 1.1, 1.1, 1.1, 1.2,
          1.6, 2, 2, 1.4, .7);

  private final ZoneId zone;
  private final LocalDate firstDay;
  private final int days;
  private final long[] dayStarts;
  private final double[] pace;

  public ShopCalendar(ShopSettings settings) {
    zone = ZoneId.of(settings.zone());
    days = settings.days();
    firstDay = settings.endDate().minusDays(days - 1L);
    int all = days + ShopSettings.HORIZON_DAYS + 1;
    dayStarts = new long[all];
    pace = new double[all];
    for (int day = 0; day < all; day++) {
      LocalDate date = firstDay.plusDays(day);
      dayStarts[day] = date.atStartOfDay(zone).toInstant().toEpochMilli();
      double multiplier = settings.behaviour().seasons() ? season(date) : 1;
      if (day + 1 < all) {
        pace[day + 1] = pace[day] + multiplier;
      }
    }
  }

  /** How much busier than an ordinary day this one is. */
  static double season(LocalDate date) {
    DayOfWeek weekday = date.getDayOfWeek();
    double factor = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY ? 1.15 : 0.94;
    MonthDay day = MonthDay.from(date);
    if (day.equals(MonthDay.of(11, 11))) {
      factor *= 3;
    } else if (day.equals(MonthDay.of(12, 12))) {
      factor *= 2.5;
    }
    for (LocalDate tet : TET) {
      long ahead = ChronoUnit.DAYS.between(date, tet);
      if (ahead > 2 && ahead <= 23) {
        factor *= 1.6;
      } else if (ahead <= 2 && ahead > -5) {
        factor *= 0.3;
      }
    }
    return factor;
  }

  /** First instant of the data, inclusive. */
  public long start() {
    return dayStarts[0];
  }

  /** End of the data, exclusive. */
  public long end() {
    return dayStarts[days];
  }

  /** End of the truth's look ahead, exclusive. */
  public long horizon() {
    return dayStarts[days + ShopSettings.HORIZON_DAYS];
  }

  public double endPace() {
    return pace[days];
  }

  public double horizonPace() {
    return pace[days + ShopSettings.HORIZON_DAYS];
  }

  /** Milliseconds of the clock at a shop time; keeps order. */
  public long clock(double shopTime) {
    int at = Arrays.binarySearch(pace, shopTime);
    int day = Math.max(0, Math.min(at >= 0 ? at : -at - 2, pace.length - 2));
    double fraction = (shopTime - pace[day]) / (pace[day + 1] - pace[day]);
    double mark = Math.min(fraction, 0.999_999) * HOURS[23];
    int hour = 0;
    while (HOURS[hour] <= mark) {
      hour++;
    }
    double below = hour == 0 ? 0 : HOURS[hour - 1];
    double within = (mark - below) / (HOURS[hour] - below);
    return dayStarts[day] + (long) ((hour + within) * 3_600_000);
  }

  /** Days since the first day of data, in the business zone; before it negative. */
  public int day(long millis) {
    return (int) ChronoUnit.DAYS.between(firstDay, date(millis));
  }

  public LocalDate dateOf(int day) {
    return firstDay.plusDays(day);
  }

  public LocalDate date(long millis) {
    long local = millis + offset(millis).getTotalSeconds() * 1000L;
    return LocalDate.ofEpochDay(Math.floorDiv(local, 86_400_000L));
  }

  public boolean inData(long millis) {
    return millis >= start() && millis < end();
  }

  /** The same time of day some months later. */
  public long plusMonths(long millis, int months) {
    return Instant.ofEpochMilli(millis).atZone(zone).plusMonths(months).toInstant().toEpochMilli();
  }

  /** ISO 8601 to the second with the zone's offset. */
  public String text(long millis) {
    ZoneOffset offset = offset(millis);
    long seconds = Math.floorDiv(millis, 1000L) + offset.getTotalSeconds();
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400L));
    int rest = (int) Math.floorMod(seconds, 86_400L);
    StringBuilder text = new StringBuilder(25).append(date).append('T');
    two(text, rest / 3600).append(':');
    two(text, rest / 60 % 60).append(':');
    return two(text, rest % 60).append(offset.getId()).toString();
  }

  private ZoneOffset offset(long millis) {
    return zone.getRules().getOffset(Instant.ofEpochMilli(millis));
  }

  private static StringBuilder two(StringBuilder text, int value) {
    return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
