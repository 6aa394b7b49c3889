package vongdoi.recommend;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.ml.fpm.FPGrowth;
import org.apache.spark.ml.fpm.FPGrowthModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Association rules of baskets by FP-Growth: who bought all of the left side gets the right side.
 */
final class Rules {
  /** Products that a rule may ask for: longer rules fit few customers and are many. */
  private static final int LONGEST_LEFT_SIDE = 2;

  private Rules() {}

  /** Suggestions that the customer has not bought, scored by the confidence of the best rule. */
  static Dataset<Row> of(
      Dataset<Row> orderItems, Dataset<Row> owned, Dataset<Row> offered, RecommendConfig config) {
    Dataset<Row> baskets =
        baskets(orderItems).where("size(items) <= " + config.rules().largestBasket());
    Dataset<Row> rules =
        mined(baskets, support(baskets, config.rules()), config.rules().minConfidence())
            .associationRules()
            .where("size(antecedent) <= " + LONGEST_LEFT_SIDE)
            .selectExpr("array_sort(antecedent) as left_side", "consequent", "confidence")
            .selectExpr(
                "left_side[0] as because_product_id",
                "get(left_side, 1) as and_product_id",
                "consequent[0] as product_id",
                "confidence")
            .join(offered.where("sells").select("product_id"), "product_id")
            .withColumn(
                "place",
                expr(
                    "row_number() over (partition by because_product_id"
                        + " order by confidence desc, product_id, and_product_id)"))
            .where(col("place").leq(config.neighbours()))
            .drop("place");
    return fitting(rules, owned, config)
        .groupBy("customer_id", "product_id")
        .agg(expr("max(struct(confidence, because_product_id)) as best"))
        .join(
            owned.select("customer_id", "product_id"),
            new String[] {"customer_id", "product_id"},
            "left_anti")
        .selectExpr(
            "customer_id",
            "product_id",
            "'together' as kind",
            "best.confidence as score",
            "best.because_product_id as because_product_id",
            "cast(null as int) as gap");
  }

  /** The rules whose left side a customer has bought, the first product of it of late. */
  private static Dataset<Row> fitting(
      Dataset<Row> rules, Dataset<Row> owned, RecommendConfig config) {
    Dataset<Row> begun =
        owned
            .where(col("recency_rank").leq(config.maxItemsPerCustomer()))
            .selectExpr("customer_id", "product_id as because_product_id")
            .join(rules, "because_product_id");
    Dataset<Row> ofTwo =
        begun
            .where("and_product_id is not null")
            .join(
                owned.selectExpr("customer_id", "product_id as and_product_id"),
                new String[] {"customer_id", "and_product_id"},
                "left_semi");
    return begun.where("and_product_id is null").unionByName(ofTwo);
  }

  /**
   * The share of orders asked for, or the least at which not too many pairs are frequent: the sets
   * of three and more multiply with them, and an assortment that is bought together makes millions.
   */
  static double support(Dataset<Row> baskets, RecommendConfig.Rules settings) {
    double orders = baskets.count();
    double least = Math.max(1, Math.ceil(settings.minSupport() * orders));
    Dataset<Row> frequent =
        baskets
            .selectExpr("explode(items) as item")
            .groupBy("item")
            .count()
            .where(col("count").geq(least))
            .selectExpr("sort_array(collect_list(item)) as frequent");
    List<Row> pairsByCount =
        baskets
            .crossJoin(broadcast(frequent))
            .selectExpr("array_intersect(items, frequent) as items")
            .selectExpr(
                "explode(flatten(transform(items, (x, i) ->"
                    + " transform(slice(items, i + 2, size(items)), y -> xxhash64(x, y)))))"
                    + " as pair")
            .groupBy("pair")
            .count()
            .where(col("count").geq(least))
            .groupBy("count")
            .agg(expr("count(1) as pairs"))
            .orderBy(col("count").desc())
            .collectAsList();
    long pairs = 0;
    for (Row row : pairsByCount) {
      pairs += row.getLong(1);
      if (pairs > settings.maxPairs()) {
        return Math.min(1, (row.getLong(0) + 1) / orders);
      }
    }
    return settings.minSupport();
  }

  /** Products of each order. */
  static Dataset<Row> baskets(Dataset<Row> orderItems) {
    return orderItems
        .where("is_valid and quantity > 0")
        .groupBy("order_id")
        .agg(expr("sort_array(collect_set(product_id)) as items"))
        .select(col("items"));
  }

  /** Frequent sets and rules of baskets with the column items. */
  static FPGrowthModel mined(Dataset<Row> baskets, double minSupport, double minConfidence) {
    return new FPGrowth()
        .setItemsCol("items")
        .setMinSupport(minSupport)
        .setMinConfidence(minConfidence)
        .fit(baskets);
  }
}
