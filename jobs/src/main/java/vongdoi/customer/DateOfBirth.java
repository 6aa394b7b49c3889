package vongdoi.customer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates of birth as people write them. A mistyped one (1972-95-18) is no date, but it still
 * tells whether two records are one person, so that it is brought to the same shape.
 */
public final class DateOfBirth {
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[-/. ]?(\\d{1,2})[-/. ]?(\\d{1,2})(?:[T ].*)?");
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})(?:[T ].*)?");

  private DateOfBirth() {}

  /**
   * The shape yyyy-MM-dd of a date that is written year first (1990-02-28, 19900228, 1990/2/28) or
   * day first (28/02/1990), whether or not the calendar has such a day; other text as it is; null
   * for null and blank.
   */
  public static String shape(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String clean = text.strip();
    Matcher yearFirst = YEAR_FIRST.matcher(clean);
    if (yearFirst.matches()) {
      return shape(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
    }
    Matcher dayFirst = DAY_FIRST.matcher(clean);
    return dayFirst.matches()
        ? shape(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1))
        : clean;
  }

  private static String shape(String year, String month, String day) {
    return year
        + "-"
        + (month.length() < 2 ? "0" : "")
        + month
        + "-"
        + (day.length() < 2 ? "0" : "")
        + day;
  }

  /** Whether a text has the shape yyyy-MM-dd. */
  public static boolean isShaped(String text) {
    return text.length() == 10 && text.matches("\\d{4}-\\d{2}-\\d{2}");
  }
}
