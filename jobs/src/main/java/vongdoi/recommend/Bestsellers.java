package vongdoi.recommend;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What most customers bought of late, in the category that the customer buys most and in the whole
 * shop: fills the places that nothing better fills.
 */
final class Bestsellers {
  private Bestsellers() {}

  static Dataset<Row> of(Dataset<Row> owned, Dataset<Row> offered, RecommendConfig config) {
    Dataset<Row> favourites =
        owned
            .where("category is not null")
            .groupBy("customer_id", "category")
            .agg(expr("sum(days) as days"))
            .groupBy("customer_id")
            .agg(expr("max(struct(days, category)).category as category"));
    Dataset<Row> inCategory =
        favourites
            .join(broadcast(top(offered, "category", config)), "category")
            .selectExpr(
                "customer_id", "product_id", "'category' as kind", "0.01D / position as score");
    Dataset<Row> inShop =
        owned
            .select("customer_id")
            .distinct()
            .crossJoin(broadcast(top(offered, "'all'", config).drop("category")))
            .selectExpr(
                "customer_id", "product_id", "'shop' as kind", "0.001D / position as score");
    return inCategory
        .unionByName(inShop)
        .join(
            owned.select("customer_id", "product_id"),
            new String[] {"customer_id", "product_id"},
            "left_anti")
        .selectExpr("*", "cast(null as string) as because_product_id", "cast(null as int) as gap");
  }

  private static Dataset<Row> top(Dataset<Row> offered, String group, RecommendConfig config) {
    return offered
        .where("sells")
        .withColumn(
            "position",
            expr(
                "row_number() over (partition by %s order by recent_buyers desc, product_id)"
                    .formatted(group)))
        .where(col("position").leq(config.bestsellers()))
        .select("product_id", "category", "position");
  }
}
