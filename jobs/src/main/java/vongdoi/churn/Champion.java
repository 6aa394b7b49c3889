package vongdoi.churn;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.models.PipelineReader;

/** The learnt model that scores at present, which a challenger must beat beyond noise. */
record Champion(String version, PipelineModel model) {

  /** Standard errors by which the challenger's log loss must be lower. */
  private static final double BEYOND_NOISE = 2;

  /** The champion before a version, unless it is a mere fallback or looks elsewhere ahead. */
  static Optional<Champion> of(Inputs inputs, String challenger, ChurnConfig config) {
    List<Row> rows =
        inputs
            .own(Gold.CHURN_TRAININGS)
            .where(
                col("status")
                    .equalTo(Training.CHAMPION)
                    .and(col("version").lt(challenger))
                    .and(col("horizon_days").equalTo(config.horizonDays()))
                    .and(col("algorithm").notEqual(Baseline.RECENCY))
                    .and(col("algorithm").notEqual(Baseline.PRIOR)))
            .orderBy(col("trained_on").desc(), col("version").desc())
            .limit(1)
            .select("version")
            .collectAsList();
    return rows.stream()
        .map(row -> row.getString(0))
        .map(
            version ->
                new Champion(
                    version,
                    new PipelineReader()
                        .session(inputs.spark())
                        .load(inputs.path("models", Training.MODEL, version))))
        .findFirst();
  }

  /**
   * Why the champion stays, from both models' log losses of the same customers; empty if it goes.
   */
  String against(Candidate challenger, Dataset<Row> sample, String reason) {
    Dataset<Row> scored =
        model.transform(sample.where(col(Snapshots.ROLE).equalTo(Snapshots.TEST)));
    List<Row> rows =
        scored.select(col("label"), Calibration.probability(scored).as("score")).collectAsList();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < rows.size(); i++) {
      boolean churned = rows.get(i).getDouble(0) == 1;
      double gain =
          loss(churned, rows.get(i).getDouble(1)) - loss(churned, challenger.test().get(i).score());
      sum += gain;
      squares += gain * gain;
    }
    double mean = sum / rows.size();
    double error = Math.sqrt((squares / rows.size() - mean * mean) / rows.size());
    return mean > BEYOND_NOISE * error
        ? ""
        : "%s stays: log loss better by %.4f only, noise %.4f. %s"
            .formatted(version, mean, error, reason);
  }

  private static double loss(boolean churned, double score) {
    return -Math.log(churned ? score : 1 - score);
  }
}
