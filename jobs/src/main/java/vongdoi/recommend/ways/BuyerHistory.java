package vongdoi.recommend.ways;

import java.util.Arrays;

/**
 * The products that one customer had bought by a day, in the order of their numbers.
 *
 * @param product their numbers
 * @param days days on which each was bought
 * @param firstAge days since the first of them
 * @param lastAge days since the last of them
 */
public record BuyerHistory(int[] product, int[] days, int[] firstAge, int[] lastAge) {

  /**
   * @param packed sorted days of purchase, see {@link PurchaseLog#packed}
   * @param since age of the day looked from: nothing after it is known
   * @param historyDays days looked back from there
   */
  public static BuyerHistory of(long[] packed, int since, int historyDays) {
    int[][] columns = new int[4][packed.length];
    int size = 0;
    for (long entry : packed) {
      int age = PurchaseLog.age(entry) - since;
      if (age < 0 || age >= historyDays) {
        continue;
      }
      int bought = PurchaseLog.product(entry);
      if (size == 0 || columns[0][size - 1] != bought) {
        columns[0][size] = bought;
        columns[3][size] = age;
        size++;
      }
      columns[1][size - 1]++;
      columns[2][size - 1] = age;
    }
    for (int i = 0; i < 4; i++) {
      columns[i] = Arrays.copyOf(columns[i], size);
    }
    return new BuyerHistory(columns[0], columns[1], columns[2], columns[3]);
  }

  public int size() {
    return product.length;
  }

  /** Whether the customer bought it. */
  public boolean has(int wanted) {
    return place(wanted) >= 0;
  }

  /** Where a product stands; below 0: not bought. */
  public int place(int wanted) {
    return Arrays.binarySearch(product, wanted);
  }

  /** Weight of a purchase that halves with each half-life since the last one; 0: never. */
  double weight(int k, double halfLife) {
    return halfLife == 0 ? 1 : Math.pow(0.5, lastAge[k] / halfLife);
  }

  /** At most so many products, those bought last. */
  BuyerHistory latest(int most) {
    if (size() <= most) {
      return this;
    }
    int[] ages = lastAge.clone();
    Arrays.sort(ages);
    int oldest = ages[most - 1];
    int[][] columns = new int[4][most];
    int size = 0;
    // Those younger than the oldest that is kept, and of its day those with the smaller numbers.
    int ofOldest = most - (int) Arrays.stream(lastAge).filter(age -> age < oldest).count();
    for (int k = 0; k < product.length; k++) {
      if (lastAge[k] < oldest || (lastAge[k] == oldest && ofOldest-- > 0)) {
        columns[0][size] = product[k];
        columns[1][size] = days[k];
        columns[2][size] = firstAge[k];
        columns[3][size++] = lastAge[k];
      }
    }
    return new BuyerHistory(columns[0], columns[1], columns[2], columns[3]);
  }
}
