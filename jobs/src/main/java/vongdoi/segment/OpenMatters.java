package vongdoi.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/** What is open between a customer and the shop at the end of the run date, one row a customer. */
final class OpenMatters {
  private static final int LAST_ORDER_WITHIN_DAYS = 30;

  static final List<String> CART_COLUMNS =
      List.of(
          "open_abandoned_cart_id",
          "cart_started_at",
          "cart_changed_at",
          "cart_abandoned_at",
          "cart_amount",
          "cart_items_count",
          "cart_items",
          "cart_checkout_url");

  /** What is in that cart by the names that people know. */
  static final String CART_PRODUCTS = "cart_products";

  static final List<String> PAYMENT_COLUMNS =
      List.of(
          "pending_payment_id",
          "pending_order_id",
          "pending_method",
          "pending_amount",
          "pending_created_at",
          "pending_expires_at",
          "pending_payments",
          "failed_payments",
          "failed_payment_id",
          "failed_order_id",
          "failed_subscription_id",
          "failed_method",
          "failed_amount",
          "failed_at",
          "failed_decline_class",
          "failed_attempt");

  static final List<String> RENEWAL_COLUMNS =
      List.of(
          "renewal_subscription_id",
          "renewal_plan",
          "renewal_interval",
          "renewal_amount",
          "renewal_due_at",
          "auto_renew",
          "renewals");

  static final List<String> ORDER_COLUMNS =
      List.of("last_order_id", "last_order_placed_at", "last_order_amount", "last_order_channel");

  static final List<String> RECOMMENDATION_COLUMNS =
      List.of("recommended_product_ids", "recommended_reasons", "recommended_reasons_vi");

  private OpenMatters() {}

  /** The newest cart left behind that has not ended in an order. */
  static Dataset<Row> carts(Inputs inputs) {
    Dataset<Row> newest =
        newest(
            inputs
                .table(Silver.CARTS)
                .where("status = 'abandoned' and order_id is null")
                .where(col("abandoned_at").leq(inputs.end())),
            "struct(cart_id, started_at, changed_at, abandoned_at, cart_amount, items_count, items,"
                + " checkout_url)",
            "struct(changed_at, cart_id)");
    return fields(
        newest,
        CART_COLUMNS,
        List.of(
            "cart_id",
            "started_at",
            "changed_at",
            "abandoned_at",
            "cart_amount",
            "items_count",
            "items",
            "checkout_url"));
  }

  /** The products of the newest cart left behind, named as in the catalogue, else by their id. */
  static Dataset<Row> cartProducts(Inputs inputs) {
    return carts(inputs)
        .selectExpr("customer_id", "posexplode(cart_items) as (position, item)")
        .selectExpr("customer_id", "position", "item.*")
        .join(
            inputs.table(Silver.PRODUCTS).select("product_id", "name"),
            new String[] {"product_id"},
            "left")
        .groupBy("customer_id")
        .agg(
            expr("transform(sort_array(collect_list(struct(position, product_id,"
                    + " coalesce(name, product_id) as name, quantity, price_amount))),"
                    + " p -> struct(p.product_id, p.name, p.quantity, p.price_amount))")
                .as(CART_PRODUCTS));
  }

  /**
   * Pending payments, the one that expires first before the others, and failed ones, the newest
   * first. What counts for an order or subscription is its newest payment; an order that was paid
   * or called off has nothing open, and a payment past its last moment is not pending any more.
   */
  static Dataset<Row> payments(Inputs inputs) {
    Dataset<Row> closed =
        inputs
            .table(Silver.ORDERS)
            .where("status in ('cancelled', 'refunded')")
            .select(col("order_id"));
    Dataset<Row> newest =
        inputs
            .table(Silver.PAYMENTS)
            .where("customer_id is not null")
            .withColumn("due", expr("coalesce(order_id, subscription_id, payment_id)"))
            .withColumn("_end", inputs.end())
            .groupBy("customer_id", "due")
            .agg(
                expr("max_by(struct(*), struct(created_at, attempt, payment_id))").as("p"),
                expr("count_if(created_at > _end - interval 30 days)").as("attempts_30d"),
                expr("bool_or(status = 'paid' and order_id is not null)").as("is_paid"))
            .where("not is_paid and p.status in ('pending', 'failed')")
            .select("customer_id", "p.order_id", "p", "attempts_30d")
            .join(closed, new String[] {"order_id"}, "left_anti");
    Dataset<Row> open =
        newest
            .groupBy("customer_id")
            .agg(
                expr("sort_array(collect_list("
                        + PENDING
                        + ")"
                        + " filter (where p.status = 'pending'))")
                    .as("pending_payments"),
                expr("sort_array(collect_list("
                        + FAILED
                        + ") filter (where p.status = 'failed'), false)")
                    .as("failed_payments"));
    return open.withColumn("pending", expr("get(pending_payments, 0)"))
        .withColumn("failed", expr("get(failed_payments, 0)"))
        .selectExpr(
            "customer_id",
            "pending_payments",
            "failed_payments",
            "pending.payment_id as pending_payment_id",
            "pending.order_id as pending_order_id",
            "pending.method as pending_method",
            "pending.amount as pending_amount",
            "pending.created_at as pending_created_at",
            "pending.expires_at as pending_expires_at",
            "failed.payment_id as failed_payment_id",
            "failed.order_id as failed_order_id",
            "failed.subscription_id as failed_subscription_id",
            "failed.method as failed_method",
            "failed.amount as failed_amount",
            "failed.failed_at as failed_at",
            "failed.decline_class as failed_decline_class",
            "failed.attempt as failed_attempt");
  }

  private static final String PENDING =
      "struct(coalesce(p.expires_at, timestamp'9999-01-01') as sort_at, p.payment_id as payment_id,"
          + " p.order_id as order_id, p.subscription_id as subscription_id, p.method as method,"
          + " p.amount as amount, p.currency as currency, p.created_at as created_at,"
          + " p.expires_at as expires_at)";

  private static final String FAILED =
      "struct(p.created_at as failed_at, p.payment_id as payment_id, p.order_id as order_id,"
          + " p.subscription_id as subscription_id, p.method as method, p.amount as amount,"
          + " p.currency as currency, p.decline_code as decline_code,"
          + " coalesce(p.decline_class, 'unknown') as decline_class, p.attempt as attempt,"
          + " attempts_30d)";

  /** Subscriptions in force, the one whose period ends next before the others. */
  static Dataset<Row> renewals(Inputs inputs) {
    return inputs
        .table(Silver.SUBSCRIPTIONS)
        .where(col("current_period_end").gt(inputs.end()))
        .where("status in ('active', 'trialing')")
        .groupBy("customer_id")
        .agg(
            expr("sort_array(collect_list(struct(current_period_end as due_at, subscription_id, plan,"
                    + " interval, amount, currency, auto_renew, card_expires_on)))")
                .as("renewals"))
        .withColumn("n", expr("get(renewals, 0)"))
        .selectExpr(
            "customer_id",
            "n.subscription_id as renewal_subscription_id",
            "n.plan as renewal_plan",
            "n.interval as renewal_interval",
            "n.amount as renewal_amount",
            "n.due_at as renewal_due_at",
            "n.auto_renew as auto_renew",
            "renewals");
  }

  /** The newest valid order of the last 30 days. */
  static Dataset<Row> lastOrders(Inputs inputs) {
    Dataset<Row> newest =
        newest(
            inputs
                .table(Silver.ORDERS)
                .where(col("order_date").gt(date_sub(inputs.date(), LAST_ORDER_WITHIN_DAYS)))
                .where("is_valid"),
            "struct(order_id, ordered_at, total_amount, channel)",
            "struct(ordered_at, order_id)");
    return fields(
        newest, ORDER_COLUMNS, List.of("order_id", "ordered_at", "total_amount", "channel"));
  }

  /** Products to offer, the best first. */
  static Dataset<Row> recommendations(Inputs inputs) {
    return inputs
        .table(Gold.RECOMMENDATIONS)
        .groupBy("customer_id")
        .agg(expr("array_sort(collect_list(struct(rank, product_id, reason, reason_vi)))").as("r"))
        .selectExpr(
            "customer_id",
            "r.product_id as recommended_product_ids",
            "r.reason as recommended_reasons",
            "r.reason_vi as recommended_reasons_vi");
  }

  private static Dataset<Row> newest(Dataset<Row> rows, String row, String order) {
    return rows.groupBy("customer_id").agg(expr("max_by(" + row + ", " + order + ")").as("n"));
  }

  private static Dataset<Row> fields(Dataset<Row> rows, List<String> names, List<String> fields) {
    Column[] columns = new Column[names.size() + 1];
    columns[0] = col("customer_id");
    for (int i = 0; i < names.size(); i++) {
      columns[i + 1] = col("n." + fields.get(i)).as(names.get(i));
    }
    return rows.select(columns);
  }
}
