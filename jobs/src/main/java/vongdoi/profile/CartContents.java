package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Run;
import vongdoi.customer.Owner;

/**
 * What each cart holds after its events: additions and removals replayed in the order in which they
 * happened, where a list of products (cart viewed, checkout started) sets the quantities it names.
 */
final class CartContents {

  /** SQL: the events that say something of a cart. */
  static final String OF_CARTS =
      "cart_id is not null and event_name is not null and event_name not like 'Order %'";

  private CartContents() {}

  /**
   * One row per cart: {@code owner, started_at, changed_at, items, items_count, cart_amount,
   * currency, page_url}; the last login seen on the cart owns it, else the device.
   */
  static Dataset<Row> of(Dataset<Row> cartEvents, Owner owner, Run run) {
    return cartEvents
        .withColumn("login", expr(owner.usable("user_id")))
        .withColumn("device", expr(owner.usable("anonymous_id")))
        .withColumn("cart_page_url", expr("if(event_name = 'Cart Viewed', page_url, null)"))
        .withColumn(
            "kind",
            expr(
                "case when event_name in ('Product Added', 'Wishlist Product Added to Cart') then "
                    + CartReplay.ADDS
                    + " when event_name = 'Product Removed' then "
                    + CartReplay.REMOVES
                    + " else "
                    + CartReplay.SAYS_NOTHING
                    + " end"))
        .repartition(col("cart_id"))
        .sortWithinPartitions("cart_id", "occurred_at", "event_id")
        .selectExpr(CartReplay.COLUMNS)
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) CartReplay::new, Encoders.row(CartReplay.SCHEMA))
        .withColumn("currency", expr("coalesce(currency, '" + run.currency() + "')"))
        .withColumn(
            "owner",
            expr(
                "case when login is not null then named_struct('source', 'user', 'id', login)"
                    + " when device is not null then named_struct('source', 'device', 'id', device)"
                    + " end"))
        .drop("login", "device")
        .withColumn("items_count", expr("cast(size(items) as bigint)"))
        .withColumn(
            "cart_amount",
            expr(
                "aggregate(items, cast(0 as decimal(18,2)), (total, i) -> cast(total +"
                    + " coalesce(try_cast(i.quantity * i.price_amount as decimal(18,2)), 0)"
                    + " as decimal(18,2)))"));
  }
}
