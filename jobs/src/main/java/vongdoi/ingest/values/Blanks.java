package vongdoi.ingest.values;

/**
 * Characters that nobody sees: blanks of all kinds, and those that copying from pages and sheets
 * leaves within values (zero-width space and joiners, soft hyphen, byte order mark, marks of
 * writing direction).
 */
public final class Blanks {
  private Blanks() {}

  /** Whether a character has no width at all. */
  public static boolean isInvisible(int c) {
    return c == 0xFEFF
        || c == 0xAD
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x2064)
        || c == 0x180E
        || (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
        || c == 0x7F;
  }

  /** Whether a character is a blank of any kind, or invisible. */
  public static boolean isBlank(int c) {
    return c == ' '
        || (c <= 0x1F)
        || c == 0xA0
        || c == 0x3000
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x202F
        || c == 0x205F
        || c == 0x85
        || c == 0x2028
        || c == 0x2029
        || isInvisible(c);
  }

  /** The text without blanks around it. */
  public static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return from == 0 && to == text.length() ? text : text.substring(from, to);
  }

  /** The text without blanks around it and without invisible characters within. */
  public static String visible(String text) {
    String bare = stripped(text);
    for (int i = 0; i < bare.length(); i++) {
      if (isInvisible(bare.charAt(i))) {
        StringBuilder out = new StringBuilder(bare.length());
        bare.chars().filter(c -> !isInvisible(c)).forEach(c -> out.append((char) c));
        return out.toString();
      }
    }
    return bare;
  }
}
