package vongdoi.identity.comparing;

import java.util.Arrays;

/** Levels of streets and of names of firms, which are told by their unusual words. */
final class WordLevels {
  static final int USUAL_WORDS = 2;
  private static final double ALMOST = 0.95;
  private static final double SIMILAR = 0.85;

  private static final int MISTYPED_FIRM = 3;
  private static final int PART_OF_FIRM = 4;
  private static final int INITIALS = 5;
  private static final int SIMILAR_FIRM = 6;

  private WordLevels() {}

  static int street(String a, String b) {
    String x = UsualWords.own(a);
    String y = UsualWords.own(b);
    if (x.equals(y)) {
      return USUAL_WORDS;
    }
    if (isMistyped(x, y)) {
      return 3;
    }
    if (x.length() <= y.length() ? SharedWords.areShared(x, y) : SharedWords.areShared(y, x)) {
      return 4;
    }
    return JaroWinkler.between(x, y) >= SIMILAR ? 5 : 7;
  }

  /**
   * Names of firms may be made of usual words alone, as Vietnamese ones of lucky syllables are: so
   * one name may lack some of the other's usual words, but not have others in their stead.
   */
  static int company(String a, String b) {
    String x = UsualWords.own(a);
    String y = UsualWords.own(b);
    String shorter = x.length() <= y.length() ? x : y;
    String longer = x.length() <= y.length() ? y : x;
    int words = 1 + (int) shorter.chars().filter(c -> c == ' ').count();
    int shared = SharedWords.shared(shorter, longer);
    boolean isSame = shared == words && x.length() == y.length();
    if (isSame || shared == words || isMistyped(x, y)) {
      if (!UsualWords.oneLacksSome(a, b)) {
        return SIMILAR_FIRM;
      }
      return isSame ? USUAL_WORDS : shared == words ? PART_OF_FIRM : MISTYPED_FIRM;
    }
    if (areInitials(shorter, UsualWords.words(x.equals(shorter) ? b : a))) {
      return INITIALS;
    }
    boolean isSimilar = 2 * shared >= words || JaroWinkler.between(x, y) >= SIMILAR;
    return isSimilar ? SIMILAR_FIRM : SIMILAR_FIRM + 1;
  }

  /** Whether two values are one but for typing errors or blanks. */
  static boolean isMistyped(String x, String y) {
    return Edits.isOne(x, y, 4)
        || SharedWords.equalWithoutSpaces(x, y)
        || JaroWinkler.between(x, y) >= ALMOST;
  }

  /** Whether a word of three letters and more is made of the first letters of a name. */
  private static boolean areInitials(String word, String[] words) {
    if (word.length() < 3 || word.length() != words.length || word.indexOf(' ') >= 0) {
      return false;
    }
    StringBuilder initials = new StringBuilder();
    Arrays.stream(words).forEach(w -> initials.append(w.charAt(0)));
    return word.contentEquals(initials);
  }
}
