package vongdoi.profile;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
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

  private static final String ADDED =
      "event_name in ('Product Added', 'Wishlist Product Added to Cart')";
  private static final String REMOVED = "event_name = 'Product Removed'";

  private static final String REPLAY =
      "aggregate(array_sort(collect_list(struct(occurred_at, event_id, kind, quantity,"
          + " price_amount))), 0D, (held, e) -> case e.kind"
          + " when 'add' then held + coalesce(e.quantity, 1D)"
          + " when 'remove' then if(e.quantity is null, 0D, greatest(held - e.quantity, 0D))"
          + " else coalesce(e.quantity, greatest(held, 1D)) end)";

  private CartContents() {}

  /**
   * One row per cart: {@code owner, started_at, changed_at, items, items_count, cart_amount,
   * currency, page_url}; the last login seen on the cart owns it, else the device.
   */
  static Dataset<Row> of(Dataset<Row> cartEvents, Owner owner, Run run) {
    return heads(cartEvents, owner, run)
        .join(items(cartEvents), new String[] {"cart_id"}, "left")
        .withColumn("items_count", expr("cast(coalesce(size(items), 0) as bigint)"))
        .withColumn(
            "cart_amount",
            expr(
                "aggregate(items, cast(0 as decimal(18,2)), (total, i) -> cast(total +"
                    + " coalesce(try_cast(i.quantity * i.price_amount as decimal(18,2)), 0)"
                    + " as decimal(18,2)))"));
  }

  private static Dataset<Row> heads(Dataset<Row> events, Owner owner, Run run) {
    return events
        .withColumn("login", expr(owner.usable("user_id")))
        .withColumn("device", expr(owner.usable("anonymous_id")))
        .groupBy("cart_id")
        .agg(
            expr(last("login")).as("login"),
            expr(last("device")).as("device"),
            expr("min(occurred_at)").as("started_at"),
            expr("coalesce(max(occurred_at) filter (where "
                    + ADDED
                    + " or "
                    + REMOVED
                    + "),"
                    + " max(occurred_at))")
                .as("changed_at"),
            expr("coalesce(" + last("currency") + ", '" + run.currency() + "')").as("currency"),
            expr("max_by(page_url, struct(occurred_at, event_id)) filter (where page_url is not"
                    + " null and event_name = 'Cart Viewed')")
                .as("page_url"))
        .withColumn(
            "owner",
            expr(
                "case when login is not null then named_struct('source', 'user', 'id', login)"
                    + " when device is not null then named_struct('source', 'device', 'id', device)"
                    + " end"))
        .drop("login", "device");
  }

  private static String last(String column) {
    return "max_by(%1$s, struct(occurred_at, event_id)) filter (where %1$s is not null)"
        .formatted(column);
  }

  private static Dataset<Row> items(Dataset<Row> events) {
    Dataset<Row> changes =
        events
            .where("product_id is not null and (" + ADDED + " or " + REMOVED + ")")
            .selectExpr(
                "cart_id",
                "product_id",
                "occurred_at",
                "event_id",
                "if(" + ADDED + ", 'add', 'remove') as kind",
                "quantity",
                "price_amount");
    Dataset<Row> listed =
        events
            .where("products is not null and not (" + ADDED + " or " + REMOVED + ")")
            .selectExpr("cart_id", "occurred_at", "event_id", "explode(products) as p")
            .where("p.product_id is not null")
            .selectExpr(
                "cart_id",
                "p.product_id",
                "occurred_at",
                "event_id",
                "'set' as kind",
                "p.quantity",
                "p.price_amount");
    return changes
        .unionByName(listed)
        .groupBy("cart_id", "product_id")
        .agg(
            expr(REPLAY).as("quantity"),
            expr("max_by(price_amount, struct(occurred_at, event_id, price_amount))"
                    + " filter (where price_amount is not null)")
                .as("price_amount"))
        .groupBy("cart_id")
        .agg(
            expr("sort_array(collect_list(if(quantity > 0, struct(product_id, quantity,"
                    + " price_amount), null)))")
                .as("items"));
  }
}
