package vongdoi.customer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of people and businesses: their clean form, their folded form and their parts. */
public final class Names {
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private static final Pattern BUSINESS =
      Pattern.compile(
          "^(cong ty|doanh nghiep|hop tac xa|tap doan|chi nhanh|cua hang|ho kinh doanh)\\b"
              + "|\\b(cty|tnhh|co phan|jsc|ltd|llc|inc|corp|corporation|gmbh|company|dntn|htx)\\b");

  private Names() {}

  /** Unicode NFC with single spaces; null where nothing is left. */
  public static String clean(String raw) {
    if (raw == null) {
      return null;
    }
    String text =
        SPACES.matcher(Normalizer.normalize(raw, Normalizer.Form.NFC)).replaceAll(" ").strip();
    return NO_LETTERS.matcher(text).matches() || text.isEmpty() ? null : text;
  }

  /** Lower case without any mark; đ, which Unicode does not decompose, becomes d. */
  public static String fold(String text) {
    String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return bare.replace('đ', 'd').replace('Đ', 'D').toLowerCase(Locale.ROOT);
  }

  /**
   * A word with its tone mark at its end, wherever it was put: {@code hoà} and {@code hòa} are one.
   */
  public static String tonesLast(String word) {
    StringBuilder letters = new StringBuilder();
    StringBuilder tones = new StringBuilder();
    for (char c : Normalizer.normalize(word, Normalizer.Form.NFD).toCharArray()) {
      boolean tone = c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
      (tone ? tones : letters).append(c);
    }
    return Normalizer.normalize(letters, Normalizer.Form.NFC) + tones;
  }

  /** Words of a name in their order, lower case, with marks. */
  public static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    for (String word :
        NO_LETTERS.split(
            Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** Whether a name is that of a business, by words such as Công ty or TNHH. */
  public static boolean isBusiness(String name) {
    return name != null && BUSINESS.matcher(fold(name)).find();
  }

  /** {@code female}, {@code male} or {@code other} for the words in use; null for no statement. */
  public static String gender(String raw) {
    String word = raw == null ? "" : fold(raw).strip();
    return switch (word) {
      case "", "-", "?", "unknown", "u", "n/a", "na", "null", "none", "khong ro", "khong biet" ->
          null;
      case "nam", "male", "m", "man", "trai", "ong", "anh", "boy" -> "male";
      case "nu", "female", "f", "woman", "gai", "ba", "chi", "co", "girl" -> "female";
      default -> "other";
    };
  }
}
