package vongdoi.export;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Countries by ISO 3166: the code of two letters from itself, from that of three letters, and from
 * names in the languages of our users as the Unicode CLDR of the Java runtime spells them.
 */
final class Countries {
  private static final Pattern NO_LETTER = Pattern.compile("[^a-z]");
  private static final Pattern MARK = Pattern.compile("\\p{M}");

  /** Names of daily use that the CLDR does not have. */
  private static final Map<String, String> DAILY =
      Map.of(
          "usa",
          "US",
          "america",
          "US",
          "mỹ",
          "US",
          "uk",
          "GB",
          "england",
          "GB",
          "nước anh",
          "GB",
          "hàn quốc",
          "KR",
          "south korea",
          "KR",
          "holland",
          "NL");

  private static final Map<String, String> CODES = codes();

  /** Customers write few countries in few ways: reading one costs more than hashing it. */
  private static final Map<String, Optional<String>> READ = new ConcurrentHashMap<>();

  private static final int MOST_READ = 1000;

  private Countries() {}

  /** The code; null where the text is none of a country. */
  static String code(String text) {
    if (text == null) {
      return null;
    }
    Optional<String> code = READ.get(text);
    if (code == null) {
      code = Optional.ofNullable(CODES.get(key(text)));
      if (READ.size() < MOST_READ) {
        READ.put(text, code);
      }
    }
    return code.orElse(null);
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      Locale country = new Locale.Builder().setRegion(code).build();
      for (String language : List.of("en", "vi", "de", "fr", "es", "ja", "ko", "zh")) {
        codes.putIfAbsent(key(country.getDisplayCountry(Locale.forLanguageTag(language))), code);
      }
    }
    DAILY.forEach((name, code) -> codes.put(key(name), code));
    for (String code : Locale.getISOCountries()) {
      codes.put(key(new Locale.Builder().setRegion(code).build().getISO3Country()), code);
      codes.put(key(code), code);
    }
    return codes;
  }

  /** Latin names without accents, spaces and points; others as they are. */
  private static String key(String name) {
    String bare =
        MARK.matcher(Normalizer.normalize(name.strip(), Normalizer.Form.NFD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT)
            .replace('đ', 'd');
    String letters = NO_LETTER.matcher(bare).replaceAll("");
    return letters.isEmpty() ? bare : letters;
  }
}
