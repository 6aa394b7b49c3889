package vongdoi.export;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Functions for the columns of destinations: each platform wants another spelling before it is
 * hashed, so that one hash does not serve two of them. All compose accents (Unicode NFC) first and
 * give null for nothing; hash with {@code sha2(google_email(email), 256)}.
 */
final class DestinationFunctions {
  private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]");

  /** Two domains of one mailbox, in which dots mean nothing. */
  private static final Pattern GMAIL = Pattern.compile("@(gmail|googlemail)\\.com$");

  private DestinationFunctions() {}

  /** Functions by the name that configurations use. */
  static Map<String, UDF1<String, String>> all(boolean tiktokPhonePlus) {
    Map<String, UDF1<String, String>> functions = new TreeMap<>();
    functions.put("nfc", DestinationFunctions::nfc);
    functions.put("google_email", DestinationFunctions::googleEmail);
    functions.put("google_name", DestinationFunctions::lower);
    functions.put("google_phone", DestinationFunctions::phoneWithPlus);
    functions.put("meta_email", DestinationFunctions::lower);
    functions.put("meta_name", DestinationFunctions::lettersOnly);
    functions.put("meta_place", DestinationFunctions::lettersOnly);
    functions.put("meta_phone", DestinationFunctions::phoneDigits);
    functions.put("tiktok_email", DestinationFunctions::lower);
    functions.put(
        "tiktok_phone",
        tiktokPhonePlus ? DestinationFunctions::phoneWithPlus : DestinationFunctions::phoneDigits);
    functions.put("zalo_phone", DestinationFunctions::phoneDigits);
    return functions;
  }

  /** Makes the functions known to a session. */
  static void register(SparkSession spark, boolean tiktokPhonePlus) {
    all(tiktokPhonePlus)
        .forEach((name, function) -> spark.udf().register(name, function, DataTypes.StringType));
  }

  private static String nfc(String text) {
    return text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Trimmed and in lower case. */
  private static String lower(String text) {
    return text == null ? null : orNull(nfc(text).strip().toLowerCase(Locale.ROOT));
  }

  /** Without spaces, and at Google's own mail without the dots that mean nothing there. */
  private static String googleEmail(String email) {
    String clean = lower(email);
    if (clean == null) {
      return null;
    }
    String bare = SPACE.matcher(clean).replaceAll("");
    int at = bare.lastIndexOf('@');
    return at > 0 && GMAIL.matcher(bare).find()
        ? bare.substring(0, at).replace(".", "") + bare.substring(at)
        : bare;
  }

  /** Lower case without spaces and punctuation; letters keep their accents. */
  private static String lettersOnly(String text) {
    String clean = lower(text);
    return clean == null ? null : orNull(NO_LETTER.matcher(clean).replaceAll(""));
  }

  /** Digits with the country code, without leading zeros. */
  private static String phoneDigits(String phone) {
    if (phone == null) {
      return null;
    }
    String digits = NO_DIGIT.matcher(nfc(phone)).replaceAll("");
    return orNull(LEADING_ZEROS.matcher(digits).replaceFirst(""));
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
