package vongdoi.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;

/**
 * Looks back on what was said a horizon ago: the mean probability of leaving in that day's row of
 * gold.churn_watch, against the share of the same customers who did not buy since.
 *
 * <p>Example: 0.52 said of 3,000 customers and 0.43 came: a gap of 0.09, ten times its noise.
 */
final class PromiseCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PromiseCheck.class);

  /** Standard errors of the share below which a gap is chance. */
  private static final double BEYOND_NOISE = 2;

  private PromiseCheck() {}

  /**
   * The rows of that day with what came; none where that day was not scored or its features are not
   * kept.
   */
  static List<Row> of(Inputs inputs, ChurnConfig config) {
    if (inputs.isFirst()) {
      return List.of();
    }
    LocalDate today = inputs.run().date();
    LocalDate then = today.minusDays(config.horizonDays());
    Dataset<Row> buyers =
        inputs.table(Gold.FEATURES).where("is_buyer and customer_class = 'person'");
    Dataset<Row> now =
        buyers
            .where(col("as_of_date").equalTo(inputs.date()))
            .selectExpr("customer_id", "days_since_last_order as silence");
    Dataset<Row> came =
        buyers
            .where(col("as_of_date").equalTo(lit(Date.valueOf(then))))
            .where(col("days_since_last_order").leq(config.activeWithinDays()))
            .join(now, "customer_id")
            .selectExpr("avg(if(silence >= %d, 1D, 0D)) as came".formatted(config.horizonDays()));
    List<Row> checked =
        inputs
            .own(Gold.CHURN_WATCH)
            .where(col("as_of_date").equalTo(lit(Date.valueOf(then))))
            .select("model_version", "as_of_date", "customers_count", "psi", "mean_score")
            .crossJoin(came)
            .where("came is not null")
            .selectExpr(
                "model_version",
                "as_of_date",
                "customers_count",
                "psi",
                "mean_score",
                "date'" + today + "' as checked_on",
                "came as churn_rate")
            .orderBy("model_version")
            .collectAsList();
    checked.forEach(row -> warn(row, config));
    return checked;
  }

  private static void warn(Row row, ChurnConfig config) {
    double said = row.getDouble(4);
    double came = row.getDouble(6);
    double noise = Math.sqrt(came * (1 - came) / Math.max(1, row.getLong(2)));
    double gap = Math.abs(said - came);
    if (gap > config.maxPromiseGap() && gap > BEYOND_NOISE * noise) {
      LOG.warn(
          "What {} said on {} did not come: {} of the customers were to leave and {} did"
              + " (churn.max-promise-gap {}). Do not trust the level of its scores; train again, or"
              + " look for what changed in the business",
          row.getString(0),
          row.getDate(1),
          "%.3f".formatted(said),
          "%.3f".formatted(came),
          config.maxPromiseGap());
    }
  }
}
