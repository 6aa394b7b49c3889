package vongdoi.identity.households;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/**
 * Gives households ids that stay: the id goes where most of its members are now, and a household
 * with several keeps that of the most members. A new one is made from the first member and the run
 * date, so that no id means two households.
 */
public final class HouseholdIds {
  private static final int DIGITS = 20;
  private final Inputs in;

  public HouseholdIds(Inputs in) {
    this.in = in;
  }

  /**
   * @param people rows {@code household, first, customer_id, reason}
   */
  public Dataset<Row> addTo(Dataset<Row> people) {
    Column made =
        concat(lit("h"), substring(sha2(concat_ws("|", col("first"), in.date()), 256), 1, DIGITS));
    if (in.isFirst()) {
      return people.withColumn("household_id", made);
    }
    return people
        .join(kept(people), new String[] {"household"}, "left")
        .withColumn("household_id", coalesce(col("earlier"), made));
  }

  /** Rows {@code household, earlier}. */
  private Dataset<Row> kept(Dataset<Row> people) {
    Dataset<Row> now =
        in.table(Silver.CUSTOMERS)
            .select(
                col("customer_id").as("member"),
                coalesce(col("redirect_to"), col("customer_id")).as("customer_id"));
    Column most = col("n").desc();
    return in.own(Silver.HOUSEHOLDS)
        .select(col("household_id").as("earlier"), col("customer_id").as("member"))
        .join(now, "member")
        .join(people, "customer_id")
        .groupBy("earlier", "household", "first")
        .agg(countDistinct("customer_id").as("n"))
        .withColumn(
            "best", row_number().over(Window.partitionBy("earlier").orderBy(most, col("first"))))
        .where("best = 1")
        .withColumn(
            "best",
            row_number().over(Window.partitionBy("household").orderBy(most, col("earlier"))))
        .where("best = 1")
        .select("household", "earlier");
  }
}
