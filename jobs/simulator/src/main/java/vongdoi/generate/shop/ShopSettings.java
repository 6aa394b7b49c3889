package vongdoi.generate.shop;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * What shop to make: its size, its last day, and the rates of its people and of its data's faults.
 * Equal settings give equal files, at any parallelism.
 *
 * @param customers people of whom the shop knows at least a name or an account
 * @param days days of data, the last of them {@code endDate}
 * @param endDate last business day in the data
 * @param zone business time zone, by which dated folders are cut (events: by UTC)
 */
public record ShopSettings(
    int customers,
    int days,
    long seed,
    LocalDate endDate,
    String zone,
    Behaviour behaviour,
    Noise noise)
    implements Serializable {
  public static final LocalDate DEFAULT_END_DATE = LocalDate.of(2026, 10, 31);
  public static final String DEFAULT_ZONE = "Asia/Ho_Chi_Minh";

  /** The truth looks this many days past the last day of the data. */
  public static final int HORIZON_DAYS = 90;

  public ShopSettings {
    require(customers > 0, "customers", customers);
    require(days > 0, "days", days);
  }

  public ShopSettings(int customers, int days, long seed, LocalDate endDate, String zone) {
    this(customers, days, seed, endDate, zone, Behaviour.standard(), Noise.standard());
  }

  public static ShopSettings of(int customers, int days, long seed) {
    return new ShopSettings(customers, days, seed, DEFAULT_END_DATE, DEFAULT_ZONE);
  }

  public ShopSettings withBehaviour(Behaviour other) {
    return new ShopSettings(customers, days, seed, endDate, zone, other, noise);
  }

  public ShopSettings withNoise(Noise other) {
    return new ShopSettings(customers, days, seed, endDate, zone, behaviour, other);
  }

  /** Visitors who never log in; their indices are apart from the customers'. */
  public long visitors() {
    return Math.round(customers * behaviour.visitorsPerCustomer());
  }

  private static void require(boolean holds, String name, int value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be at least 1)");
    }
  }
}
