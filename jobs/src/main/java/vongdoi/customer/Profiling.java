package vongdoi.customer;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Customers whom no model may look at, neither to learn from nor to score: they objected, are too
 * young, or were not asked where that is needed ({@code silver.profiles.profiling_refused}). What
 * they order is served all the same.
 */
public final class Profiling {
  /** Class of these customers in {@code gold.features}. */
  public static final String REFUSED = "unprofiled";

  private Profiling() {}

  /** SQL over {@code silver.profiles}: whether no model may look at the customer. */
  public static String isRefused() {
    return "profiling_refused is not null";
  }

  /** Whether a row of {@code gold.features} may be scored. */
  public static Column mayBeScored() {
    return col("customer_class").notEqual(REFUSED);
  }

  /** Facts without those of customers whom no model may look at. */
  public static Dataset<Row> without(Dataset<Row> facts, Dataset<Row> profiles) {
    return facts.join(
        profiles.where(isRefused()).select("customer_id"),
        new String[] {"customer_id"},
        "left_anti");
  }
}
