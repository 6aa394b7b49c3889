package vongdoi.recommend.ways;

import java.util.Arrays;
import java.util.List;

/**
 * What customers bought, in dense numbers: for each customer the sorted {@link #packed} pairs of a
 * product and the age of a day on which it was bought.
 *
 * @param products their number; a product is a number below it
 * @param byCustomer in the order of their values: whatever order they came in, the same is learnt
 */
public record PurchaseLog(int products, List<long[]> byCustomer) {
  private static final int AGE_BITS = 20;

  private static final long AGE = (1L << AGE_BITS) - 1;

  public PurchaseLog {
    byCustomer = byCustomer.stream().sorted(Arrays::compare).toList();
  }

  /** One day on which a product was bought, so many days before the date looked from. */
  public static long packed(int product, int age) {
    return (long) product << AGE_BITS | age;
  }

  static int product(long packed) {
    return (int) (packed >> AGE_BITS);
  }

  static int age(long packed) {
    return (int) (packed & AGE);
  }

  /** The products that a customer bought at an age from one up to below another, in their order. */
  int[] bought(int customer, int fromAge, int toAge) {
    return Arrays.stream(byCustomer.get(customer))
        .filter(entry -> age(entry) >= fromAge && age(entry) < toAge)
        .mapToInt(PurchaseLog::product)
        .distinct()
        .toArray();
  }
}
