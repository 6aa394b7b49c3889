package vongdoi.export;

import java.text.Normalizer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Functions for the columns of destinations: each platform wants another spelling before it is
 * hashed, so that one hash does not serve two of them. All compose accents (Unicode NFC) first and
 * give null for nothing; hash with {@code sha2(google_email(email), 256)}. Each runs once a cell:
 * patterns are asked only about texts that need them.
 */
final class DestinationFunctions {
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]");

  /** Two domains of one mailbox, in which dots mean nothing. */
  private static final Set<String> GMAIL = Set.of("@gmail.com", "@googlemail.com");

  /** Texts of letters below this one are composed: the first accent that stands alone. */
  private static final char FIRST_ACCENT = '\u0300';

  /** What a Vietnamese city or province is called before its name. */
  private static final Pattern KIND =
      Pattern.compile(
          "^(t\\.\\s?p\\.?|tp\\s*[.,]|tp(?=\\s)|thành phố(?=\\s)|thanh pho(?=\\s)|tỉnh(?=\\s)|thị xã(?=\\s)|thi xa(?=\\s)|t\\.?x\\.)\\s*");

  /** An American postcode of nine digits, whose first five are the place. */
  private static final Pattern ZIP_PLUS_FOUR = Pattern.compile("\\s*(\\d{5})[-\\s]\\d{4}\\s*");

  /** By the name that configurations use. */
  private final Map<String, UDF1<String, String>> ofText = new TreeMap<>();

  private final ZaloData zaloData;

  private DestinationFunctions(
      boolean tiktokPhonePlus, Map<String, String> templates, ZoneId zone) {
    ofText.put("nfc", DestinationFunctions::nfc);
    ofText.put("iso_country", Countries::code);
    ofText.put("google_email", DestinationFunctions::googleEmail);
    ofText.put("google_name", DestinationFunctions::lower);
    ofText.put("google_phone", DestinationFunctions::phoneWithPlus);
    ofText.put("meta_email", DestinationFunctions::email);
    ofText.put("meta_name", DestinationFunctions::lettersOnly);
    ofText.put("meta_place", DestinationFunctions::place);
    ofText.put("meta_city", DestinationFunctions::city);
    ofText.put("meta_phone", DestinationFunctions::phoneDigits);
    ofText.put("tiktok_email", DestinationFunctions::withoutAlias);
    ofText.put(
        "tiktok_phone",
        tiktokPhonePlus ? DestinationFunctions::phoneWithPlus : DestinationFunctions::phoneDigits);
    ofText.put("zalo_phone", DestinationFunctions::phoneDigits);
    Map<String, String> numbers = Map.copyOf(templates);
    ofText.put("zalo_template", action -> action == null ? null : numbers.get(action));
    zaloData = new ZaloData(zone);
  }

  /** The functions as a configuration shapes them. */
  static DestinationFunctions of(ExportConfig config, ZoneId zone) {
    return new DestinationFunctions(config.tiktokPhonePlus(), config.zaloTemplates(), zone);
  }

  /** All names that configurations may use. */
  static Set<String> names() {
    Set<String> names =
        new TreeSet<>(new DestinationFunctions(false, Map.of(), ZoneOffset.UTC).ofText.keySet());
    names.add(ZaloData.NAME);
    return names;
  }

  /** The function of one text by its name. */
  UDF1<String, String> named(String name) {
    return ofText.get(name);
  }

  /** Makes the functions known to a session. */
  void register(SparkSession spark) {
    ofText.forEach((name, function) -> spark.udf().register(name, function, DataTypes.StringType));
    spark.udf().register(ZaloData.NAME, zaloData, DataTypes.StringType);
  }

  private static String nfc(String text) {
    for (int i = 0; text != null && i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_ACCENT) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }

  /** Trimmed and in lower case. */
  private static String lower(String text) {
    return text == null ? null : orNull(nfc(text).strip().toLowerCase(Locale.ROOT));
  }

  /**
   * Without spaces, and at Google's own mail without what means nothing there: dots, and all from a
   * plus sign on.
   */
  private static String googleEmail(String text) {
    String bare = text == null ? null : email(SPACE.matcher(text).replaceAll(""));
    if (bare == null) {
      return null;
    }
    String domain = bare.substring(bare.indexOf('@'));
    return GMAIL.contains(domain) ? beforePlus(bare).replace(".", "") + domain : bare;
  }

  /** Lower case; null where it is no e-mail at all, whose hash would match nobody. */
  private static String email(String text) {
    String clean = lower(text);
    return clean != null && isEmail(clean) ? clean : null;
  }

  /** One @ with something before it, a point within what follows it, and no space. */
  private static boolean isEmail(String text) {
    int at = text.indexOf('@');
    int point = text.lastIndexOf('.', text.length() - 2);
    return at > 0 && at == text.lastIndexOf('@') && point > at + 1 && !SPACE.matcher(text).find();
  }

  /** What stands before the @, up to a plus sign. */
  private static String beforePlus(String email) {
    int at = email.indexOf('@');
    int plus = email.indexOf('+');
    return email.substring(0, plus >= 0 && plus < at ? plus : at);
  }

  /** The same without a plus sign and what follows it, whoever keeps the mailbox. */
  private static String withoutAlias(String text) {
    String clean = email(text);
    return clean == null ? null : beforePlus(clean) + clean.substring(clean.indexOf('@'));
  }

  /** A city or province as {@link #lettersOnly}, without the Vietnamese word for its kind. */
  private static String city(String text) {
    String clean = lower(text);
    return clean == null ? null : letters(KIND.matcher(clean).replaceFirst(""));
  }

  /** Lower case without spaces and punctuation; letters keep their accents. */
  private static String lettersOnly(String text) {
    String clean = lower(text);
    return clean == null ? null : letters(clean);
  }

  private static String letters(String clean) {
    for (int i = 0; i < clean.length(); i++) {
      if (!Character.isLetterOrDigit(clean.charAt(i))) {
        return orNull(NO_LETTER.matcher(clean).replaceAll(""));
      }
    }
    return orNull(clean);
  }

  /** A place or postcode as {@link #lettersOnly}; of an American ZIP+4 the five digits. */
  private static String place(String text) {
    if (text == null) {
      return null;
    }
    Matcher zip = ZIP_PLUS_FOUR.matcher(text);
    return zip.matches() ? zip.group(1) : lettersOnly(text);
  }

  /** Digits with the country code, without leading zeros. */
  private static String phoneDigits(String phone) {
    if (phone == null) {
      return null;
    }
    StringBuilder digits = new StringBuilder(phone.length());
    for (int i = 0; i < phone.length(); i++) {
      char c = phone.charAt(i);
      boolean isLeading = c == '0' && digits.length() == 0;
      if (c >= '0' && c <= '9' && !isLeading) {
        digits.append(c);
      }
    }
    return orNull(digits.toString());
  }

  /** E.164: a plus sign and the digits. */
  private static String phoneWithPlus(String phone) {
    String digits = phoneDigits(phone);
    return digits == null ? null : "+" + digits;
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
