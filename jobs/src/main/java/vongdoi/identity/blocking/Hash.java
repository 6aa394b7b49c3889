package vongdoi.identity.blocking;

/** 64-bit hashes of short texts, equal on every machine and in every run. */
final class Hash {
  private static final long SEED = 0x9E3779B97F4A7C15L;

  private Hash() {}

  static long start(int salt) {
    return mix(SEED * (salt + 1));
  }

  static long add(long hash, CharSequence text) {
    long h = hash ^ text.length();
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * 0x100000001B3L;
      h ^= h >>> 29;
    }
    return mix(h);
  }

  static long add(long hash, long number) {
    return mix(hash * 31 + number);
  }

  /**
   * The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the result depends on all.
   */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
