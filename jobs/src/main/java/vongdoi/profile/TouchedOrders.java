package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/** Which orders have to be put together again because something about them became visible. */
final class TouchedOrders {
  private final Inputs inputs;

  TouchedOrders(Inputs inputs) {
    this.inputs = inputs;
  }

  /** {@code order_id} and {@code seen_date}, the oldest date at which its events may lie. */
  Dataset<Row> ids() {
    Dataset<Row> seen =
        inputs
            .newlyVisible(Bronze.EVENTS)
            .where(OrderEvents.OF_ORDERS)
            .selectExpr("order_id", "event_date as seen_date")
            .union(orderIds(inputs.newlyVisible(Bronze.ORDERS), "order_date"))
            .union(orderIds(inputs.newlyVisible(Bronze.ORDER_ITEMS), "cast(null as date)"))
            .union(orderIds(inputs.newlyVisible(Bronze.PAYMENTS), "cast(null as date)"))
            .union(orderIds(expiredMeanwhile(), "cast(null as date)"))
            .union(orderIds(withChangedProducts(), "cast(null as date)"))
            .where("order_id is not null")
            .groupBy("order_id")
            .agg(min("seen_date").as("seen_date"));
    Dataset<Row> known =
        inputs.own(Silver.ORDERS).selectExpr("order_id", "order_date as known_date");
    return seen.join(known, new String[] {"order_id"}, "left")
        .selectExpr("order_id", "least(seen_date, known_date) as seen_date");
  }

  private static Dataset<Row> orderIds(Dataset<Row> rows, String date) {
    return rows.selectExpr("order_id", date + " as seen_date");
  }

  /** Pending payments whose time ran out between the last run and this one. */
  private Dataset<Row> expiredMeanwhile() {
    Instant before = inputs.seen().orElseThrow().end();
    return inputs
        .table(Bronze.PAYMENTS)
        .where("lower(trim(status)) = 'pending'")
        .where(col("expires_at").gt(lit(before)).and(col("expires_at").leq(inputs.end())));
  }

  private Dataset<Row> withChangedProducts() {
    Dataset<Row> changed = inputs.newlyVisible(Bronze.PRODUCTS).select("product_id").distinct();
    return inputs.own(Silver.ORDER_ITEMS).join(changed, new String[] {"product_id"}, "left_semi");
  }
}
