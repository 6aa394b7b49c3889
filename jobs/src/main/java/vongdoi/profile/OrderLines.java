package vongdoi.profile;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per order and product: units and amount of its current lines. */
final class OrderLines {
  private OrderLines() {}

  /**
   * Lines as the shop delivered them, summed by product: those of the export that tells of the
   * order last, or where lines add up, of each product those of its newest version; for orders
   * without any, the products that the placing event names.
   *
   * @param items bronze order items
   * @param events orders as {@link OrderEvents#perOrder} gives them
   */
  static Dataset<Row> of(Dataset<Row> items, Dataset<Row> events) {
    Dataset<Row> shop =
        items
            .withColumn(
                "_held",
                expr(
                    "max(if(_order_version is null, null, struct(updated_at, _landed_at, _batch_id,"
                        + " _order_version))) over (partition by order_id)"))
            .where("_order_version <=> _held._order_version")
            .withColumn("_newest", expr("max(updated_at) over (partition by order_id, product_id)"))
            .where("_order_version is not null or updated_at <=> _newest")
            .selectExpr(
                "order_id",
                "product_id",
                "coalesce(quantity, 1D) as quantity",
                "coalesce(line_amount, try_cast(coalesce(quantity, 1D) * unit_price_amount as"
                    + " decimal(18,2)) - coalesce(discount_amount, 0)) as line_amount",
                "1 as origin");
    Dataset<Row> named =
        events
            .where("placed.products is not null")
            .selectExpr("order_id", "explode(placed.products) as p")
            .where("p.product_id is not null")
            .selectExpr(
                "order_id",
                "p.product_id",
                "coalesce(p.quantity, 1D) as quantity",
                "try_cast(coalesce(p.quantity, 1D) * p.price_amount as decimal(18,2)) as"
                    + " line_amount",
                "2 as origin");
    return shop.unionByName(named)
        .groupBy("order_id", "product_id", "origin")
        .agg(
            expr("cast(sum(cast(quantity as decimal(18,6))) as double)").as("quantity"),
            expr("cast(coalesce(sum(line_amount), 0) as decimal(18,2))").as("line_amount"))
        .withColumn("_best", expr("min(origin) over (partition by order_id)"))
        .where("origin = _best")
        .drop("origin", "_best");
  }

  /** Number and amount of the lines of each order. */
  static Dataset<Row> totals(Dataset<Row> lines) {
    return lines
        .groupBy("order_id")
        .agg(
            expr("count(1)").as("lines_count"),
            // What is taken back in the order itself was not bought.
            expr("count_if(quantity > 0)").as("bought_count"),
            expr("cast(sum(line_amount) as decimal(18,2))").as("lines_amount"));
  }
}
