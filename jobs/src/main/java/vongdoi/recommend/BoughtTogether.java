package vongdoi.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Item-to-item: products that the same customers bought, in one order or close in time.
 *
 * <p>Strength of a pair is the cosine of its buyers, one order counting 1 and nearness in time one
 * half, drawn to zero by the shrinkage where few bought it. Each customer adds pairs of the most
 * recent products only, so that the pairs grow with the customers and not with their baskets.
 */
final class BoughtTogether {
  private BoughtTogether() {}

  /** Suggestions that the customer has not bought, from the products bought last. */
  static Dataset<Row> of(Dataset<Row> owned, Dataset<Row> offered, RecommendConfig config) {
    Dataset<Row> neighbours = neighbours(owned, offered, config);
    return owned
        .where(col("recency_rank").leq(config.seeds()))
        .selectExpr("customer_id", "product_id as because_product_id")
        .join(neighbours, "because_product_id")
        .join(
            owned.select("customer_id", "product_id"),
            columns("customer_id", "product_id"),
            "left_anti")
        .groupBy("customer_id", "product_id")
        .agg(
            // Whole numbers: a sum of doubles depends on their order.
            expr("sum(cast(strength * 1e9D as bigint)) / 1e9D as strength"),
            expr(
                "max(struct(strength, because_product_id)).because_product_id as because_product_id"))
        .selectExpr(
            "customer_id",
            "product_id",
            "'together' as kind",
            "strength / (strength + 0.5D) as score",
            "because_product_id",
            "cast(null as int) as gap");
  }

  /** The strongest products beside each product, those that still sell. */
  static Dataset<Row> neighbours(Dataset<Row> owned, Dataset<Row> offered, RecommendConfig config) {
    Dataset<Row> recent =
        owned
            .where(col("recency_rank").leq(config.maxItemsPerCustomer()))
            .select("customer_id", "product_id", "last_day", "last_order");
    Dataset<Row> buyers =
        recent.groupBy("product_id").agg(expr("cast(count(1) as double) as buyers"));
    Dataset<Row> pairs = pairs(recent, config);
    return pairs
        .join(buyers.toDF("one", "buyers_one"), "one")
        .join(buyers.toDF("other", "buyers_other"), "other")
        .withColumn(
            "strength",
            expr(
                "weight / sqrt(buyers_one * buyers_other) * support / (support + %sD)"
                    .formatted(config.shrinkage())))
        .selectExpr(
            "strength",
            "inline(array(struct(one as because_product_id, other as product_id),"
                + " struct(other as because_product_id, one as product_id)))")
        .join(offered.where("sells").select("product_id"), "product_id")
        .withColumn(
            "position",
            expr(
                "row_number() over (partition by because_product_id"
                    + " order by strength desc, product_id)"))
        .where(col("position").leq(config.neighbours()))
        .select("because_product_id", "product_id", "strength");
  }

  private static Dataset<Row> pairs(Dataset<Row> recent, RecommendConfig config) {
    Dataset<Row> one = recent.toDF("customer_id", "one", "one_day", "one_order");
    Dataset<Row> other = recent.toDF("customer_id", "other", "other_day", "other_order");
    return one.join(other, "customer_id")
        .where("one < other")
        .where("abs(datediff(one_day, other_day)) <= " + config.togetherWithinDays())
        .groupBy("one", "other")
        .agg(
            expr("sum(if(one_order = other_order, 1D, 0.5D)) as weight"),
            expr("cast(count(1) as double) as support"))
        .where("support >= " + config.minSupport());
  }

  private static String[] columns(String... names) {
    return names;
  }
}
