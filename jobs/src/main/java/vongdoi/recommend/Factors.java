package vongdoi.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.row_number;

import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Implicit matrix factorisation by alternating least squares (Hu, Koren and Volinsky 2008):
 * products near to a customer in a space of tastes that the purchases of all span.
 *
 * <p>It learns in one partition, so that the factors are the same at any parallelism; above the
 * configured number of customers it is no candidate.
 */
final class Factors {
  private Factors() {}

  static Dataset<Row> of(Dataset<Row> owned, Dataset<Row> offered, RecommendConfig config) {
    Dataset<Row> customers = numbered(owned, "customer_id", "customer");
    Dataset<Row> products =
        numbered(
            owned.join(offered.where("sells").select("product_id"), "product_id"),
            "product_id",
            "product");
    Dataset<Row> ratings =
        owned
            .join(customers, "customer_id")
            .join(products, "product_id")
            .selectExpr("customer", "product", "cast(days as float) as days")
            .repartition(1)
            .sortWithinPartitions("customer", "product");
    RecommendConfig.Factors settings = config.factors();
    ALSModel model =
        new ALS()
            .setImplicitPrefs(true)
            .setRank(settings.rank())
            .setMaxIter(settings.iterations())
            .setRegParam(settings.regularization())
            .setAlpha(settings.confidence())
            .setNumBlocks(1)
            .setSeed(settings.seed())
            .setUserCol("customer")
            .setItemCol("product")
            .setRatingCol("days")
            .fit(ratings);
    return model
        .recommendForAllUsers(config.neighbours() + config.maxItemsPerCustomer())
        .selectExpr("customer", "inline(recommendations)")
        .join(customers, "customer")
        .join(products, "product")
        .join(
            owned.select("customer_id", "product_id"),
            new String[] {"customer_id", "product_id"},
            "left_anti")
        .selectExpr(
            "customer_id",
            "product_id",
            "'taste' as kind",
            "greatest(least(cast(rating as double), 1D), 0D) as score",
            "cast(null as string) as because_product_id",
            "cast(null as int) as gap");
  }

  /** Dense numbers of ids in their order, as the factorisation wants. */
  private static Dataset<Row> numbered(Dataset<Row> rows, String id, String number) {
    return rows.select(id)
        .distinct()
        .withColumn(number, row_number().over(Window.orderBy(col(id))).minus(expr("1")));
  }
}
