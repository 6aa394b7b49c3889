package vongdoi.identity.comparing;

/**
 * Names of which a blank was mistyped, so that they fall apart into other words: {@code le
 * vanphong} and {@code le vanp hong} are le van phong, and {@code chau vanfdat} is chau van dat.
 */
public final class MistypedBlanks {
  /** Letters of a name in which one more is no other name. */
  private static final int LONG = 6;

  private MistypedBlanks() {}

  /**
   * Whether two names are one but for blanks, or one typing error apart in different numbers of
   * words. With as many words an error is one of a word, and An and Anh are two names.
   *
   * @param a words in order, parted by blanks
   */
  public static boolean tellApart(String a, String b) {
    if (SharedWords.equalWithoutSpaces(a, b)) {
      return !a.equals(b);
    }
    return blanks(a) != blanks(b) && Edits.isOne(a.replace(" ", ""), b.replace(" ", ""), LONG);
  }

  private static long blanks(String text) {
    return text.chars().filter(c -> c == ' ').count();
  }
}
