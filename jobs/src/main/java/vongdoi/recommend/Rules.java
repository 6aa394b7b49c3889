package vongdoi.recommend;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.fpm.FPGrowth;
import org.apache.spark.ml.fpm.FPGrowthModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.recommend.ways.Learner;
import vongdoi.recommend.ways.RuleWeights;
import vongdoi.recommend.ways.Ways;

/**
 * Association rules of baskets by FP-Growth: who bought all of the left side gets the right side.
 */
final class Rules {
  /** Products that a rule may ask for: longer rules fit few customers and are many. */
  private static final int LONGEST_LEFT_SIDE = 2;

  /** The surest rules that name a product first. */
  private static final int MOST_OF_A_PRODUCT = 100;

  private Rules() {}

  /** Rules of the orders up to a date, among the customers of these items. */
  static Learner of(
      Dataset<Row> orderItems, Catalogue catalogue, LocalDate date, RecommendConfig config) {
    return Ways.way(
        "fp-growth",
        List.of(),
        (shop, settings) ->
            learn(
                orderItems.where(col("order_date").leq(Date.valueOf(date.minusDays(shop.since())))),
                catalogue,
                config.rules()));
  }

  static RuleWeights learn(
      Dataset<Row> orderItems, Catalogue catalogue, RecommendConfig.Rules settings) {
    Dataset<Row> baskets = baskets(orderItems).where("size(items) <= " + settings.largestBasket());
    List<List<RuleWeights.Rule>> rules = new ArrayList<>();
    for (int product = 0; product < catalogue.size(); product++) {
      rules.add(new ArrayList<>());
    }
    mined(baskets, support(baskets, settings), settings.minConfidence())
        .associationRules()
        .where("size(antecedent) <= " + LONGEST_LEFT_SIDE)
        .selectExpr("array_sort(antecedent) as left_side", "consequent[0]", "confidence")
        .withColumn(
            "place",
            expr(
                "row_number() over (partition by left_side[0]"
                    + " order by confidence desc, `consequent[0]`, left_side)"))
        .where(col("place").leq(MOST_OF_A_PRODUCT))
        .collectAsList()
        .forEach(
            row -> {
              int[] left = row.<String>getList(0).stream().mapToInt(catalogue::number).toArray();
              int product = catalogue.number(row.getString(1));
              // An order from before the time looked at may hold what nobody bought since.
              if (product >= 0 && Arrays.stream(left).allMatch(number -> number >= 0)) {
                rules
                    .get(left[0])
                    .add(
                        new RuleWeights.Rule(
                            left.length > 1 ? left[1] : -1, product, (float) row.getDouble(2)));
              }
            });
    return new RuleWeights(
        rules.stream()
            .map(list -> list.toArray(RuleWeights.Rule[]::new))
            .toArray(RuleWeights.Rule[][]::new));
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
