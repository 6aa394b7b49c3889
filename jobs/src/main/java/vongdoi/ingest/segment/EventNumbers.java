package vongdoi.ingest.segment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.types.Decimal;
import vongdoi.ingest.row.BadRow;

/** EventNumbers of events, given as JSON numbers or as text. */
final class EventNumbers {
  static final int PRECISION = 18;
  static final int SCALE = 2;
  private static final long MOST_CENTS = 999_999_999_999_999_999L;
  private static final int LONGEST = 64;

  private EventNumbers() {}

  /** A decimal(18,2), halves rounded up; null for null. */
  static Decimal amount(String text, String what) throws BadRow {
    if (text == null) {
      return null;
    }
    BigDecimal value = decimal(text, what);
    if ((long) value.precision() - value.scale() > PRECISION - SCALE) {
      throw new BadRow(what + " is out of range");
    }
    if (value.signum() == 0) {
      return Decimal.apply(0, PRECISION, SCALE);
    }
    long cents =
        value.scale() > 4 * LONGEST
            ? 0
            : value.setScale(SCALE, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    if (Math.abs(cents) > MOST_CENTS) {
      throw new BadRow(what + " is out of range");
    }
    return Decimal.apply(cents, PRECISION, SCALE);
  }

  /** A finite double; null for null. */
  static Double number(String text, String what) throws BadRow {
    if (text == null) {
      return null;
    }
    double value = decimal(text, what).doubleValue();
    if (!Double.isFinite(value)) {
      throw new BadRow(what + " is out of range");
    }
    return value;
  }

  private static BigDecimal decimal(String text, String what) throws BadRow {
    String t = text.trim();
    try {
      if (t.length() <= LONGEST) {
        return new BigDecimal(t);
      }
    } catch (NumberFormatException e) {
      throw new BadRow(what + " is not a number");
    }
    throw new BadRow(what + " is not a number");
  }
}
