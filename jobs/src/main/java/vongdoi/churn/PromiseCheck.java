package vongdoi.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;

/**
 * Looks back on what was said a horizon ago: the mean probability of leaving in that day's row of
 * gold.churn_watch, against the share of the same customers who did not buy since.
 */
final class PromiseCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PromiseCheck.class);

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
    List<Row> said =
        inputs.collected(
            inputs.own(Gold.CHURN_WATCH).where(col("as_of_date").equalTo(lit(Date.valueOf(then)))));
    if (said.isEmpty()) {
      return List.of();
    }
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
    Row share = came.head();
    if (share.isNullAt(0)) {
      return List.of();
    }
    return said.stream()
        .sorted(Comparator.comparing(row -> row.<String>getAs("model_version")))
        .map(row -> lookedBackOn(row, today, share.getDouble(0)))
        .toList();
  }

  private static Row lookedBackOn(Row said, LocalDate today, double came) {
    Object[] values =
        Gold.CHURN_WATCH.columnNames().stream()
            .map(
                column ->
                    switch (column) {
                      case "checked_on" -> Date.valueOf(today);
                      case "churn_rate" -> came;
                      default -> said.getAs(column);
                    })
            .toArray();
    return new GenericRowWithSchema(values, Gold.CHURN_WATCH.schema());
  }

  /** Says aloud what did not come. */
  static void warn(Promise promise) {
    LOG.warn(
        "{} (churn.max-promise-gap {}). Do not trust the level of the scores; train again, or look"
            + " for what changed in the business",
        promise.inWords(),
        promise.maxGap());
  }
}
