package vongdoi.identity.comparing;

/**
 * The first letter of a word and the sounds of its next consonants, so that most misspellings of a
 * name share a block (Russell 1918, in the form of the US census).
 */
public final class Soundex {
  private static final String CODES = "01230120022455012623010202";
  private static final int LENGTH = 4;

  private Soundex() {}

  /** {@code of("robert")} and {@code of("rupert")} are R163. */
  public static String of(String folded) {
    StringBuilder code = new StringBuilder(LENGTH);
    char last = '0';
    for (int i = 0; i < folded.length() && code.length() < LENGTH; i++) {
      char c = folded.charAt(i);
      if (c < 'a' || c > 'z') {
        continue;
      }
      char digit = CODES.charAt(c - 'a');
      if (code.length() == 0) {
        code.append(Character.toUpperCase(c));
      } else if (digit != '0' && digit != last) {
        code.append(digit);
      }
      if (c != 'h' && c != 'w') {
        last = digit;
      }
    }
    return code.length() == 0 ? folded : code + "0".repeat(LENGTH - code.length());
  }
}
