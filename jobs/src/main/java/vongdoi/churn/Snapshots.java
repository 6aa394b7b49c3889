package vongdoi.churn;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;

/**
 * Buyers at two past dates with what they did next, cut by time: learnt from the one before last
 * horizon and judged on the last one, so that no outcome learnt from lies after a row judged.
 *
 * @param trainingDate last date that the model may know of
 * @param config horizon and sampling
 */
record Snapshots(LocalDate trainingDate, ChurnConfig config) {
  static final String ROLE = "role";
  static final String FIT = "fit";
  static final String TEST = "test";

  /** Half of the customers, 0 or 1: each half is scored by what the other half taught. */
  static final String FOLD = "fold";

  private static final long HASH_SPACE = 1_000_000;

  static Snapshots of(LocalDate runDate, ChurnConfig config) {
    long every = config.trainEveryDays();
    return new Snapshots(
        LocalDate.ofEpochDay(Math.floorDiv(runDate.toEpochDay(), every) * every), config);
  }

  LocalDate testDate() {
    return trainingDate.minusDays(config.horizonDays());
  }

  LocalDate fitDate() {
    return testDate().minusDays(config.horizonDays());
  }

  /** Ordinary buyers at the older date, all that a model of purchases may learn from. */
  Dataset<Row> older(Dataset<Row> features) {
    return ordinary(features).where(on(fitDate()));
  }

  private static Dataset<Row> ordinary(Dataset<Row> features) {
    return features.where("is_buyer and customer_class = 'person'");
  }

  /**
   * Features of the buyers active at either date, with {@code label} (1: churned), {@link #ROLE}
   * and {@link #FOLD}.
   */
  Dataset<Row> labelled(Dataset<Row> features) {
    int horizon = config.horizonDays();
    Dataset<Row> buyers = ordinary(features);
    Dataset<Row> next =
        buyers
            .where(on(trainingDate) + " or " + on(testDate()))
            .selectExpr(
                "customer_id",
                "date_sub(as_of_date, " + horizon + ") as as_of_date",
                "if(days_since_last_order >= " + horizon + ", 1D, 0D) as label");
    return buyers
        .where(on(testDate()) + " or " + on(fitDate()))
        .where("days_since_last_order <= " + config.activeWithinDays())
        .join(next, new String[] {"customer_id", "as_of_date"})
        .withColumn(ROLE, expr("if(%s, '%s', '%s')".formatted(on(testDate()), TEST, FIT)))
        .withColumn(FOLD, expr("pmod(xxhash64(customer_id), 2)"));
  }

  /** At most about the configured rows, chosen by a hash of the customer. */
  Dataset<Row> sample(Dataset<Row> labelled, long rows) {
    if (rows <= config.maxTrainingRows()) {
      return labelled;
    }
    long share = HASH_SPACE * config.maxTrainingRows() / rows;
    return labelled.where("pmod(xxhash64('sample', customer_id), " + HASH_SPACE + ") < " + share);
  }

  /** Rows, churned rows and a content checksum of what is learnt from, by role. */
  static Dataset<Row> counts(Dataset<Row> labelled) {
    String content = String.join(",", Gold.FEATURES.columnNames());
    return labelled
        .groupBy(ROLE)
        .agg(
            expr("count(1) as n"),
            expr("count_if(label = 1D) as churned"),
            expr("bit_xor(xxhash64(" + content + ", label)) as checksum"));
  }

  private static String on(LocalDate date) {
    return "as_of_date = date'" + date + "'";
  }
}
