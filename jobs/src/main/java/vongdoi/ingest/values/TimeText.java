package vongdoi.ingest.values;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads points in time as people, shops, gateways and sheets write them, strictly: what has two
 * readings, or words behind it, is refused.
 *
 * <ul>
 *   <li>ISO 8601, with offset or {@code Z} as it stands, without one in the zone of the source; a
 *       date alone is its first instant there;
 *   <li>{@code 05/01/2026 10:11}, {@code 5.1.26}, {@code 10:11 05/01/2026}: day and month in the
 *       order of the source;
 *   <li>English month names ({@code Jan 5, 2026 10:11 AM}, {@code Mon, 05 Jan 2026 10:11:12 GMT});
 *   <li>digits alone: {@code yyyyMMdd}, with {@code HHmm}, {@code HHmmss} and milliseconds behind
 *       it; epoch seconds (9 or 10 digits), milliseconds (12 or 13), microseconds (15 or 16),
 *       nanoseconds (18 or 19); day numbers of a spreadsheet (46027.4244 is 2026-01-05 10:11:08).
 * </ul>
 *
 * Zero dates of databases (0000-00-00, 0001-01-01, epoch 0) are no time: null.
 */
public final class TimeText {
  private static final long SECOND = 1_000_000L;
  private static final LocalDate SHEET_ZERO = LocalDate.of(1899, 12, 30);
  private static final int FIRST_SHEET_DAY = 20_000;
  private static final int LAST_SHEET_DAY = 80_000;
  private static final int CENTURY_PIVOT = 70;

  private static final String NAME = "(?<name>[A-Za-z]{3,9})\\.?";
  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "(?<y>\\d{4})(?<s>[-/.])(?<m>\\d{1,2})\\k<s>(?<d>\\d{1,2})(?!\\d)(?<rest>.*)");
  private static final Pattern YEAR_LAST =
      Pattern.compile(
          "(?<a>\\d{1,2})(?<s>[-/.])(?<b>\\d{1,2})\\k<s>(?<y>\\d{4}|\\d{2})(?!\\d)(?<rest>.*)");
  private static final Pattern DAY_NAME_YEAR =
      Pattern.compile(
          "(?:[A-Za-z]{3,9},? )?(?<d>\\d{1,2})[- ]"
              + NAME
              + ",?[- ](?<y>\\d{4}|\\d{2})(?!\\d)(?<rest>.*)");
  private static final Pattern NAME_DAY_YEAR =
      Pattern.compile(
          "(?:[A-Za-z]{3,9},? )?"
              + NAME
              + " (?<d>\\d{1,2})(?:st|nd|rd|th)?,? (?<y>\\d{4})(?!\\d)(?<rest>.*)");
  private static final Pattern TIME_FIRST =
      Pattern.compile("(?<t>\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp][Mm])?),? (?<rest>\\d.*)");
  private static final Pattern TIME =
      Pattern.compile(
          "(?:[Tt]|,? +|,? at )(?<h>\\d{1,2}):(?<m>\\d{2})(?::(?<s>\\d{2})(?:[.,](?<f>\\d{1,9}))?)?"
              + "(?: ?(?<half>AM|PM|am|pm|SA|CH|a\\.m\\.|p\\.m\\.))?(?<zone>.*)");
  private static final Pattern OFFSET =
      Pattern.compile(
          " ?(?:GMT|UTC)?(?<o>[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?|[+-]\\d)(?: ?\\([\\p{L} ]+\\)| ?\\[[\\w/+-]+])?");
  private static final Map<String, Integer> MONTHS = months();

  private final ZoneId zone;
  private final DateOrder order;

  public TimeText(ZoneId zone, DateOrder order) {
    this.zone = zone;
    this.order = order;
  }

  private static Map<String, Integer> months() {
    Map<String, Integer> months = new java.util.HashMap<>();
    for (java.time.Month month : java.time.Month.values()) {
      String name = month.name().toLowerCase(Locale.ROOT);
      months.put(name, month.getValue());
      months.put(name.substring(0, 3), month.getValue());
    }
    months.put("sept", 9);
    return Map.copyOf(months);
  }

  /**
   * Microseconds since 1970 UTC; null where the text says that there is no time.
   *
   * @throws Refused where this is no time, or more than one
   */
  public Long micros(String raw) {
    String text = IdText.bare(Blanks.visible(raw));
    if (text.isEmpty()) {
      return null;
    }
    try {
      Moment moment = isIso(text) ? iso(text) : any(text);
      return moment == null || moment.isZero() ? null : moment.micros(zone);
    } catch (DateTimeException | IndexOutOfBoundsException | ArithmeticException e) {
      throw unknown();
    }
  }

  /** The calendar day as it is written, whatever the offset; null where the text says none. */
  public LocalDate day(String raw) {
    String text = IdText.bare(Blanks.visible(raw));
    if (text.isEmpty()) {
      return null;
    }
    try {
      Moment moment = isIso(text) ? iso(text) : any(text);
      return moment == null || moment.isZero() ? null : moment.day(zone);
    } catch (DateTimeException | IndexOutOfBoundsException | ArithmeticException e) {
      throw unknown();
    }
  }

  /** A local time with its offset, or an instant. */
  private record Moment(LocalDateTime local, ZoneId offset, Long instant) {
    static Moment of(LocalDateTime local) {
      return new Moment(local, null, null);
    }

    static Moment of(long micros) {
      return new Moment(null, null, micros);
    }

    boolean isZero() {
      return instant != null
          ? instant == 0
          : local.getYear() <= 1
              || (local.getYear() == 1970
                  && local.getDayOfYear() == 1
                  && local.toLocalTime().toNanoOfDay() == 0)
              || (local.getYear() == 1899
                  && local.getMonthValue() == 12
                  && local.getDayOfMonth() >= 30);
    }

    long micros(ZoneId zone) {
      if (instant != null) {
        return instant;
      }
      ZoneId of = offset == null ? zone : offset;
      long seconds =
          of instanceof ZoneOffset fixed
              ? local.toEpochSecond(fixed)
              : local.atZone(of).toEpochSecond();
      return seconds * SECOND + local.getNano() / 1000;
    }

    LocalDate day(ZoneId zone) {
      return local != null
          ? local.toLocalDate()
          : java.time.Instant.ofEpochSecond(Math.floorDiv(instant, SECOND))
              .atZone(zone)
              .toLocalDate();
    }
  }

  private static boolean isIso(String t) {
    return t.length() >= 10
        && t.charAt(4) == '-'
        && t.charAt(7) == '-'
        && (t.length() == 10 || (t.length() >= 16 && t.charAt(13) == ':'));
  }

  /** The most frequent form, without patterns. */
  private static Moment iso(String t) {
    int year = digits(t, 0, 4);
    int month = digits(t, 5, 7);
    int day = digits(t, 8, 10);
    if (isNothing(year, month, day)) {
      return null;
    }
    if (t.length() == 10) {
      return Moment.of(LocalDate.of(year, month, day).atStartOfDay());
    }
    if (t.charAt(10) != 'T' && t.charAt(10) != ' ' && t.charAt(10) != 't') {
      throw new DateTimeException("no time");
    }
    int hour = digits(t, 11, 13);
    int minute = digits(t, 14, 16);
    int at = 16;
    int second = 0;
    int nano = 0;
    if (at < t.length() && t.charAt(at) == ':') {
      second = Math.min(59, leapSecond(digits(t, 17, 19)));
      at = 19;
      if (at < t.length() && (t.charAt(at) == '.' || t.charAt(at) == ',')) {
        int from = at + 1;
        for (at = from; at < t.length() && Character.isDigit(t.charAt(at)); at++) {}
        nano = fraction(t.substring(from, at));
      }
    }
    String rest = t.substring(at);
    if (!rest.isEmpty()
        && Character.isLetter(rest.strip().charAt(0))
        && rest.strip().length() > 1) {
      Matcher time = TIME.matcher(t.substring(10));
      if (time.matches() && time.group("half") != null) {
        return timed(LocalDate.of(year, month, day), t.substring(10));
      }
    }
    LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second, nano);
    return new Moment(local, zoneOf(rest), null);
  }

  private Moment any(String t) {
    if (isNumber(t)) {
      return number(new BigDecimal(t).toPlainString());
    }
    if (ScientificText.isPower(t)) {
      return number(new BigDecimal(t.replace(',', '.')).toPlainString());
    }
    Matcher m = YEAR_FIRST.matcher(t);
    if (m.matches()) {
      int month = number(m, "m");
      int day = number(m, "d");
      return isNothing(number(m, "y"), month, day)
          ? null
          : timed(LocalDate.of(number(m, "y"), month, day), m.group("rest"));
    }
    m = YEAR_LAST.matcher(t);
    if (m.matches()) {
      return number(m, "a") == 0 && number(m, "b") == 0 && number(m, "y") == 0
          ? null
          : timed(ordered(m), m.group("rest"));
    }
    for (Pattern named : new Pattern[] {DAY_NAME_YEAR, NAME_DAY_YEAR}) {
      m = named.matcher(t);
      if (m.matches()) {
        Integer month = MONTHS.get(m.group("name").toLowerCase(Locale.ROOT));
        if (month != null) {
          return timed(LocalDate.of(year(m.group("y")), month, number(m, "d")), m.group("rest"));
        }
      }
    }
    m = TIME_FIRST.matcher(t);
    if (m.matches() && !TIME_FIRST.matcher(m.group("rest")).matches()) {
      String date = m.group("rest");
      boolean isDateAlone =
          date.matches(
              "\\d{1,2}([-/.])\\d{1,2}\\1(\\d{4}|\\d{2})|\\d{4}([-/.])\\d{1,2}\\3\\d{1,2}");
      if (isDateAlone) {
        return any(date + " " + m.group("t"));
      }
    }
    throw unknown();
  }

  private LocalDate ordered(Matcher m) {
    int a = number(m, "a");
    int b = number(m, "b");
    int year = year(m.group("y"));
    if (order == DateOrder.MONTH_FIRST) {
      return dated(year, a, b);
    }
    if (order == DateOrder.DAY_FIRST) {
      return dated(year, b, a);
    }
    if (a <= 12 && b <= 12 && a != b) {
      throw new Refused(
          "day and month can be read in two orders: set date-order = day-first or month-first in"
              + " the source");
    }
    return a > 12 ? dated(year, b, a) : dated(year, a, b);
  }

  private LocalDate dated(int year, int month, int day) {
    if (month > 12 && day <= 12) {
      throw new Refused(
          "its month is over 12: set date-order = "
              + (order == DateOrder.MONTH_FIRST ? "day-first" : "month-first")
              + " in the source if all of them are written so");
    }
    return LocalDate.of(year, month, day);
  }

  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    return digits.length() == 4 ? year : year + (year < CENTURY_PIVOT ? 2000 : 1900);
  }

  private static Moment timed(LocalDate date, String rest) {
    if (rest.isEmpty()) {
      return Moment.of(date.atStartOfDay());
    }
    Matcher time = TIME.matcher(rest);
    if (!time.matches()) {
      throw unknown();
    }
    int hour = number(time, "h");
    String half = time.group("half");
    if (half != null) {
      if (hour < 1 || hour > 12) {
        if (hour > 23 || hour < 1) {
          throw unknown();
        }
      } else {
        boolean isAfternoon = half.charAt(0) == 'P' || half.charAt(0) == 'p' || half.equals("CH");
        hour = hour % 12 + (isAfternoon ? 12 : 0);
      }
    }
    int second = time.group("s") == null ? 0 : Math.min(59, leapSecond(number(time, "s")));
    int nano = time.group("f") == null ? 0 : fraction(time.group("f"));
    LocalTime of = LocalTime.of(hour, number(time, "m"), second, nano);
    return new Moment(date.atTime(of), zoneOf(time.group("zone")), null);
  }

  private static int leapSecond(int second) {
    if (second > 60) {
      throw new DateTimeException("no second");
    }
    return second;
  }

  /** The zone behind a time; null where there is none. */
  private static ZoneId zoneOf(String text) {
    String t = text.strip();
    if (t.isEmpty()) {
      return null;
    }
    if (t.equals("Z") || t.equals("z") || t.equals("UTC") || t.equals("GMT")) {
      return ZoneOffset.UTC;
    }
    Matcher offset = OFFSET.matcher(text);
    if (offset.matches()) {
      return ZoneOffset.of(offset.group("o"));
    }
    if (t.indexOf('/') > 0 && Character.isLetter(t.charAt(0))) {
      return ZoneId.of(t);
    }
    throw unknown();
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
    return dots <= 1 && t.charAt(0) != '.' && t.length() < 40 && t.charAt(t.length() - 1) != '.';
  }

  private Moment number(String t) {
    BigDecimal value = new BigDecimal(t).stripTrailingZeros();
    if (value.signum() == 0) {
      return null;
    }
    boolean isWhole = value.scale() <= 0;
    String whole = value.toBigInteger().toString();
    int length = whole.length();
    if (isWhole && (length == 8 || length == 12 || length == 14 || length == 17)) {
      LocalDateTime written = written(whole);
      if (written != null) {
        return Moment.of(written);
      }
    }
    if (length == 5) {
      return sheet(value);
    }
    long unit =
        switch (length) {
          case 9, 10 -> SECOND;
          case 12, 13 -> 1000;
          case 15, 16 -> 1;
          case 18, 19 -> 0;
          default -> throw unknown();
        };
    return Moment.of(
        unit == 0
            ? value.movePointLeft(3).setScale(0, RoundingMode.FLOOR).longValueExact()
            : value
                .multiply(BigDecimal.valueOf(unit))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
  }

  /** yyyyMMdd[HHmm[ss[SSS]]]; null where there is no such day or hour. */
  private static LocalDateTime written(String t) {
    try {
      int year = digits(t, 0, 4);
      if (year < 1900 || year > 2999) {
        return null;
      }
      LocalDate date = LocalDate.of(year, digits(t, 4, 6), digits(t, 6, 8));
      return t.length() == 8
          ? date.atStartOfDay()
          : date.atTime(
              digits(t, 8, 10),
              digits(t, 10, 12),
              t.length() >= 14 ? digits(t, 12, 14) : 0,
              t.length() == 17 ? digits(t, 14, 17) * 1_000_000 : 0);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A spreadsheet's day number counts from 1899-12-30; its fraction is the time of day. */
  private Moment sheet(BigDecimal value) {
    int days = value.intValue();
    if (days < FIRST_SHEET_DAY || days > LAST_SHEET_DAY) {
      throw unknown();
    }
    long millis =
        value
            .subtract(BigDecimal.valueOf(days))
            .multiply(BigDecimal.valueOf(86_400_000))
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    return Moment.of(SHEET_ZERO.plusDays(days).atStartOfDay().plusNanos(millis * 1_000_000));
  }

  private static boolean isNothing(int year, int month, int day) {
    return year == 0 && month == 0 && day == 0;
  }

  private static int fraction(String digits) {
    int nano = 0;
    for (int i = 0; i < 9; i++) {
      nano = nano * 10 + (i < digits.length() ? digits.charAt(i) - '0' : 0);
    }
    return nano;
  }

  private static int number(Matcher matcher, String group) {
    return Integer.parseInt(matcher.group(group));
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

  private static Refused unknown() {
    return new Refused(
        "it is no time of a known form: map it with to_timestamp(<raw column>, '<pattern>')");
  }
}
