package vongdoi.ingest.values;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Currencies as columns name them: ISO 4217 codes in any case, and signs that mean one alone. */
final class CurrencyText {
  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());
  private static final Map<String, String> SIGNS =
      Map.of(
          "₫", "VND", "đ", "VND", "vnđ", "VND", "€", "EUR", "£", "GBP", "₩", "KRW", "฿", "THB", "₹",
          "INR", "us$", "USD");

  private CurrencyText() {}

  static boolean isCode(String code) {
    return CODES.contains(code);
  }

  /** The code. */
  static String code(String raw) {
    String text = Blanks.visible(raw);
    String code = text.toUpperCase(Locale.ROOT);
    if (CODES.contains(code)) {
      return code;
    }
    String meant = SIGNS.get(text.toLowerCase(Locale.ROOT));
    if (meant == null) {
      throw new Refused("it is no ISO 4217 code such as VND: map it");
    }
    return meant;
  }
}
