package vongdoi.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.Rule.Severity;
import vongdoi.customer.models.InBothLanguages;

/**
 * What the scores of a day said of all customers together, and what came.
 *
 * <p>Example: 0.52 said of 3,000 customers and 0.43 came: a gap of 0.09, ten times its noise.
 *
 * @param version model that scored
 * @param scoredOn the day
 * @param customers of whom it was said
 * @param said their mean probability of leaving
 * @param came share of them who left
 * @param maxGap churn.max-promise-gap
 */
record Promise(
    String version, LocalDate scoredOn, long customers, double said, double came, double maxGap) {
  static final String KEPT = "promise_kept";

  /** Standard errors of the share below which a gap is chance. */
  private static final double BEYOND_NOISE = 2;

  /**
   * Of a row of gold.churn_watch that has been looked back on.
   *
   * @param row model_version, as_of_date, customers_count, mean_score and churn_rate
   */
  static Promise of(Row row, ChurnConfig config) {
    return new Promise(
        row.getAs("model_version"),
        row.<Date>getAs("as_of_date").toLocalDate(),
        row.<Long>getAs("customers_count"),
        row.<Double>getAs("mean_score"),
        row.<Double>getAs("churn_rate"),
        config.maxPromiseGap());
  }

  /** The newest that was known before a date. */
  static Optional<Promise> newestBefore(LocalDate date, Inputs inputs, ChurnConfig config) {
    if (inputs.isEmpty(Gold.CHURN_WATCH)) {
      return Optional.empty();
    }
    return inputs
        .collected(
            inputs.table(Gold.CHURN_WATCH).where(col("checked_on").lt(lit(Date.valueOf(date)))))
        .stream()
        .map(row -> of(row, config))
        .max(Comparator.comparing(Promise::scoredOn).thenComparing(Promise::version));
  }

  boolean isBroken() {
    double noise = Math.sqrt(came * (1 - came) / Math.max(1, customers));
    double gap = Math.abs(said - came);
    return gap > maxGap && gap > BEYOND_NOISE * noise;
  }

  /** For {@code gold.table_quality}. */
  Finding finding(Severity severity) {
    return new Finding(
        KEPT, severity, Math.abs(said - came), !isBroken(), "", isBroken() ? inWords().en() : "");
  }

  Map<String, Double> metrics() {
    return Map.of("promise.said", said, "promise.came", came);
  }

  InBothLanguages inWords() {
    return InBothLanguages.formatted(
        "%s said on %s that %.3f of %d customers would leave, and %.3f did",
        "%s ngày %s báo %.3f trong %d khách sẽ rời, thực tế là %.3f",
        version,
        scoredOn,
        said,
        customers,
        came);
  }
}
