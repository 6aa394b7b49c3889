package vongdoi.profile;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of each cart by the end of the run date. Events of orders bear no cart id in the
 * e-commerce spec, so that cart and order meet by the order's own cart id or by person and time: an
 * order through any channel within the configured minutes after the last change ends the cart.
 */
final class CartOutcomes {
  private final int minutes;
  private final int toleranceMinutes;

  CartOutcomes(int minutes, int toleranceMinutes) {
    this.minutes = minutes;
    this.toleranceMinutes = toleranceMinutes;
  }

  /** Adds {@code status, abandoned_at, order_id} to carts with their customer. */
  Dataset<Row> of(Dataset<Row> carts, Dataset<Row> orders, Column end) {
    String[] cart = {"cart_id"};
    return carts
        .join(byCartId(carts, orders), cart, "left")
        .join(byPerson(carts, orders), cart, "left")
        .withColumn("_end", end)
        .withColumn("_left_at", expr("changed_at + interval " + minutes + " minutes"))
        .withColumn("order_id", expr("coalesce(same_cart.order_id, same_person.order_id)"))
        .withColumn(
            "status",
            expr(
                "case when order_id is not null then 'converted'"
                    + " when items_count = 0 then 'emptied'"
                    + " when _left_at <= _end then 'abandoned' else 'open' end"))
        .withColumn(
            "abandoned_at",
            expr(
                "if(items_count > 0 and _left_at <= _end and same_person is null"
                    + " and (same_cart is null or same_cart.ordered_at > _left_at),"
                    + " _left_at, null)"))
        .drop("_end", "_left_at", "same_cart", "same_person");
  }

  private Dataset<Row> byCartId(Dataset<Row> carts, Dataset<Row> orders) {
    Dataset<Row> bearing =
        orders.where("cart_id is not null").select("cart_id", "order_id", "ordered_at");
    return carts
        .select("cart_id", "changed_at")
        .join(bearing, new String[] {"cart_id"}, "inner")
        .where("ordered_at >= changed_at - interval " + toleranceMinutes + " minutes")
        .groupBy("cart_id")
        .agg(expr("min(struct(ordered_at, order_id))").as("same_cart"));
  }

  private Dataset<Row> byPerson(Dataset<Row> carts, Dataset<Row> orders) {
    return carts
        .select("cart_id", "customer_id", "changed_at")
        .join(
            orders.select("customer_id", "order_id", "ordered_at"),
            new String[] {"customer_id"},
            "inner")
        .where("ordered_at between changed_at and changed_at + interval " + minutes + " minutes")
        .groupBy("cart_id")
        .agg(expr("min(struct(ordered_at, order_id))").as("same_person"));
  }
}
