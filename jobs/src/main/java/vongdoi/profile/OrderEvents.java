package vongdoi.profile;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.customer.Owner;

/** What the order events of the web and app say of each order. */
final class OrderEvents {
  private static final String PLACED = "event_name in ('Order Completed', 'Order Updated')";

  /** SQL: the events that say something of an order. */
  static final String OF_ORDERS =
      "order_id is not null and event_name in"
          + " ('Order Completed', 'Order Updated', 'Order Refunded', 'Order Cancelled')";

  private OrderEvents() {}

  /**
   * One row per order: {@code placed} (owner, total, products, coupon and currency of the newest
   * placing event), first {@code placed_at}, {@code event_cart_id}, {@code is_cancelled}, {@code
   * refunded_amount} and {@code is_refunded_in_full}. A refund that names no amount is a full one
   * (the event spec demands only the order id).
   */
  static Dataset<Row> perOrder(Dataset<Row> events, Owner owner) {
    return events
        .where(OF_ORDERS)
        .withColumn("owner", owner.ofEvent())
        .withColumn("coupon", expr("get_json_object(properties, '$.coupon')"))
        .groupBy("order_id")
        .agg(
            expr("min(occurred_at) filter (where event_name = 'Order Completed')").as("placed_at"),
            expr("max_by(struct(value_amount, products, coupon, currency),"
                    + " struct(occurred_at, event_id)) filter (where "
                    + PLACED
                    + ")")
                .as("placed"),
            expr("max_by(owner, struct(occurred_at, event_id)) filter (where owner is not null"
                    + " and "
                    + PLACED
                    + ")")
                .as("event_owner"),
            expr("max_by(cart_id, struct(occurred_at, event_id)) filter (where cart_id is not"
                    + " null and "
                    + PLACED
                    + ")")
                .as("event_cart_id"),
            expr("max(event_name = 'Order Cancelled')").as("is_cancelled"),
            expr("sum(value_amount) filter (where event_name = 'Order Refunded')")
                .as("refunded_amount"),
            expr("max(event_name = 'Order Refunded' and value_amount is null)")
                .as("is_refunded_in_full"));
  }
}
