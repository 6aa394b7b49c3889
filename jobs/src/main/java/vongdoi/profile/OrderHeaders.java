package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Run;
import vongdoi.customer.Owner;

/** Puts an order together from the shop's newest version, its events, lines and payments. */
final class OrderHeaders {
  private static final String STATUS_RANK =
      Silver.ORDER_STATUSES.stream()
          .collect(
              Collectors.joining("','", "coalesce(array_position(array('", "'), _status), 0)"));

  /** SQL: whether the status is one that is known and no end without a purchase. */
  private static final String IS_ALIVE =
      Silver.ORDER_STATUSES.stream()
          .filter(s -> !s.equals("cancelled"))
          .collect(Collectors.joining("','", "status in ('", "')"));

  private OrderHeaders() {}

  /** The shop's newest version of each order, with the struct {@code owner}. */
  static Dataset<Row> shop(Dataset<Row> versions, Owner owner, OrderStatuses statuses) {
    Dataset<Row> told = versions.withColumn("_status", statuses.meaning(col("status")));
    return Newest.per(
            "order_id",
            told,
            "updated_at",
            "_landed_at",
            "_batch_id",
            STATUS_RANK,
            "_row_hash",
            "_source")
        .withColumn(
            "owner",
            owner.ofFact(
                "order_id",
                List.of("record_source", "record_id", "user_id", "email", "phone", "anonymous_id")))
        .selectExpr(
            "order_id",
            "owner",
            "ordered_at",
            "order_date",
            "_status as shop_status",
            "lower(trim(channel)) as channel",
            "store",
            "cart_id as shop_cart_id",
            "total_amount as shop_total_amount",
            "discount_amount",
            "refund_amount as shop_refund_amount",
            "currency",
            "coupon",
            "updated_at");
  }

  /** Method and status of the payment asked for last, one row per order. */
  static Dataset<Row> payments(Dataset<Row> newest) {
    return newest
        .groupBy("order_id")
        .agg(
            expr("max(struct(created_at, coalesce(attempt, 1) as attempt, payment_id, method, status))")
                .as("last"))
        .selectExpr("order_id", "last.method as payment_method", "last.status as payment_status");
  }

  /**
   * All columns of silver.orders but the customer, and {@code owner}. An order is the shop's row,
   * or where there is none the event that placed it; refunds and cancellations known from events
   * alone count for both.
   */
  static Dataset<Row> combined(
      Dataset<Row> shop,
      Dataset<Row> events,
      Dataset<Row> totals,
      Dataset<Row> payments,
      Run run,
      String statusWhenMissing) {
    String[] order = {"order_id"};
    return shop.join(events, order, "full_outer")
        .where("ordered_at is not null or placed_at is not null")
        .join(totals, order, "left")
        .join(payments, order, "left")
        .withColumn("channel", expr("if(ordered_at is null, 'web', channel)"))
        .withColumn("ordered_at", expr("coalesce(ordered_at, placed_at)"))
        .withColumn("owner", expr("coalesce(owner, event_owner)"))
        .withColumn(
            "total_amount",
            expr(
                "cast(coalesce(shop_total_amount, placed.value_amount, lines_amount, 0)"
                    + " as decimal(18,2))"))
        .withColumn("_known", expr("coalesce(shop_status, '" + statusWhenMissing + "')"))
        .withColumn("_refund", expr(refund()))
        .withColumn(
            "status",
            expr(
                "case when _known in ('cancelled', 'refunded') then _known"
                    + " when is_cancelled then 'cancelled'"
                    + " when total_amount > 0 and _refund >= total_amount then 'refunded'"
                    + " else _known end"))
        .select(
            col("order_id"),
            col("owner"),
            col("ordered_at"),
            expr("coalesce(order_date, " + BusinessTime.date(run, "ordered_at") + ")")
                .as("order_date"),
            col("status"),
            expr(IS_ALIVE
                    + " and total_amount >= 0 and (total_amount > 0 or bought_count > 0)"
                    + " and (status <> 'refunded' or _refund < total_amount)")
                .as("is_valid_or_null"),
            lit(false).as("is_taken_back"),
            col("channel"),
            col("store"),
            expr("coalesce(shop_cart_id, event_cart_id)").as("cart_id"),
            col("total_amount"),
            expr("cast(case when not "
                    + IS_ALIVE
                    + " then 0 when total_amount <= 0 then"
                    + " total_amount else total_amount - least(_refund, total_amount) end"
                    + " as decimal(18,2))")
                .as("net_amount"),
            col("discount_amount"),
            expr("nullif(_refund, cast(0 as decimal(18,2)))").as("refund_amount"),
            expr("coalesce(lines_count, 0L)").as("items_count"),
            expr("coalesce(currency, placed.currency, '" + run.currency() + "')").as("currency"),
            expr("coalesce(coupon, placed.coupon)").as("coupon"),
            col("payment_method"),
            col("payment_status"),
            col("updated_at"))
        .withColumn("is_valid", expr("coalesce(is_valid_or_null, false)"))
        .drop("is_valid_or_null");
  }

  /** The greater of what shop and events know was paid back; the whole total where none says. */
  private static String refund() {
    return "cast(case when is_refunded_in_full then greatest(total_amount, 0)"
        + " when coalesce(shop_refund_amount, refunded_amount) is not null"
        + " then greatest(coalesce(shop_refund_amount, 0), coalesce(refunded_amount, 0))"
        + " when _known = 'refunded' then greatest(total_amount, 0) else 0 end as decimal(18,2))";
  }
}
