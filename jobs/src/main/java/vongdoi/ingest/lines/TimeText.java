package vongdoi.ingest.lines;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads a point in time as microseconds since 1970 UTC: ISO 8601 with offset or {@code Z} as it
 * stands, without one in the zone of the source, a date alone as its first instant there, and
 * numbers as epoch seconds (up to 10 digits), milliseconds (13) or microseconds (16).
 */
public final class TimeText {
  private static final long SECOND = 1_000_000L;
  private final ZoneId zone;

  public TimeText(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * @throws IllegalArgumentException without the text in it, where this is no time between the
   *     years 1 and 9999
   */
  public long micros(String text) {
    String t = text.trim();
    try {
      return isNumber(t) ? epoch(t) : iso(t);
    } catch (DateTimeException | IndexOutOfBoundsException | ArithmeticException e) {
      throw new IllegalArgumentException("not a time");
    }
  }

  private static boolean isNumber(String t) {
    int dots = 0;
    for (int i = 0; i < t.length(); i++) {
      char c = t.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return t.length() > 8 && dots <= 1;
  }

  private static long epoch(String t) {
    int dot = t.indexOf('.');
    int whole = dot < 0 ? t.length() : dot;
    long value = Long.parseLong(t.substring(0, whole));
    long unit = whole <= 11 ? SECOND : whole <= 14 ? 1000 : whole <= 16 ? 1 : 0;
    if (unit == 0) {
      throw new DateTimeException("too many digits");
    }
    long micros = Math.multiplyExact(value, unit);
    return dot < 0
        ? micros
        : micros + Math.round(Double.parseDouble("0" + t.substring(dot)) * unit);
  }

  private long iso(String t) {
    int year = digits(t, 0, 4);
    expect(t, 4, '-');
    int month = digits(t, 5, 7);
    expect(t, 7, '-');
    int day = digits(t, 8, 10);
    if (t.length() == 10) {
      return micros(LocalDate.of(checked(year), month, day).atStartOfDay(), zone);
    }
    if (t.charAt(10) != 'T' && t.charAt(10) != ' ' && t.charAt(10) != 't') {
      throw new DateTimeException("no time");
    }
    int hour = digits(t, 11, 13);
    expect(t, 13, ':');
    int minute = digits(t, 14, 16);
    int at = 16;
    int second = 0;
    int nano = 0;
    if (at < t.length() && t.charAt(at) == ':') {
      second = Math.min(59, digits(t, 17, 19));
      at = 19;
      if (at < t.length() && (t.charAt(at) == '.' || t.charAt(at) == ',')) {
        int from = at + 1;
        for (at = from; at < t.length() && Character.isDigit(t.charAt(at)); at++) {}
        nano = fraction(t, from, at);
      }
    }
    LocalDateTime local = LocalDateTime.of(checked(year), month, day, hour, minute, second, nano);
    return offset(t, at, local);
  }

  private long offset(String t, int at, LocalDateTime local) {
    if (at == t.length()) {
      return micros(local, zone);
    }
    if ((t.charAt(at) == 'Z' || t.charAt(at) == 'z') && at + 1 == t.length()) {
      return micros(local, ZoneOffset.UTC);
    }
    String rest = t.substring(at).trim();
    return micros(local, rest.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(rest));
  }

  private static long micros(LocalDateTime local, ZoneId zone) {
    long seconds =
        zone instanceof ZoneOffset offset
            ? local.toEpochSecond(offset)
            : local.atZone(zone).toEpochSecond();
    return seconds * SECOND + local.getNano() / 1000;
  }

  private static int checked(int year) {
    if (year == 0) {
      throw new DateTimeException("year 0");
    }
    return year;
  }

  private static int fraction(String t, int from, int to) {
    int nano = 0;
    for (int i = 0; i < 9; i++) {
      nano = nano * 10 + (from + i < to ? t.charAt(from + i) - '0' : 0);
    }
    return nano;
  }

  private static int digits(String t, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = t.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("no digit");
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static void expect(String t, int at, char c) {
    if (t.charAt(at) != c) {
      throw new DateTimeException("no " + c);
    }
  }
}
