package vongdoi.evaluation;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.table.Warehouse;
import vongdoi.identity.explaining.Evaluation;

/**
 * What the pipeline recovered of a made-up shop's truth.
 *
 * @param identity resolution against who is who
 * @param churnAuc area under the ROC curve of churn scores against the next 90 days
 * @param clvTotalError total CLV over the true spend of the next 90 days, less one
 * @param clvRankError one less Spearman's rank correlation of CLV and true spend
 * @param cartsPrecision share of carts called abandoned that are
 * @param cartsRecall share of abandoned carts called so
 */
public record Truth(
    Evaluation identity,
    double churnAuc,
    double clvTotalError,
    double clvRankError,
    double cartsPrecision,
    double cartsRecall) {

  /**
   * @param folder the truth that the shop's generator wrote
   * @param events sources of events
   */
  public static Truth in(Warehouse lake, String folder, Set<String> events) {
    Dataset<Row> records = lake.spark().read().option("header", true).csv(folder + "/records.csv");
    Dataset<Row> future = future(lake, folder).persist();
    try {
      Row clv = clv(future, lake.read(Gold.CLV_SCORES));
      Row carts = carts(lake.spark().read().parquet(folder + "/carts"), lake.read(Silver.CARTS));
      return new Truth(
          Evaluation.of(
              records,
              events,
              lake.read(Silver.CUSTOMER_RECORDS),
              lake.read(Silver.IDENTITY_EDGES),
              lake.read(Silver.IDENTIFIER_LINKS)),
          churnAuc(future, lake.read(Gold.CHURN_SCORES)),
          clv.getDouble(0) - 1,
          1 - clv.getDouble(1),
          carts.getDouble(0),
          carts.getDouble(1));
    } finally {
      future.unpersist();
    }
  }

  /** What each customer id will order: its people are those whose orders it holds. */
  private static Dataset<Row> future(Warehouse lake, String folder) {
    Dataset<Row> customerOf =
        lake.spark()
            .read()
            .parquet(folder + "/orders")
            .select("order_id", "entity_id")
            .join(lake.read(Silver.ORDERS).select("order_id", "customer_id"), "order_id")
            .groupBy("entity_id", "customer_id")
            .agg(count(lit(1)).as("n"))
            .groupBy("entity_id")
            .agg(max_by(col("customer_id"), struct("n", "customer_id")).as("customer_id"));
    return lake.spark()
        .read()
        .parquet(folder + "/customers")
        .join(customerOf, "entity_id")
        .groupBy("customer_id")
        .agg(
            sum("next_90d_orders").as("orders"),
            sum(col("next_90d_amount").cast("double")).as("amount"));
  }

  /** Mann-Whitney: the share of pairs in which the one who left has the higher score. */
  private static double churnAuc(Dataset<Row> future, Dataset<Row> scores) {
    Row row =
        ranked(
                scores
                    .join(future, "customer_id")
                    .selectExpr("orders = 0 as left", "churn_probability as score"),
                "score",
                "rank")
            .selectExpr(
                "sum(if(left, rank, 0)) as ranks",
                "cast(count_if(left) as double) as p",
                "cast(count_if(not left) as double) as n")
            .head();
    double p = row.getDouble(1);
    double n = row.getDouble(2);
    return p * n == 0 ? Double.NaN : (row.getDouble(0) - p * (p + 1) / 2) / (p * n);
  }

  private static Row clv(Dataset<Row> future, Dataset<Row> scores) {
    Dataset<Row> both =
        scores
            .selectExpr("customer_id", "cast(clv_amount as double) as clv")
            .join(future, "customer_id");
    return ranked(ranked(both, "clv", "clv_rank"), "amount", "amount_rank")
        .selectExpr(
            "coalesce(sum(clv) / nullif(sum(amount), 0), double('NaN'))",
            "coalesce(covar_pop(clv_rank, amount_rank)"
                + " / nullif(stddev_pop(clv_rank) * stddev_pop(amount_rank), 0D), double('NaN'))")
        .head();
  }

  /** Adds the mean rank of equal values, from counts per value. */
  private static Dataset<Row> ranked(Dataset<Row> rows, String column, String rank) {
    Dataset<Row> counts =
        rows.groupBy(column)
            .agg(count(lit(1)).as("ties"))
            .selectExpr(
                column + " as value",
                "sum(ties) over (order by " + column + ") - (ties - 1) / 2.0D as " + rank);
    return rows.join(broadcast(counts), col(column).equalTo(col("value"))).drop("value");
  }

  private static Row carts(Dataset<Row> truth, Dataset<Row> found) {
    return truth
        .select("cart_id", "abandoned")
        .join(found.selectExpr("cart_id", "status = 'abandoned' as said"), "cart_id")
        .selectExpr(
            "count_if(said and abandoned) / greatest(count_if(said), 1)",
            "count_if(said and abandoned) / greatest(count_if(abandoned), 1)")
        .head();
  }

  public void print(PrintStream out) {
    out.println("\nRecovered of the truth");
    figure(out, "identity precision (pairs)", identity.pairwise().precision());
    figure(out, "identity recall (pairs)", identity.pairwise().recall());
    figure(out, "churn AUC, next 90 days", churnAuc);
    figure(out, "CLV total error, next 90 days", clvTotalError);
    figure(out, "CLV rank error (1 - Spearman)", clvRankError);
    figure(out, "carts left behind, precision", cartsPrecision);
    figure(out, "carts left behind, recall", cartsRecall);
  }

  private static void figure(PrintStream out, String name, double value) {
    out.printf(Locale.ROOT, "  %-32s %8.4f%n", name, value);
  }
}
