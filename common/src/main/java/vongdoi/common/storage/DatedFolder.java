package vongdoi.common.storage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the day out of a folder name. Landing layouts write it as an ISO date ({@code 2026-01-05},
 * {@code dt=2026-01-05}, {@code run=2026-01-05-10-00-00}), as {@code 01-05-2026}, or as the epoch
 * second or millisecond of a UTC midnight; other numbers are ids and no dates.
 */
public final class DatedFolder {
  private static final Pattern ISO =
      Pattern.compile("(?:\\w+=)?(\\d{4})-(\\d{2})-(\\d{2})(?:\\D.*)?");
  private static final Pattern AMERICAN = Pattern.compile("(?:\\w+=)?(\\d{2})-(\\d{2})-(\\d{4})");
  private static final Pattern EPOCH = Pattern.compile("(?:\\w+=)?(\\d{9,13})");
  private static final Pattern WITHIN =
      Pattern.compile("(?:^|.*\\D)(20\\d{2})-?(\\d{2})-?(\\d{2})(?:\\D.*|$)");
  private static final long DAY_SECONDS = 86_400;
  static final long DAY_MILLIS = DAY_SECONDS * 1000;

  private DatedFolder() {}

  /** The UTC day that a folder is named after, if it is. */
  public static Optional<LocalDate> day(String name) {
    try {
      Matcher iso = ISO.matcher(name);
      if (iso.matches()) {
        return Optional.of(LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3)));
      }
      Matcher american = AMERICAN.matcher(name);
      if (american.matches()) {
        return Optional.of(
            LocalDate.of(number(american, 3), number(american, 1), number(american, 2)));
      }
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    Matcher epoch = EPOCH.matcher(name);
    if (!epoch.matches()) {
      return Optional.empty();
    }
    long value = Long.parseLong(epoch.group(1));
    if (epoch.group(1).length() <= 10 && value % DAY_SECONDS == 0) {
      return Optional.of(LocalDate.ofEpochDay(value / DAY_SECONDS));
    }
    return epoch.group(1).length() >= 12 && value % DAY_MILLIS == 0
        ? Optional.of(Instant.ofEpochMilli(value).atZone(ZoneOffset.UTC).toLocalDate())
        : Optional.empty();
  }

  /** The UTC day that a file, or else the innermost of its folders, is named after. */
  public static Optional<LocalDate> dayOfFile(String path) {
    String[] names = path.split("/");
    for (int i = names.length - 1; i >= 0; i--) {
      Optional<LocalDate> day = day(names[i]);
      if (day.isEmpty() && i == names.length - 1) {
        day = dayWithin(names[i]);
      }
      if (day.isPresent()) {
        return day;
      }
    }
    return Optional.empty();
  }

  /** The begin of that day, as milliseconds since 1970. */
  public static Optional<Long> landedMillis(String path) {
    return dayOfFile(path).map(day -> day.toEpochDay() * DAY_MILLIS);
  }

  private static Optional<LocalDate> dayWithin(String name) {
    Matcher matcher = WITHIN.matcher(name);
    try {
      return matcher.matches()
          ? Optional.of(LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
