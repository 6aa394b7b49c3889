package vongdoi.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a customer's orders say as of each date, one row per customer and as-of date.
 *
 * <p>A cancellation or refund made after the as-of date is not known there: the order counts as it
 * stood. Sums are of the currency most used (ties: the first by name); orders in others count, but
 * not their amounts. Orders of one business day are one order day, as the buy-till-you-die models
 * want. A negative total is a return: no purchase, but its amount is taken off. One shuffle by
 * customer serves every step.
 */
final class OrderFeatures {
  private OrderFeatures() {}

  static Dataset<Row> of(Dataset<Row> orders, AsOfDates asOf) {
    Dataset<Row> known =
        asOf.explode(
                orders
                    .selectExpr(
                        "customer_id",
                        "order_date",
                        "currency",
                        "status",
                        "is_valid",
                        "coalesce(is_taken_back, false) as is_taken_back",
                        "total_amount",
                        "net_amount",
                        "coalesce(discount_amount, 0) as discount_amount",
                        "coalesce(refund_amount, 0) > 0 or status = 'refunded' as was_refunded",
                        "total_amount < 0 and status <> 'cancelled' as is_return",
                        "coalesce(updated_at, ordered_at) as updated_at")
                    .repartition(col("customer_id")),
                "order_date")
            .withColumn("is_known", expr(asOf.isKnown("updated_at")))
            .selectExpr(
                "as_of_date",
                "customer_id",
                "order_date",
                "currency",
                "is_valid or (status in ('cancelled', 'refunded') and not is_known and total_amount > 0)"
                    + " as valid",
                "is_return or (is_known and was_refunded) as refunded",
                "is_return",
                "is_taken_back",
                "if(is_known, net_amount, total_amount) as amount",
                "discount_amount",
                "total_amount + discount_amount as gross_amount")
            .where("valid or refunded or is_taken_back");
    return ofDays(daysInMainCurrency(known));
  }

  private static Dataset<Row> daysInMainCurrency(Dataset<Row> known) {
    return known
        .groupBy("as_of_date", "customer_id", "currency", "order_date")
        .agg(
            expr("count_if(valid) as orders"),
            expr("count_if(refunded) as refunds"),
            expr("sum(if(valid or is_return or is_taken_back, amount, 0)) as amount"),
            expr("sum(if(valid, discount_amount, 0)) as discount"),
            expr("sum(if(valid, gross_amount, 0)) as gross"))
        .withColumn(
            "currency_orders",
            expr("sum(orders) over (partition by as_of_date, customer_id, currency)"))
        .withColumn(
            "main_currency",
            expr(
                "first_value(currency) over (partition by as_of_date, customer_id"
                    + " order by currency_orders desc, currency)"))
        .groupBy("as_of_date", "customer_id", "order_date")
        .agg(
            expr("max(main_currency) as currency"),
            expr("sum(orders) as orders"),
            expr("sum(refunds) as refunds"),
            expr("sum(if(currency = main_currency, orders, 0)) as main_orders"),
            expr("sum(if(currency = main_currency, amount, 0)) as amount"),
            expr("sum(if(currency = main_currency, discount, 0)) as discount"),
            expr("sum(if(currency = main_currency, gross, 0)) as gross"));
  }

  private static Dataset<Row> ofDays(Dataset<Row> days) {
    String d30 = AsOfDates.within(30, "order_date");
    String d90 = AsOfDates.within(90, "order_date");
    String d365 = AsOfDates.within(365, "order_date");
    return days.groupBy("as_of_date", "customer_id")
        .agg(
            expr("max(if(orders > 0, currency, null)) as currency"),
            expr("sum(orders) as orders_count"),
            expr("count_if(orders > 0) as order_days"),
            expr("min(if(orders > 0, order_date, null)) as first_day"),
            expr("max(if(orders > 0, order_date, null)) as last_day"),
            expr("min_by(amount, if(orders > 0, order_date, null)) as first_day_amount"),
            expr("min_by(gross - discount, if(orders > 0, order_date, null)) as first_day_bought"),
            expr("sum(if(" + d30 + ", orders, 0)) as orders_30d"),
            expr("sum(if(" + d90 + ", orders, 0)) as orders_90d"),
            expr("sum(if(" + d365 + ", orders, 0)) as orders_365d"),
            expr("sum(if(" + d30 + ", amount, 0)) as amount_30d"),
            expr("sum(if(" + d90 + ", amount, 0)) as amount_90d"),
            expr("sum(if(" + d365 + ", amount, 0)) as amount_365d"),
            expr("sum(amount) as total_amount"),
            expr("sum(main_orders) as main_orders"),
            expr("sum(discount) as discount"),
            expr("sum(gross) as gross"),
            expr("sum(if(" + d365 + ", refunds, 0)) as refunds_365d"));
  }
}
