package vongdoi.ingest.values;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whole numbers as programs write floating ones: {@code 17850.0}, {@code 2.0260001E7} (but 1E5 is
 * an article's number: none of them leaves the point or the plus away). What a spreadsheet shows
 * ({@code 8.49E+10}) has lost its last digits, and nobody can say which they were. With a small
 * letter ({@code 9e+05}) programs write too: R where that is the shorter form, others with six
 * digits, so that no number below a million is cut.
 */
public final class ScientificText {
  private static final Pattern WHOLE = Pattern.compile("-?\\d+[.,]0+");
  private static final Pattern POWER =
      Pattern.compile("(-?\\d)(?:[.,](\\d+)(?=[eE])|(?=[eE]\\+))([eE])(\\+?)(\\d{1,2})");

  private static final Pattern FRACTION = Pattern.compile("-?\\d(?:[.,]\\d+)?[eE]-\\d{1,3}");

  /** Significant digits that programs give to a number at least. */
  private static final int LEAST_DIGITS = 6;

  /** Doubles beyond it (2^53) do not hold every whole number. */
  private static final int MOST_DIGITS = 16;

  private ScientificText() {}

  /** Whether the text is written with a power of ten. */
  public static boolean isPower(String text) {
    int length = text.length();
    return length > 2
        && length < 32
        && (text.indexOf('E') > 0 || text.indexOf('e') > 0)
        && (POWER.matcher(text).matches() || FRACTION.matcher(text).matches());
  }

  /**
   * A number that {@linkplain #isPower is written with a power of ten}; empty where digits are
   * lost.
   */
  public static Optional<BigDecimal> number(String text) {
    Matcher power = POWER.matcher(text);
    return power.matches() && isCut(power)
        ? Optional.empty()
        : Optional.of(new BigDecimal(text.replace(',', '.')));
  }

  /**
   * The digits of a whole number in floating dress; the text itself where it is none; empty where
   * digits are lost.
   */
  public static Optional<String> digits(String text) {
    if (WHOLE.matcher(text).matches()) {
      return Optional.of(text.substring(0, Math.max(text.indexOf('.'), text.indexOf(','))));
    }
    Matcher power = POWER.matcher(text);
    if (!power.matches()) {
      return Optional.of(text);
    }
    String fraction = power.group(2) == null ? "" : power.group(2);
    int exponent = Integer.parseInt(power.group(5));
    if (isCut(power) || exponent >= MOST_DIGITS || fraction.length() > exponent) {
      return Optional.empty();
    }
    return Optional.of(
        new BigDecimal(power.group(1) + "." + fraction + "0E" + exponent)
            .toBigInteger()
            .toString());
  }

  private static boolean isCut(Matcher power) {
    int exponent = Integer.parseInt(power.group(5));
    int fraction = power.group(2) == null ? 0 : power.group(2).length();
    boolean isOfPrograms = power.group(3).equals("e") && exponent < LEAST_DIGITS;
    return !power.group(4).isEmpty() && fraction < exponent && !isOfPrograms;
  }
}
