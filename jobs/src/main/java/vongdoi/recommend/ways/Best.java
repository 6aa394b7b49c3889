package vongdoi.recommend.ways;

import java.util.Arrays;

/** The highest of many values, the highest first; of equal ones the smaller number. */
public final class Best {
  private final int[] numbers;
  private final float[] values;
  private int size;

  public Best(int most) {
    this.numbers = new int[most];
    this.values = new float[most];
  }

  /** The best of the products offered that a customer has not bought, scored above zero. */
  static Best unbought(
      BuyerHistory history, float[] scores, float[] trend, boolean[] offered, int most) {
    Best best = new Best(most);
    int[] owned = history.product();
    int next = 0;
    for (int product = 0; product < scores.length; product++) {
      if (next < owned.length && owned[next] == product) {
        next++;
      } else if (scores[product] > 0 && offered[product]) {
        best.offer(product, scores[product] * trend[product]);
      }
    }
    return best;
  }

  void clear() {
    size = 0;
  }

  /** Takes a number in where it is among the best; the order of the calls does not matter. */
  public void offer(int number, float value) {
    if (size == numbers.length && !isBefore(number, value, size - 1)) {
      return;
    }
    int at = size < numbers.length ? size++ : size - 1;
    while (at > 0 && isBefore(number, value, at - 1)) {
      values[at] = values[at - 1];
      numbers[at] = numbers[at - 1];
      at--;
    }
    values[at] = value;
    numbers[at] = number;
  }

  private boolean isBefore(int number, float value, int rank) {
    return value > values[rank] || (value == values[rank] && number < numbers[rank]);
  }

  public int size() {
    return size;
  }

  public int number(int rank) {
    return numbers[rank];
  }

  public float value(int rank) {
    return values[rank];
  }

  public int[] numbers() {
    return Arrays.copyOf(numbers, size);
  }

  float[] values() {
    return Arrays.copyOf(values, size);
  }
}
