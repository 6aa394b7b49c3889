package vongdoi.ingest.values;

import java.util.Locale;
import java.util.Set;

/** Ids as they are meant, whatever a sheet, a data frame or a page's script made of them. */
public final class IdText {
  /**
   * Words that programs write where there is no id: they mean nobody. Those of scripts and data
   * frames alone; a shop's own words (guest, anonymous) are {@code identity.blocked-values}.
   */
  private static final Set<String> NOBODY =
      Set.of(
          "nan",
          "null",
          "(null)",
          "<null>",
          "undefined",
          "none",
          "nil",
          "nat",
          "<na>",
          "n/a",
          "#n/a",
          "na",
          "[object object]",
          "[object undefined]",
          "[object null]",
          "(not set)",
          "\\n",
          "-nan",
          "inf",
          "-inf",
          "infinity",
          "-infinity",
          "#ref!",
          "#value!",
          "#name?");

  private IdText() {}

  /**
   * The id without blanks, without the quote or formula by which sheets keep it as text, and
   * without a decimal point that it never had; null where it means nobody.
   *
   * @param maxLength characters that an id may have
   * @throws Refused where digits are lost, or the text is too long to be an id
   */
  public static String clean(String raw, int maxLength) {
    String text = bare(Blanks.visible(raw));
    if (text.isEmpty() || isNobody(text)) {
      return null;
    }
    if (text.length() > maxLength) {
      throw new Refused(
          "it is longer than %d characters (ingest.limits.id-length), too long for an id"
              .formatted(maxLength));
    }
    char last = text.charAt(text.length() - 1);
    if (last >= '0' && last <= '9' && text.length() < 32) {
      return ScientificText.digits(text)
          .orElseThrow(
              () ->
                  new Refused(
                      "a spreadsheet has shortened it and its last digits are lost: export the"
                          + " column as text"));
    }
    return text;
  }

  /** Whether an id is a word that means nobody. */
  public static boolean isNobody(String text) {
    return text.length() <= 18 && NOBODY.contains(text.toLowerCase(Locale.ROOT));
  }

  /** {@code ="0012"} is how exporters keep a sheet from making a number; so is {@code '0012}. */
  static String bare(String text) {
    if (text.length() > 2 && text.startsWith("=\"") && text.endsWith("\"")) {
      return Blanks.stripped(text.substring(2, text.length() - 1));
    }
    if (text.length() > 1 && text.charAt(0) == '\'' && text.indexOf('\'', 1) < 0) {
      char next = text.charAt(1);
      return (next >= '0' && next <= '9') || "+-=@".indexOf(next) >= 0 ? text.substring(1) : text;
    }
    return text;
  }
}
