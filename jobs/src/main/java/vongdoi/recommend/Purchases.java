package vongdoi.recommend;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The purchases that suggestions come from, by customer and product and by product alone. */
final class Purchases {
  private Purchases() {}

  /**
   * Per customer and product: order days, first and last day, the last order, and {@code
   * recency_rank}, 1 for the product bought last.
   */
  static Dataset<Row> owned(Dataset<Row> orderItems, LocalDate date, RecommendConfig config) {
    return orderItems
        .where("is_valid and quantity > 0")
        .where(
            "order_date <= date'%s' and order_date > date'%s'"
                .formatted(date, date.minusDays(config.historyDays())))
        .groupBy("customer_id", "product_id", "order_date")
        .agg(expr("max(order_id) as order_id"), expr("max(category) as category"))
        .groupBy("customer_id", "product_id")
        .agg(
            expr("count(1) as days"),
            expr("min(order_date) as first_day"),
            expr("max(order_date) as last_day"),
            expr("max_by(order_id, order_date) as last_order"),
            expr("max(category) as category"))
        .withColumn(
            "recency_rank",
            expr(
                "row_number() over (partition by customer_id"
                    + " order by last_day desc, last_order desc, product_id)"));
  }

  /**
   * Per product: name, category, buyers, how it is bought again, and whether it still sells. What
   * the catalogue does not list is not offered; a shop that gives no catalogue offers what it sold.
   */
  static Dataset<Row> offered(
      Dataset<Row> owned, Dataset<Row> products, LocalDate date, RecommendConfig config) {
    LocalDate sellsSince = date.minusDays(config.soldWithinDays());
    Dataset<Row> sold =
        owned
            .groupBy("product_id")
            .agg(
                expr("count(1) as buyers"),
                expr("count_if(last_day > date'" + sellsSince + "') as recent_buyers"),
                expr("count_if(days > 1) as repeat_buyers"),
                expr("sum(datediff(last_day, first_day)) as repeat_days"),
                expr("sum(days - 1) as repeats"),
                expr("max(category) as sold_category"));
    String listed = products.isEmpty() ? "left" : "inner";
    return sold.join(
            products.select("product_id", "name", "category"), new String[] {"product_id"}, listed)
        .selectExpr(
            "product_id",
            "coalesce(nullif(trim(name), ''), product_id) as name",
            "coalesce(category, sold_category) as category",
            "recent_buyers",
            "repeat_buyers / buyers as repeat_share",
            "if(repeats > 0, repeat_days / repeats, null) as usual_gap",
            "recent_buyers > 0 as sells");
  }
}
