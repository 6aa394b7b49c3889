package vongdoi.ingest.check;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the pattern in which all times of a column are written. */
final class TimePatterns {
  /** Patterns of Spark's to_timestamp, those with one reading first. */
  private static final List<String> KNOWN =
      List.of(
          "yyyy-MM-dd HH:mm:ss",
          "yyyy-MM-dd HH:mm",
          "yyyy-MM-dd",
          "yyyy-MM-dd'T'HH:mm:ss",
          "yyyyMMddHHmmss",
          "yyyyMMddHHmm",
          "yyyyMMdd",
          "yyyy/M/d H:mm:ss",
          "yyyy/M/d H:mm",
          "yyyy/M/d",
          "d/M/yyyy H:mm:ss",
          "d/M/yyyy H:mm",
          "d/M/yyyy",
          "M/d/yyyy H:mm:ss",
          "M/d/yyyy H:mm",
          "M/d/yyyy",
          "M/d/yyyy h:mm:ss a",
          "M/d/yyyy h:mm a",
          "d-M-yyyy H:mm:ss",
          "d-M-yyyy H:mm",
          "d-M-yyyy",
          "d.M.yyyy H:mm:ss",
          "d.M.yyyy H:mm",
          "d.M.yyyy",
          "d/M/yy H:mm",
          "d/M/yy",
          "M/d/yy H:mm",
          "M/d/yy",
          "d MMM yyyy HH:mm:ss",
          "d MMM yyyy HH:mm",
          "d MMM yyyy",
          "MMM d, yyyy h:mm:ss a",
          "MMM d, yyyy",
          "H:mm d/M/yyyy",
          "H:mm:ss d/M/yyyy");

  private TimePatterns() {}

  /**
   * The first pattern that reads all texts as days that can be true.
   *
   * @param last the last day on which they can lie
   */
  static Optional<String> of(List<String> texts, LocalDate first, LocalDate last) {
    return texts.isEmpty()
        ? Optional.empty()
        : KNOWN.stream()
            .filter(
                pattern -> {
                  DateTimeFormatter format = format(pattern);
                  return texts.stream().allMatch(t -> isBetween(t, format, first, last));
                })
            .findFirst();
  }

  private static DateTimeFormatter format(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern.replace("yyyy", "uuuu").replace("yy", "uu"))
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static boolean isBetween(
      String text, DateTimeFormatter format, LocalDate first, LocalDate last) {
    try {
      TemporalAccessor read = format.parse(text);
      LocalDate day = read.query(TemporalQueries.localDate());
      return day != null && !day.isBefore(first) && !day.isAfter(last);
    } catch (DateTimeException e) {
      return false;
    }
  }
}
