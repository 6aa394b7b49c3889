package vongdoi.identity.comparing;

import vongdoi.customer.TypingErrors;

/**
 * Whether two texts are few typing errors apart, told without counting them where they are many.
 */
final class Edits {
  private Edits() {}

  /** Whether {@link TypingErrors#between} is at most {@code most}. */
  static boolean atMost(int most, String a, String b) {
    if (Math.abs(a.length() - b.length()) > most
        || Long.bitCount(letters(a) ^ letters(b)) > 2 * most) {
      return false;
    }
    return most == 1 ? atMostOne(a, b) : TypingErrors.between(a, b) <= most;
  }

  /** One bit per letter that occurs; an edit changes two at most. */
  private static long letters(String text) {
    long letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters |= 1L << text.charAt(i);
    }
    return letters;
  }

  /** Whether two texts have the same digits in the same order. */
  static boolean sameDigits(String a, String b) {
    int i = 0;
    int j = 0;
    while (true) {
      while (i < a.length() && !isDigit(a.charAt(i))) {
        i++;
      }
      while (j < b.length() && !isDigit(b.charAt(j))) {
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

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether two words of five letters and more have the same letters, give or take one. */
  static boolean areJumbled(String a, String b) {
    if (Math.min(a.length(), b.length()) < 5
        || Math.abs(a.length() - b.length()) > 1
        || Long.bitCount(letters(a) ^ letters(b)) > 2) {
      return false;
    }
    int[] counts = new int[64];
    for (int i = 0; i < a.length(); i++) {
      counts[a.charAt(i) & 63]++;
    }
    int left = 0;
    for (int i = 0; i < b.length(); i++) {
      left += --counts[b.charAt(i) & 63] < 0 ? 1 : 0;
    }
    return left <= 1;
  }

  /** Whether two texts of so many letters and more are one typing error apart. */
  static boolean isOne(String a, String b, int shortest) {
    return Math.max(a.length(), b.length()) >= shortest && atMost(1, a, b);
  }

  private static boolean atMostOne(String a, String b) {
    int shortest = Math.min(a.length(), b.length());
    int start = 0;
    while (start < shortest && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    int endA = a.length();
    int endB = b.length();
    while (endA > start && endB > start && a.charAt(endA - 1) == b.charAt(endB - 1)) {
      endA--;
      endB--;
    }
    int left = Math.max(endA - start, endB - start);
    boolean swapped =
        left == 2
            && endA - start == 2
            && endB - start == 2
            && a.charAt(start) == b.charAt(start + 1)
            && a.charAt(start + 1) == b.charAt(start);
    return left <= 1 || swapped;
  }
}
