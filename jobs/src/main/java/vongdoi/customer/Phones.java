package vongdoi.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Phone numbers in E.164. Vietnamese mobile numbers take a path of their own, because the library
 * calls numbers from before the prefix change of 2018 invalid and is some twenty times slower.
 */
public final class Phones {
  private static final String VIETNAM = "VN";
  private static final Pattern SPACERS = Pattern.compile("[\\s.\\-()/_]");
  private static final Pattern SPREADSHEET_TAIL = Pattern.compile("\\.0$");
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
   * The number in E.164, or null where it is none. {@code 0123 456 7890}, {@code +84 (0)834567890}
   * and {@code 834567890} are all {@code +84834567890}.
   *
   * @param raw the number in any spelling
   * @param country ISO 3166 code that a number without a country prefix belongs to
   */
  public static String e164(String raw, String country) {
    if (raw == null) {
      return null;
    }
    String text = Normalizer.normalize(raw, Normalizer.Form.NFKC).strip();
    text = SPREADSHEET_TAIL.matcher(text).replaceFirst("");
    String bare = SPACERS.matcher(text).replaceAll("");
    String vietnamese = vietnamese(bare, VIETNAM.equals(country));
    if (vietnamese != null) {
      String mobile = mobile(vietnamese);
      return mobile != null ? "+84" + mobile : byLibrary("+84" + vietnamese, VIETNAM);
    }
    return byLibrary(bare.startsWith("00") ? "+" + bare.substring(2) : text, country);
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
