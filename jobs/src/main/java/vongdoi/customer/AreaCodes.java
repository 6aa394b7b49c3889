package vongdoi.customer;

import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vietnamese landlines written with an area code from before June 2017, when 59 of 63 provinces got
 * new ones (Decision 2036/QĐ-BTTTT of 2016). In Ho Chi Minh City (08) and fourteen provinces such a
 * number has the digits of a mobile number of today: it is a landline where it is written like one,
 * with the area code set apart.
 */
final class AreaCodes {
  private static final Map<String, String> TODAY =
      Map.ofEntries(
          entry("20", "214"),
          entry("22", "212"),
          entry("230", "215"),
          entry("231", "213"),
          entry("240", "204"),
          entry("241", "222"),
          entry("25", "205"),
          entry("26", "206"),
          entry("27", "207"),
          entry("280", "208"),
          entry("281", "209"),
          entry("29", "216"),
          entry("30", "229"),
          entry("31", "225"),
          entry("320", "220"),
          entry("321", "221"),
          entry("33", "203"),
          entry("350", "228"),
          entry("351", "226"),
          entry("36", "227"),
          entry("37", "237"),
          entry("38", "238"),
          entry("39", "239"),
          entry("4", "24"),
          entry("500", "262"),
          entry("501", "261"),
          entry("510", "235"),
          entry("511", "236"),
          entry("52", "232"),
          entry("53", "233"),
          entry("54", "234"),
          entry("55", "255"),
          entry("56", "256"),
          entry("57", "257"),
          entry("58", "258"),
          entry("59", "269"),
          entry("60", "260"),
          entry("61", "251"),
          entry("62", "252"),
          entry("63", "263"),
          entry("64", "254"),
          entry("650", "274"),
          entry("651", "271"),
          entry("66", "276"),
          entry("67", "277"),
          entry("68", "259"),
          entry("70", "270"),
          entry("710", "292"),
          entry("711", "293"),
          entry("72", "272"),
          entry("73", "273"),
          entry("74", "294"),
          entry("75", "275"),
          entry("76", "296"),
          entry("77", "297"),
          entry("780", "290"),
          entry("781", "291"),
          entry("79", "299"),
          entry("8", "28"));

  private static final String GAP = "[\\s.\\-]+";

  /** +84 or 84, alone in brackets or not, or in brackets with the area code. */
  private static final Pattern COUNTRY =
      Pattern.compile("^(?:\\((?:\\+|00)?84\\)|(?:\\+|00)?84(?=[\\s.\\-(]))[\\s.\\-]*");

  private static final Pattern COUNTRY_AND_CODE =
      Pattern.compile("^\\((?:\\+|00)?84[\\s.\\-]*(\\d+)\\)");

  /**
   * The code in brackets, 08 before four and four digits, or any before one, three and three: (076)
   * 3812345, 08 3812 3456, 033.3.823.456. Mobile numbers are written in other groups.
   */
  private static final Pattern CODE_APART =
      Pattern.compile(
          ("\\(0?(\\d{1,3})\\)[\\d\\s.\\-]+"
                  + "|0?(8)GAP(?:\\d{8}|\\d{4}GAP\\d{4}|\\dGAP\\d{3}GAP\\d{4})"
                  + "|0?(\\d\\d)GAP\\dGAP\\d{3}GAP\\d{3}")
              .replace("GAP", GAP));

  private AreaCodes() {}

  /**
   * The national number of today, or null where the number is written with no code of before.
   *
   * @param national digits without the leading zero
   * @param text the number as written
   * @param isMobile whether a mobile number of today has these digits
   */
  static String today(String national, String text, boolean isMobile) {
    String code = code(national);
    return code == null || isMobile && !code.equals(codeApart(text))
        ? null
        : TODAY.get(code) + national.substring(code.length());
  }

  /** Nine digits are a code of one with eight or of two with seven, ten a code of three. */
  private static String code(String national) {
    if (national.length() != 9 && national.length() != 10) {
      return null;
    }
    for (int digits : national.length() == 10 ? new int[] {3} : new int[] {2, 1}) {
      char first = national.charAt(digits);
      boolean isSubscriber = first >= '2' && first <= (digits == 1 ? '7' : '8');
      if (isSubscriber && TODAY.containsKey(national.substring(0, digits))) {
        return national.substring(0, digits);
      }
    }
    return null;
  }

  private static String codeApart(String text) {
    String local = text.replace("(0)", "0");
    Matcher both = COUNTRY_AND_CODE.matcher(local);
    local =
        both.find()
            ? "(" + both.group(1) + ")" + local.substring(both.end())
            : COUNTRY.matcher(local).replaceFirst("");
    Matcher apart = CODE_APART.matcher(local);
    if (!apart.matches()) {
      return null;
    }
    for (int group = 1; group <= apart.groupCount(); group++) {
      if (apart.group(group) != null) {
        return apart.group(group);
      }
    }
    return null;
  }
}
