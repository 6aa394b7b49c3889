package vongdoi.ingest.values;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.customer.DateOfBirth;

/**
 * Reads the text of one canonical column in the tasks. Every method gives null for nothing and
 * throws {@link Refused} for what it cannot read for certain.
 */
public final class ValueReader implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PRECISION = 18;
  private static final int SCALE = 2;
  private static final long MILLION = 1_000_000L;
  private static final int LAST_YEAR_OF_ALL = 9999;
  private static final int FIRST_BIRTH = 1880;

  private final ValueRules.Shipped rules;
  private final String country;
  private final boolean isOpenEnded;
  private transient TimeText times;
  private transient NumberText numbers;

  /**
   * @param country ISO 3166 code of phones without a prefix
   * @param column the canonical column
   */
  public ValueReader(ValueRules rules, String country, String column) {
    this.rules = rules.shipped();
    this.country = country;
    this.isOpenEnded =
        column.equals("expires_at")
            || column.equals("current_period_end")
            || column.equals("card_expires_on")
            || column.equals("ended_at")
            || column.equals("until_at");
  }

  private TimeText times() {
    if (times == null) {
      times = new TimeText(rules.zone(), rules.dateOrder());
    }
    return times;
  }

  private NumberText numbers() {
    if (numbers == null) {
      numbers = new NumberText(rules.decimalMark(), rules.countryMark(), rules.currency());
    }
    return numbers;
  }

  /** Why a text is refused; null where it is not. */
  public UTF8String why(UTF8String kind, UTF8String text, UTF8String currency) {
    try {
      switch (ValueKind.valueOf(kind.toString())) {
        case ID -> id(text);
        case CURRENCY -> currency(text);
        case TIME -> time(text);
        case DATE -> date(text);
        case AMOUNT -> amount(text, currency);
        case NUMBER -> number(text);
        case COUNT -> count(text);
        case FLAG -> flag(text);
        case LIST -> throw new Refused("it is no JSON array of its elements");
        default -> text(text);
      }
      return null;
    } catch (Refused e) {
      return UTF8String.fromString(e.getMessage());
    }
  }

  public UTF8String text(UTF8String raw) {
    if (raw == null || isClean(raw)) {
      return raw;
    }
    String text = Blanks.stripped(raw.toString());
    return text.isEmpty() ? null : UTF8String.fromString(text);
  }

  /** Whether a text is short ASCII that begins and ends with a visible character. */
  private static boolean isClean(UTF8String raw) {
    int length = raw.numBytes();
    return length > 0 && isPlain(raw.getByte(0)) && isPlain(raw.getByte(length - 1));
  }

  private static boolean isPlain(byte b) {
    return b > ' ' && b < 0x7F;
  }

  public UTF8String id(UTF8String raw) {
    if (raw == null || raw.numBytes() <= rules.maxIdLength() && isPlainId(raw)) {
      return raw;
    }
    String id = IdText.clean(raw.toString(), rules.maxIdLength());
    return id == null ? null : UTF8String.fromString(id);
  }

  /** Digits and capitals that neither spell a word nor a number in floating dress. */
  private static boolean isPlainId(UTF8String raw) {
    int length = raw.numBytes();
    int digits = 0;
    for (int i = 0; i < length; i++) {
      byte b = raw.getByte(i);
      if (b >= '0' && b <= '9') {
        digits++;
      } else if (!(b == '-' || b == '_' || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z'))) {
        return false;
      }
    }
    boolean endsInPower = length < 32 && digits >= length - 1 && digits < length && length > 2;
    return digits > 0 && !endsInPower;
  }

  public UTF8String email(UTF8String raw) {
    String text = raw == null ? null : ContactText.email(raw.toString());
    return text == null || text.isEmpty() ? null : UTF8String.fromString(text);
  }

  public UTF8String phone(UTF8String raw) {
    String text = raw == null ? null : ContactText.phone(raw.toString(), country);
    return text == null || text.isEmpty() ? null : UTF8String.fromString(text);
  }

  /** The JSON of a row's further values with the contacts that have no column of their own. */
  public UTF8String withFurther(UTF8String extra, UTF8String email, UTF8String phone) {
    String json = extra == null ? null : extra.toString();
    String more =
        ContactText.withFurther(
            json,
            email == null ? null : email.toString(),
            phone == null ? null : phone.toString(),
            country);
    return more == null || more.equals(json) ? extra : UTF8String.fromString(more);
  }

  public UTF8String currency(UTF8String raw) {
    UTF8String text = text(raw);
    return text == null ? null : UTF8String.fromString(CurrencyText.code(text.toString()));
  }

  /** A date of birth as yyyy-MM-dd; one that is no date in the shape in which it was typed. */
  public UTF8String birthDate(UTF8String raw) {
    UTF8String text = text(raw);
    if (text == null) {
      return null;
    }
    String typed = text.toString();
    try {
      if (typed.length() > 8 || typed.length() == 5) {
        LocalDate day = times().day(typed);
        if (day == null) {
          return null;
        }
        if (day.getYear() >= FIRST_BIRTH && day.getYear() <= rules.lastYear()) {
          return UTF8String.fromString(day.toString());
        }
      }
    } catch (Refused e) {
      // It still tells two people apart, so that it is kept as it was typed.
      return UTF8String.fromString(shaped(typed));
    }
    return UTF8String.fromString(shaped(typed));
  }

  private String shaped(String typed) {
    return DateOfBirth.shape(
        rules.dateOrder() == DateOrder.MONTH_FIRST
            ? typed.replaceFirst("^(\\d{1,2})([-/. ])(\\d{1,2})([-/. ]\\d{4})", "$3$2$1$4")
            : typed);
  }

  public Long time(UTF8String raw) {
    Long micros = raw == null ? null : times().micros(raw.toString());
    return micros == null ? null : (Long) plausible(micros);
  }

  /** A time that came as one, where it can be true. */
  public Long plausible(long micros) {
    int year = LocalDate.ofEpochDay(Math.floorDiv(micros, 86_400 * MILLION)).getYear();
    checkYear(year);
    return micros;
  }

  /** Days since 1970. */
  public Integer date(UTF8String raw) {
    LocalDate day = raw == null ? null : times().day(raw.toString());
    return day == null ? null : (Integer) plausibleDay((int) day.toEpochDay());
  }

  public Integer plausibleDay(int day) {
    checkYear(LocalDate.ofEpochDay(day).getYear());
    return day;
  }

  private void checkYear(int year) {
    int last = isOpenEnded ? LAST_YEAR_OF_ALL : rules.lastYear();
    if (year < rules.firstYear() || year > last) {
      throw new Refused(
          "it lies outside the years %d to %d (ingest.plausible-years): map what it means"
              .formatted(rules.firstYear(), last));
    }
  }

  /** A decimal(18,2), halves rounded up. */
  public Decimal amount(UTF8String raw, UTF8String currency) {
    UTF8String text = text(raw);
    if (text == null) {
      return null;
    }
    return rounded(
        numbers().amount(text.toString(), currency == null ? null : currency.toString()));
  }

  private static Decimal rounded(BigDecimal value) {
    if ((long) value.precision() - value.scale() > PRECISION - SCALE) {
      throw new Refused("it is out of range");
    }
    BigDecimal rounded =
        value.scale() > 400
            ? BigDecimal.ZERO.setScale(SCALE)
            : value.setScale(SCALE, RoundingMode.HALF_UP);
    if (rounded.precision() > PRECISION) {
      throw new Refused("it is out of range");
    }
    return Decimal.apply(rounded, PRECISION, SCALE);
  }

  public Double number(UTF8String raw) {
    UTF8String text = text(raw);
    if (text == null) {
      return null;
    }
    double value = numbers().number(text.toString()).doubleValue();
    if (!Double.isFinite(value)) {
      throw new Refused("it is out of range");
    }
    return value;
  }

  public Integer count(UTF8String raw) {
    UTF8String text = text(raw);
    if (text == null) {
      return null;
    }
    try {
      return numbers().number(text.toString()).intValueExact();
    } catch (ArithmeticException e) {
      throw new Refused("it is no whole number");
    }
  }

  public Boolean flag(UTF8String raw) {
    UTF8String text = text(raw);
    if (text == null) {
      return null;
    }
    return switch (text.toString().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1", "1.0", "on", "có", "x" -> true;
      case "false", "f", "no", "n", "0", "0.0", "off", "không" -> false;
      default -> throw new Refused("it is neither true nor false: map it to a condition");
    };
  }

  /** Text of a floating number: a whole one as its digits, one that is no number as nothing. */
  public UTF8String textOfDouble(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    BigDecimal plain = new BigDecimal(Double.toString(value));
    return UTF8String.fromString(
        plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString());
  }

  /** An id that came as a floating number: refused where that cannot hold it exactly. */
  public UTF8String idOfDouble(double value, int exactBits) {
    if (!Double.isFinite(value)) {
      return null;
    }
    if (Math.abs(value) > (1L << exactBits)) {
      throw new Refused(
          "an id over 2^%d does not fit a floating number: write the column as text"
              .formatted(exactBits));
    }
    return textOfDouble(value);
  }

  /** An amount that came as a floating number. */
  public Decimal amountOfDouble(double value) {
    return rounded(finite(value));
  }

  public Double numberOfDouble(double value) {
    return finite(value).doubleValue();
  }

  public Integer countOfDouble(double value) {
    try {
      return finite(value).intValueExact();
    } catch (ArithmeticException e) {
      throw new Refused("it is no whole number");
    }
  }

  private static BigDecimal finite(double value) {
    if (!Double.isFinite(value)) {
      throw new Refused("it is no number");
    }
    return new BigDecimal(Double.toString(value));
  }
}
