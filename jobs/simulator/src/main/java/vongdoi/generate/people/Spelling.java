package vongdoi.generate.people;

import java.text.Normalizer;
import java.util.regex.Pattern;
import vongdoi.generate.draw.Draws;

/** How people misspell: diacritics left out, letters swapped, dropped, doubled or mistyped. */
final class Spelling {
  private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036F]");

  private Spelling() {}

  /** Without diacritics; Đ is a letter of its own and does not decompose. */
  static String withoutMarks(String text) {
    String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return bare.replace('đ', 'd').replace('Đ', 'D');
  }

  /** Lower-case ASCII letters only, as in a mail address. */
  static String letters(String text) {
    String bare = withoutMarks(text);
    StringBuilder letters = new StringBuilder(bare.length());
    for (int i = 0; i < bare.length(); i++) {
      char c = Character.toLowerCase(bare.charAt(i));
      if (c >= 'a' && c <= 'z') {
        letters.append(c);
      }
    }
    return letters.toString();
  }

  /** One typing error somewhere after the first letter. */
  static String mistyped(Draws draws, String text) {
    if (text.length() < 4) {
      return text;
    }
    int at = draws.between(1, text.length() - 2);
    String head = text.substring(0, at);
    char c = text.charAt(at);
    return switch (draws.below(4)) {
      case 0 -> head + text.charAt(at + 1) + c + text.substring(at + 2);
      case 1 -> head + text.substring(at + 1);
      case 2 -> head + c + text.substring(at);
      default -> head + (char) ('a' + draws.below(26)) + text.substring(at + 1);
    };
  }
}
