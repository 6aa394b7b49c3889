package vongdoi.identity.comparing;

/** Words that two texts share, found without taking the texts apart. */
final class SharedWords {
  private SharedWords() {}

  /** Whether two texts differ in nothing but blanks. */
  static boolean equalWithoutSpaces(String a, String b) {
    int i = 0;
    int j = 0;
    while (true) {
      while (i < a.length() && a.charAt(i) == ' ') {
        i++;
      }
      while (j < b.length() && b.charAt(j) == ' ') {
        j++;
      }
      if (i == a.length() || j == b.length()) {
        return i == a.length() && j == b.length();
      }
      if (a.charAt(i++) != b.charAt(j++)) {
        return false;
      }
    }
  }

  /** Whether at least half of the words of a text are in another. */
  static boolean areShared(String shorter, String longer) {
    int words = 1;
    for (int i = 0; i < shorter.length(); i++) {
      words += shorter.charAt(i) == ' ' ? 1 : 0;
    }
    return 2 * shared(shorter, longer) >= words;
  }

  /** How many of the words of a text are in another. */
  static int shared(String shorter, String longer) {
    int shared = 0;
    for (int from = 0; from <= shorter.length(); ) {
      int space = shorter.indexOf(' ', from);
      int to = space < 0 ? shorter.length() : space;
      shared += has(longer, shorter, from, to - from) ? 1 : 0;
      from = to + 1;
    }
    return shared;
  }

  /** Whether some letters of a text are a word of another. */
  static boolean has(String text, String word, int from, int length) {
    for (int at = 0; at + length <= text.length(); ) {
      int end = at + length;
      if (text.regionMatches(at, word, from, length)
          && (end == text.length() || text.charAt(end) == ' ')) {
        return true;
      }
      int space = text.indexOf(' ', at);
      if (space < 0) {
        return false;
      }
      at = space + 1;
    }
    return false;
  }
}
