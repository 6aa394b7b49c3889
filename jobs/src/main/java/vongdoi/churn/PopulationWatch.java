package vongdoi.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the customers scored are still like those learnt from: the population stability index of
 * the scores over the tenths that they had in training (below 0.1 the same, above 0.25 another
 * population), and the mean score.
 */
final class PopulationWatch {
  private static final int BINS = 10;
  private static final String TENTH = "score_bin.";
  private static final Logger LOG = LoggerFactory.getLogger(PopulationWatch.class);

  /** Share that an empty tenth counts as. */
  private static final double LEAST_SHARE = 1e-4;

  private PopulationWatch() {}

  /** Keeps the upper ends of the tenths of the scores in training. */
  static void putTenths(Map<String, Double> parameters, List<ClassifierMetrics.Scored> scored) {
    double[] scores =
        scored.stream().mapToDouble(ClassifierMetrics.Scored::score).sorted().toArray();
    for (int i = 1; i < BINS; i++) {
      parameters.put(TENTH + i, scores[i * scores.length / BINS]);
    }
  }

  /**
   * One row of gold.churn_watch.
   *
   * @param scored scores of today's customers with {@code churn_probability} and {@code is_recent},
   *     whether the customer is of the kind that was learnt from
   */
  static Row of(
      Dataset<Row> scored,
      Map<String, Double> parameters,
      String version,
      LocalDate date,
      ChurnConfig config) {
    List<Row> bins =
        scored
            .where("is_recent")
            .groupBy(bin(parameters).as("bin"))
            .agg(
                expr("cast(count(1) as double) as n"),
                expr("cast(sum(cast(churn_probability as decimal(20,12))) as double) as scores"))
            .collectAsList();
    double rows = bins.stream().mapToDouble(row -> row.getDouble(1)).sum();
    double mean = rows == 0 ? 0 : bins.stream().mapToDouble(row -> row.getDouble(2)).sum() / rows;
    double psi = 0;
    for (int i = 0; i < BINS && rows > 0 && parameters.containsKey(TENTH + 1); i++) {
      int bin = i;
      double share =
          Math.max(
              LEAST_SHARE,
              bins.stream()
                      .filter(row -> row.getInt(0) == bin)
                      .mapToDouble(row -> row.getDouble(1))
                      .sum()
                  / rows);
      psi += (share - 1.0 / BINS) * Math.log(share * BINS);
    }
    if (psi > config.maxPsi()) {
      LOG.warn(
          "Scores of {} are spread otherwise than in training: PSI {} (churn.max-psi {})."
              + " Train again, or look at what changed in gold.features",
          version,
          "%.3f".formatted(psi),
          config.maxPsi());
    }
    return RowFactory.create(version, Date.valueOf(date), (long) rows, psi, mean, null, null);
  }

  private static Column bin(Map<String, Double> parameters) {
    Column bin = lit(BINS - 1);
    for (int i = BINS - 1; i >= 1; i--) {
      Double end = parameters.get(TENTH + i);
      bin = end == null ? bin : when(col("churn_probability").lt(lit(end)), i - 1).otherwise(bin);
    }
    return bin;
  }
}
