package vongdoi.models.fitting;

import java.util.Arrays;

/**
 * Rows of numbers by their statistics, with the weights of equal ones added up: a hash table of
 * primitive numbers, since a customer base costs a look-up each.
 */
final class DistinctRows {
  private static final int LEAST_SLOTS = 1024;

  private final int stride;
  private double[] values;

  /** Place of a row plus one; 0: free. Twice as many as rows at least. */
  private int[] slots = new int[LEAST_SLOTS];

  private int size;

  /**
   * @param stride statistics per row, plus one for the weight
   */
  DistinctRows(int stride) {
    this.stride = stride;
    this.values = new double[LEAST_SLOTS / 2 * stride];
  }

  int size() {
    return size;
  }

  /** Adds a row, whose last number is its weight. */
  void add(double[] row) {
    int slot = hash(row) & (slots.length - 1);
    while (slots[slot] != 0) {
      int at = (slots[slot] - 1) * stride;
      if (isAt(at, row)) {
        values[at + stride - 1] += row[stride - 1];
        return;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    System.arraycopy(row, 0, values, size * stride, stride);
    size++;
    slots[slot] = size;
    if (2 * (size + 1) > slots.length) {
      grow();
    }
  }

  /** All rows one after the other. */
  double[] values() {
    return Arrays.copyOf(values, size * stride);
  }

  private void grow() {
    values = Arrays.copyOf(values, 2 * values.length);
    slots = new int[2 * slots.length];
    double[] row = new double[stride];
    for (int place = 0; place < size; place++) {
      System.arraycopy(values, place * stride, row, 0, stride);
      int slot = hash(row) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = place + 1;
    }
  }

  private boolean isAt(int at, double[] row) {
    for (int i = 0; i < stride - 1; i++) {
      if (Double.compare(values[at + i], row[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whole numbers differ in the upper bits alone, so that all are mixed into the lower ones. */
  private int hash(double[] row) {
    long hash = 0;
    for (int i = 0; i < stride - 1; i++) {
      hash = (hash ^ Double.doubleToLongBits(row[i])) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }
}
