package vongdoi.models.season;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The days around a holiday on which people buy otherwise, out of {@code holidays.csv}, which names
 * the source of each.
 *
 * @param name of the holiday and the part, such as {@code christmas before}
 * @param rule {@code fixed MM-dd}, {@code fourth-thursday MM} or {@code lunar-new-year}
 * @param from first day, counted from the holiday
 * @param peak day from which the effect is full; up to it, it rises in a line
 * @param to last day
 */
record Holiday(String name, String rule, int from, int peak, int to) implements Serializable {
  private static final String FILE = "holidays.csv";

  /** Holidays of a country, ISO 3166 alpha-2, and those of everywhere, in the order of the file. */
  static List<Holiday> of(String country) {
    try (InputStream in = Holiday.class.getResourceAsStream(FILE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .map(line -> line.split(",", 8))
          .filter(f -> f[0].equals("*") || f[0].equals(country))
          .map(f -> new Holiday(f[1] + " " + f[2], f[3], days(f[4]), days(f[5]), days(f[6])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + FILE, e);
    }
  }

  /** How much of its effect a day has, 0 to 1. */
  double share(LocalDate day) {
    for (int year = day.getYear() - 1; year <= day.getYear() + 1; year++) {
      long offset = day.toEpochDay() - date(year).toEpochDay();
      if (offset >= from && offset <= to) {
        return Math.min(1, (offset - from + 1.0) / (peak - from + 1));
      }
    }
    return 0;
  }

  /** The holiday's date in a year. */
  LocalDate date(int year) {
    String[] words = rule.split(" ");
    return switch (words[0]) {
      case "lunar-new-year" -> LocalDate.ofEpochDay(LunarYears.newYear(year));
      case "fourth-thursday" ->
          LocalDate.of(year, Integer.parseInt(words[1]), 1)
              .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
      case "fixed" -> MonthDay.parse("--" + words[1]).atYear(year);
      default -> throw new IllegalArgumentException("Invalid rule in " + FILE + ": " + rule);
    };
  }

  private static int days(String text) {
    return Integer.parseInt(text);
  }

  /** New years asked for once: one of them takes a hundred sines. */
  private static final class LunarYears {
    private static final ConcurrentMap<Integer, Long> KNOWN = new ConcurrentHashMap<>();

    static long newYear(int year) {
      return KNOWN.computeIfAbsent(year, y -> LunarCalendar.newYear(y).toEpochDay());
    }
  }
}
