package vongdoi.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Phone numbers in E.164. Vietnamese mobile numbers take a path of their own, because the library
 * calls numbers from before the prefix change of 2018 invalid and is some twenty times slower; so
 * do landlines with an area code of before 2017, which it calls invalid or takes for mobile
 * numbers.
 */
public final class Phones {
  private static final String VIETNAM = "VN";
  private static final Pattern SPACERS = Pattern.compile("[\\s.\\-()/_]");
  private static final Pattern SPREADSHEET_TAIL = Pattern.compile("\\.0$");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");

  /** What Java, JavaScript and sheets make of a number: 9.1234567E8, 8,49E+10. */
  private static final Pattern POWER = Pattern.compile("(\\d)(?:[.,](\\d+))?[eE](\\+?)(\\d{1,2})");

  /** A run of digits and what people put between them; a digit hidden by a star ends it. */
  private static final Pattern RUN = Pattern.compile("\\+?[\\d(][\\d ().\\-]*\\d");

  private static final Pattern MASKED =
      Pattern.compile("\\d[*xX\\u2022#]{2,}|[*xX\\u2022#]{2,}\\d");
  private static final Pattern MOBILE =
      Pattern.compile("(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])\\d{7}");
  private static final Pattern OLD_MOBILE = Pattern.compile("1[2689]\\d{8}");
  private static final Pattern ONE_DIGIT_ONLY = Pattern.compile("(\\d)\\1+");

  /** Change of 15 September 2018: eleven-digit numbers lost one digit, their last seven stayed. */
  private static final Map<String, String> NEW_PREFIX =
      Map.ofEntries(
          Map.entry("120", "70"),
          Map.entry("121", "79"),
          Map.entry("122", "77"),
          Map.entry("126", "76"),
          Map.entry("128", "78"),
          Map.entry("123", "83"),
          Map.entry("124", "84"),
          Map.entry("125", "85"),
          Map.entry("127", "81"),
          Map.entry("129", "82"),
          Map.entry("162", "32"),
          Map.entry("163", "33"),
          Map.entry("164", "34"),
          Map.entry("165", "35"),
          Map.entry("166", "36"),
          Map.entry("167", "37"),
          Map.entry("168", "38"),
          Map.entry("169", "39"),
          Map.entry("186", "56"),
          Map.entry("188", "58"),
          Map.entry("199", "59"));

  private Phones() {}

  /**
   * The number in E.164, or null where it is none. {@code 0123 456 7890}, {@code +84 (0)834567890},
   * {@code 834567890} and {@code 8.34567890E8} are all {@code +84834567890}. Of a text with several
   * numbers, or a note, the first number; none where digits are hidden or cut off.
   *
   * @param raw the number in any spelling
   * @param country ISO 3166 code that a number without a country prefix belongs to
   */
  public static String e164(String raw, String country) {
    if (raw == null) {
      return null;
    }
    String text = visible(raw);
    String whole = whole(text, country);
    if (whole != null || text.length() < 8) {
      return whole;
    }
    List<String> all = POWER.matcher(text).matches() ? List.of() : in(text, country);
    return all.isEmpty() ? null : e164(all.get(0), country);
  }

  /**
   * The numbers that a text names, as they stand there, each once and in their order: of {@code
   * 0912345678 (chồng: 0987 654 321)} both.
   */
  public static List<String> in(String raw, String country) {
    String text = visible(raw);
    List<String> all = new ArrayList<>();
    if (MASKED.matcher(text).find()) {
      return all;
    }
    if (whole(text, country) != null) {
      return List.of(text);
    }
    List<String> known = new ArrayList<>();
    Matcher run = RUN.matcher(text);
    while (run.find()) {
      for (String number : numbers(run.group(), country)) {
        String e164 = whole(number, country);
        if (!known.contains(e164)) {
          known.add(e164);
          all.add(number);
        }
      }
    }
    return all;
  }

  /** Numbers within a run of digits: the run itself, else its words joined from the left. */
  private static List<String> numbers(String run, String country) {
    if (whole(run, country) != null) {
      return List.of(run.strip());
    }
    List<String> all = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    for (String word : run.split(" - |[ (]+")) {
      joined.append(joined.isEmpty() ? "" : " ").append(word);
      if (whole(joined.toString(), country) != null) {
        all.add(joined.toString());
        joined.setLength(0);
      }
    }
    return all;
  }

  private static String visible(String raw) {
    return Normalizer.normalize(INVISIBLE.matcher(raw).replaceAll(""), Normalizer.Form.NFKC)
        .strip();
  }

  /** The number that the text as a whole is. */
  private static String whole(String visible, String country) {
    String text = visible;
    Matcher power = POWER.matcher(text);
    if (power.matches()) {
      text = digits(power);
      if (text == null) {
        return null;
      }
    } else if (text.indexOf('*') >= 0 || MASKED.matcher(text).find()) {
      return null;
    }
    text = SPREADSHEET_TAIL.matcher(text).replaceFirst("");
    String bare = SPACERS.matcher(text).replaceAll("");
    String vietnamese = vietnamese(bare, VIETNAM.equals(country));
    if (vietnamese != null) {
      String mobile = mobile(vietnamese);
      String landline = AreaCodes.today(vietnamese, text, mobile != null);
      if (landline != null) {
        return byLibrary("+84" + landline, VIETNAM);
      }
      return mobile != null ? "+84" + mobile : byLibrary("+84" + vietnamese, VIETNAM);
    }
    return byLibrary(bare.startsWith("00") ? "+" + bare.substring(2) : text, country);
  }

  /** The digits of a number with a power of ten; null where a sheet has cut them off. */
  private static String digits(Matcher power) {
    String fraction = power.group(2) == null ? "" : power.group(2);
    int exponent = Integer.parseInt(power.group(4));
    boolean isCut = !power.group(3).isEmpty() && fraction.length() < exponent;
    return isCut || fraction.length() > exponent || exponent > 15
        ? null
        : new BigDecimal(power.group(1) + "." + fraction + "0E" + exponent)
            .toBigInteger()
            .toString();
  }

  /** National significant number of a number that is Vietnamese by its shape, else null. */
  private static String vietnamese(String bare, boolean atHome) {
    String digits = bare.startsWith("+") ? bare.substring(1) : bare;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    if (bare.startsWith("+84") || bare.startsWith("0084")) {
      return withoutZero(digits.substring(bare.startsWith("+") ? 2 : 4));
    }
    if (bare.startsWith("+") || bare.startsWith("00") || !atHome) {
      return null;
    }
    if (bare.startsWith("84") && bare.length() >= 11) {
      return withoutZero(bare.substring(2));
    }
    return withoutZero(bare);
  }

  private static String withoutZero(String digits) {
    return digits.startsWith("0") ? digits.substring(1) : digits;
  }

  private static String mobile(String national) {
    String today = national;
    if (OLD_MOBILE.matcher(national).matches()) {
      String prefix = NEW_PREFIX.get(national.substring(0, 3));
      today = prefix == null ? national : prefix + national.substring(3);
    }
    return MOBILE.matcher(today).matches() && !ONE_DIGIT_ONLY.matcher(today).matches()
        ? today
        : null;
  }

  private static String byLibrary(String text, String country) {
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = library.parse(text, country);
      String national = String.valueOf(number.getNationalNumber());
      return library.isValidNumber(number) && !ONE_DIGIT_ONLY.matcher(national).matches()
          ? library.format(number, PhoneNumberFormat.E164)
          : null;
    } catch (NumberParseException e) {
      return null;
    }
  }
}
