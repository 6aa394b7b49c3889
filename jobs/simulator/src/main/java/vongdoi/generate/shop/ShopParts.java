package vongdoi.generate.shop;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * How a shop's people are cut into parts of neighbours: by the settings only, never by the cluster,
 * so that the files are always the same.
 */
public final class ShopParts {
  private static final int LARGEST = 20_000;

  private ShopParts() {}

  public static int count(ShopSettings settings) {
    int customers = settings.customers();
    int smallest = Math.min(customers, 250);
    int size = Math.max(smallest, Math.min(LARGEST, (customers + 3) / 4));
    return (customers + size - 1) / size;
  }

  /** First index of a part, of so many in all. */
  public static long first(ShopSettings settings, long all, int part) {
    return all * part / count(settings);
  }

  /** The parts' numbers, each in a Spark partition of its own. */
  public static Dataset<Long> numbers(SparkSession spark, ShopSettings settings) {
    int parts = count(settings);
    return spark.range(0, parts, 1, parts).as(Encoders.LONG());
  }
}
