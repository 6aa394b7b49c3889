package vongdoi.profile;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Orders that the returns of their day undo: what a customer takes home and brings back on one day,
 * in one currency and under whatever number, was not bought. Example: an invoice of 100 and on the
 * same day a credit note of 100 are no purchase; a credit note of 40 leaves one, of 60 net.
 */
final class TakenBack {
  private static final String OF_DAY = "over (partition by customer_id, order_date, currency)";

  private TakenBack() {}

  /**
   * Sets {@code is_taken_back} and {@code is_valid}, whatever an earlier run has set.
   *
   * @param orders all orders of the days that stand in it, by customer and currency
   */
  static Dataset<Row> marked(Dataset<Row> orders) {
    return orders
        .withColumn("_counts", expr("is_valid or coalesce(is_taken_back, false)"))
        .withColumn(
            "_is_undone",
            expr(
                "min(net_amount) %1$s < 0 and sum(if(_counts or net_amount < 0, net_amount, 0)) %1$s <= 0"
                    .formatted(OF_DAY)))
        .withColumn("is_taken_back", expr("_counts and coalesce(_is_undone, false)"))
        .withColumn("is_valid", expr("_counts and not is_taken_back"))
        .drop("_counts", "_is_undone");
  }
}
