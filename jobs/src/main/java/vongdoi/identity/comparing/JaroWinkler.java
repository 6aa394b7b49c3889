package vongdoi.identity.comparing;

/**
 * Similarity of short names that forgives swapped and missing letters, above all behind the start.
 */
final class JaroWinkler {
  private static final int LONGEST = 64;
  private static final double PREFIX_SCALE = 0.1;
  private static final int PREFIX = 4;

  private JaroWinkler() {}

  /**
   * Jaro's similarity (1989) raised for a common prefix (Winkler 1990). {@code between("martha",
   * "marhta")} is 0.9611. Texts count up to their first 64 letters, so that one word of bits marks
   * the letters taken.
   */
  static double between(String a, String b) {
    int n = Math.min(a.length(), LONGEST);
    int m = Math.min(b.length(), LONGEST);
    if (n == 0 || m == 0) {
      return 0;
    }
    int window = Math.max(0, Math.max(n, m) / 2 - 1);
    long takenA = 0;
    long takenB = 0;
    int common = 0;
    for (int i = 0; i < n; i++) {
      int to = Math.min(m - 1, i + window);
      for (int j = Math.max(0, i - window); j <= to; j++) {
        if ((takenB >>> j & 1) == 0 && a.charAt(i) == b.charAt(j)) {
          takenA |= 1L << i;
          takenB |= 1L << j;
          common++;
          break;
        }
      }
    }
    if (common == 0) {
      return 0;
    }
    int halfSwaps = 0;
    int j = 0;
    for (int i = 0; i < n; i++) {
      if ((takenA >>> i & 1) == 1) {
        while ((takenB >>> j & 1) == 0) {
          j++;
        }
        halfSwaps += a.charAt(i) == b.charAt(j++) ? 0 : 1;
      }
    }
    double c = common;
    double jaro = (c / n + c / m + (c - halfSwaps / 2) / c) / 3;
    int prefix = 0;
    while (prefix < Math.min(PREFIX, Math.min(n, m)) && a.charAt(prefix) == b.charAt(prefix)) {
      prefix++;
    }
    return jaro + prefix * PREFIX_SCALE * (1 - jaro);
  }
}
