package vongdoi.identity.blocking;

import java.io.Serializable;

/**
 * How often values occur, in memory that does not grow with them (count-min sketch, Cormode and
 * Muthukrishnan 2005): a count is never too small, and too large by more than 2 n / width with
 * probability below 1/4. A value counted once is known to be alone.
 */
final class Sketch implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int NARROWEST = 1 << 12;
  private static final int WIDEST = 1 << 22;
  private final int[] first;
  private final int[] second;

  /**
   * @param values distinct values expected
   */
  Sketch(long values) {
    int width = NARROWEST;
    while (width < WIDEST && width < 4 * values) {
      width *= 2;
    }
    first = new int[width];
    second = new int[width];
  }

  /** A sketch with the counts that another one had. */
  Sketch(int[] first, int[] second) {
    this.first = first;
    this.second = second;
  }

  int[] first() {
    return first;
  }

  int[] second() {
    return second;
  }

  void add(long hash) {
    first[(int) hash & first.length - 1]++;
    second[(int) (hash >>> 32) & second.length - 1]++;
  }

  int count(long hash) {
    return Math.min(
        first[(int) hash & first.length - 1], second[(int) (hash >>> 32) & second.length - 1]);
  }

  Sketch add(Sketch other) {
    for (int i = 0; i < first.length; i++) {
      first[i] += other.first[i];
      second[i] += other.second[i];
    }
    return this;
  }
}
