package vongdoi.models.season;

import java.time.LocalDate;

/**
 * The lunar new year of Vietnam: the first new moon of the second lunar month after the one that
 * holds the winter solstice, by the meridian of UTC+7, one month later where a leap month lies
 * between.
 *
 * <p>New moons and the sun's longitude by the series of Meeus, Astronomical Algorithms (1991),
 * chapters 24 and 47, right to a few minutes. Example: 2026-02-17; 2007-02-17, a day before China.
 */
final class LunarCalendar {
  private static final double ZONE = 7.0 / 24;
  private static final double MONTH = 29.530588853;

  /** Julian day number of 1970-01-01, and that of the new moon numbered 0, in January 1900. */
  private static final long EPOCH = 2_440_588;

  private static final long FIRST_MOON = 2_415_021;

  private LunarCalendar() {}

  static LocalDate newYear(int year) {
    long before = solsticeMoon(year - 1);
    long after = moonDay(solsticeMoon(year));
    boolean leapYear = after - moonDay(before) > 365;
    long month = before + (leapYear && isLeapBeforeThird(before) ? 3 : 2);
    return LocalDate.ofEpochDay(moonDay(month) - EPOCH);
  }

  /** Number of the new moon that begins the month of the winter solstice of a year. */
  private static long solsticeMoon(int year) {
    long lastDay = LocalDate.of(year, 12, 31).toEpochDay() + EPOCH;
    long moon = (long) Math.floor((lastDay - FIRST_MOON) / MONTH);
    return solarTerm(moonDay(moon)) >= 9 ? moon - 1 : moon;
  }

  /** Whether one of the two months after the solstice's holds no major solar term. */
  private static boolean isLeapBeforeThird(long solsticeMoon) {
    for (int i = 1; i <= 2; i++) {
      if (solarTerm(moonDay(solsticeMoon + i)) == solarTerm(moonDay(solsticeMoon + i + 1))) {
        return true;
      }
    }
    return false;
  }

  /** Julian day number of the local day of a new moon. */
  private static long moonDay(long moon) {
    double t = moon / 1236.85;
    double m = 359.2242 + 29.10535608 * moon - (0.0000333 + 0.00000347 * t) * t * t;
    double n = 306.0253 + 385.81691806 * moon + (0.0107306 + 0.00001236 * t) * t * t;
    double f = 21.2964 + 390.67050646 * moon - (0.0016528 + 0.00000239 * t) * t * t;
    double mean =
        2415020.75933
            + 29.53058868 * moon
            + (0.0001178 - 0.000000155 * t) * t * t
            + 0.00033 * sine(166.56 + (132.87 - 0.009173 * t) * t);
    double periodic =
        (0.1734 - 0.000393 * t) * sine(m)
            + 0.0021 * sine(2 * m)
            - 0.4068 * sine(n)
            + 0.0161 * sine(2 * n)
            - 0.0004 * sine(3 * n)
            + 0.0104 * sine(2 * f)
            - 0.0051 * sine(m + n)
            - 0.0074 * sine(m - n)
            + 0.0004 * sine(2 * f + m)
            - 0.0004 * sine(2 * f - m)
            - 0.0006 * sine(2 * f + n)
            + 0.0010 * sine(2 * f - n)
            + 0.0005 * sine(2 * n + m);
    double clockError = -0.000278 + (0.000265 + 0.000262 * t) * t;
    return (long) Math.floor(mean + periodic - clockError + 0.5 + ZONE);
  }

  /** The sun's longitude at the begin of a local day, in steps of 30 degrees. */
  private static int solarTerm(long day) {
    double t = (day - 2451545.5 - ZONE) / 36525;
    double m = 357.52910 + (35999.05030 - (0.0001559 + 0.00000048 * t) * t) * t;
    double longitude =
        280.46645
            + (36000.76983 + 0.0003032 * t) * t
            + (1.914600 - (0.004817 + 0.000014 * t) * t) * sine(m)
            + (0.019993 - 0.000101 * t) * sine(2 * m)
            + 0.000290 * sine(3 * m);
    return (int) Math.floor((longitude - 360 * Math.floor(longitude / 360)) / 30);
  }

  private static double sine(double degrees) {
    return Math.sin(Math.toRadians(degrees));
  }
}
