package vongdoi.ingest.values;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers and amounts of money as people and programs write them: {@code 1.250.000 ₫}, {@code
 * 1,250.50}, {@code (12,50 EUR)}, {@code 1.25E7}.
 *
 * <p>A dot or comma is a decimal mark or groups thousands. Where both stand, the last one is the
 * decimal mark; one that stands twice groups. A single one before exactly three digits can be both:
 * {@code 150.000} is read by what the source says, else by the currency (one without minor units
 * has no thousandths: 150000 đồng), else by the country. What is left is refused.
 */
public final class NumberText {
  private static final int LONGEST = 64;

  private static final Set<String> DOLLARS =
      Set.of(
          "USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "BRL", "BND",
          "FJD", "JMD", "TTD", "XCD", "BSD", "BBD", "BZD", "NAD", "UYU", "DOP");
  private static final Map<String, Set<String>> SIGNS = signs();

  private final DecimalMark stated;
  private final DecimalMark country;
  private final String currency;

  NumberText(DecimalMark stated, DecimalMark country, String currency) {
    this.stated = stated;
    this.country = country;
    this.currency = currency;
  }

  private static Map<String, Set<String>> signs() {
    Map<String, Set<String>> signs = new HashMap<>();
    for (String dong : new String[] {"₫", "đ", "vnđ", "vnd", "đồng", "dong", "d"}) {
      signs.put(dong, Set.of("VND"));
    }
    signs.put("$", DOLLARS);
    signs.put("us$", Set.of("USD"));
    signs.put("a$", Set.of("AUD"));
    signs.put("c$", Set.of("CAD"));
    signs.put("s$", Set.of("SGD"));
    signs.put("hk$", Set.of("HKD"));
    signs.put("nt$", Set.of("TWD"));
    signs.put("r$", Set.of("BRL"));
    signs.put("€", Set.of("EUR"));
    signs.put("£", Set.of("GBP", "EGP", "GIP", "FKP", "SHP"));
    signs.put("¥", Set.of("JPY", "CNY"));
    signs.put("円", Set.of("JPY"));
    signs.put("元", Set.of("CNY"));
    signs.put("₩", Set.of("KRW"));
    signs.put("원", Set.of("KRW"));
    signs.put("฿", Set.of("THB"));
    signs.put("₹", Set.of("INR"));
    signs.put("rs", Set.of("INR", "PKR", "LKR", "NPR", "MUR"));
    signs.put("rs.", Set.of("INR", "PKR", "LKR", "NPR", "MUR"));
    signs.put("rp", Set.of("IDR"));
    signs.put("rm", Set.of("MYR"));
    signs.put("₱", Set.of("PHP"));
    signs.put("₽", Set.of("RUB"));
    signs.put("₴", Set.of("UAH"));
    signs.put("₺", Set.of("TRY"));
    signs.put("zł", Set.of("PLN"));
    signs.put("kč", Set.of("CZK"));
    signs.put("ft", Set.of("HUF"));
    signs.put("kr", Set.of("SEK", "NOK", "DKK", "ISK"));
    signs.put("kr.", Set.of("DKK", "ISK"));
    signs.put("chf", Set.of("CHF"));
    signs.put("₪", Set.of("ILS"));
    signs.put("៛", Set.of("KHR"));
    signs.put("₭", Set.of("LAK"));
    return signs;
  }

  /** A number that is no money: of a lone mark before three digits the dot is the decimal one. */
  BigDecimal number(String raw) {
    DecimalMark mark = stated != null ? stated : DecimalMark.DOT;
    return value(raw, "", mark, false);
  }

  /**
   * An amount in a currency.
   *
   * @param code ISO 4217 code of the row; null: the source's
   */
  BigDecimal amount(String raw, String code) {
    String of = code == null || code.isBlank() ? currency : CurrencyText.code(code);
    boolean isWhole = minorDigits(of) == 0;
    return value(raw, of, stated != null ? stated : country, isWhole);
  }

  static int minorDigits(String code) {
    try {
      return Currency.getInstance(code).getDefaultFractionDigits();
    } catch (IllegalArgumentException e) {
      return 2;
    }
  }

  private BigDecimal value(String raw, String of, DecimalMark mark, boolean isWhole) {
    String text = Blanks.visible(raw);
    if (text.length() > LONGEST) {
      throw notANumber();
    }
    if (ScientificText.isPower(text)) {
      return ScientificText.number(text)
          .orElseThrow(
              () ->
                  new Refused(
                      "a spreadsheet has shortened it and its last digits are lost: export the"
                          + " column as a plain number"));
    }
    boolean isNegative = false;
    if (text.startsWith("(") && text.endsWith(")")) {
      isNegative = true;
      text = Blanks.stripped(text.substring(1, text.length() - 1));
    }
    int from = 0;
    int to = text.length();
    while (from < to && !isDigit(text.charAt(from)) && !startsFraction(text, from)) {
      from++;
    }
    while (to > from && !isDigit(text.charAt(to - 1))) {
      to--;
    }
    if (from == to) {
      throw notANumber();
    }
    int minus = signs(text.substring(0, from), of) + signs(text.substring(to), of);
    if (minus > 1 || (minus == 1 && isNegative)) {
      throw notANumber();
    }
    BigDecimal value = unsigned(text.substring(from, to), mark, isWhole);
    return isNegative || minus == 1 ? value.negate() : value;
  }

  private static boolean startsFraction(String text, int at) {
    return text.charAt(at) == '.'
        && at + 1 < text.length()
        && isDigit(text.charAt(at + 1))
        && (at == 0 || !Character.isLetter(text.charAt(at - 1)));
  }

  /** Signs before or behind the digits; what is no sign of the currency makes it no number. */
  private static int signs(String around, String of) {
    StringBuilder word = new StringBuilder();
    int minus = 0;
    for (int i = 0; i < around.length(); i++) {
      char c = around.charAt(i);
      if (c == '-' || c == '\u2212' || c == '\u2013') {
        minus++;
      } else if (c != '+' && !Blanks.isBlank(c)) {
        word.append(c);
      }
    }
    if (!word.isEmpty()) {
      String sign = word.toString().toLowerCase(Locale.ROOT);
      Set<String> meant = SIGNS.get(sign);
      boolean fits =
          meant == null
              ? sign.equals(of.toLowerCase(Locale.ROOT)) && !of.isEmpty()
              : meant.contains(of);
      if (!fits) {
        throw meant == null && !isCode(sign)
            ? notANumber()
            : new Refused(
                of.isEmpty()
                    ? "it is an amount of money"
                    : "it is written in another currency than "
                        + of
                        + ": map the column currency, or set the source's currency");
      }
    }
    return minus;
  }

  private static boolean isCode(String sign) {
    return CurrencyText.isCode(sign.toUpperCase(Locale.ROOT));
  }

  private BigDecimal unsigned(String digits, DecimalMark mark, boolean isWhole) {
    StringBuilder bare = new StringBuilder(digits.length());
    int dots = 0;
    int commas = 0;
    boolean isSpaced = false;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (isDigit(c)) {
        bare.append(c);
      } else if (c == '.') {
        dots++;
        bare.append(c);
      } else if (c == ',') {
        commas++;
        bare.append(c);
      } else if ((c == '\'' || c == '\u2019' || c == '_' || Blanks.isBlank(c))
          && groupsAt(digits, i)) {
        isSpaced = true;
      } else {
        throw notANumber();
      }
    }
    String text = bare.toString();
    if (dots == 0 && commas == 0) {
      return new BigDecimal(text);
    }
    char decimal = decimal(text, dots, commas, mark, isWhole, isSpaced);
    char group = decimal == '.' ? ',' : '.';
    int end = decimal == 0 ? text.length() : text.lastIndexOf(decimal);
    String whole = text.substring(0, end);
    String fraction = decimal == 0 ? "" : text.substring(end + 1);
    if (decimal == 0) {
      group = dots > 0 ? '.' : ',';
    }
    if (whole.indexOf(group) >= 0) {
      whole = ungrouped(whole, group);
    }
    if (fraction.chars().anyMatch(c -> !isDigit((char) c))) {
      throw notANumber();
    }
    return new BigDecimal(
        (whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : "." + fraction));
  }

  /** The character that is the decimal mark of this number; 0 where all marks group. */
  private char decimal(
      String text, int dots, int commas, DecimalMark mark, boolean isWhole, boolean isSpaced) {
    if (dots > 0 && commas > 0) {
      char last = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
      if ((last == '.' ? dots : commas) > 1 || (stated != null && last != stated.mark())) {
        throw ambiguous();
      }
      return last;
    }
    char only = dots > 0 ? '.' : ',';
    if (dots + commas > 1) {
      if (stated != null && only == stated.mark()) {
        throw ambiguous();
      }
      return 0;
    }
    int at = text.indexOf(only);
    boolean canGroup =
        text.length() - at - 1 == 3 && at >= 1 && at <= 3 && text.charAt(0) != '0' && !isSpaced;
    if (stated != null) {
      if (only != stated.mark() && !canGroup) {
        throw ambiguous();
      }
      return only == stated.mark() ? only : 0;
    }
    return canGroup && (isWhole || only != mark.mark()) ? 0 : only;
  }

  private static String ungrouped(String whole, char group) {
    String[] parts = whole.split(Pattern.quote(String.valueOf(group)), -1);
    boolean isRight = parts[0].length() >= 1 && parts[0].length() <= 3;
    boolean isIndian = isRight && parts[0].length() <= 2 && parts.length > 2;
    for (int i = 1; i < parts.length; i++) {
      isRight &= parts[i].length() == 3;
      isIndian &= parts[i].length() == (i == parts.length - 1 ? 3 : 2);
    }
    if (!isRight && !isIndian) {
      throw ambiguous();
    }
    return String.join("", parts);
  }

  private static boolean groupsAt(String digits, int at) {
    int end = at + 1;
    while (end < digits.length() && isDigit(digits.charAt(end))) {
      end++;
    }
    return end - at == 4 && at > 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Refused notANumber() {
    return new Refused("it is no number");
  }

  private static Refused ambiguous() {
    return new Refused(
        "it is not clear which mark is the decimal one: set decimal-mark = dot or comma in the"
            + " source");
  }
}
