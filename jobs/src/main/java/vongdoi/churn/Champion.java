package vongdoi.churn;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.customer.models.InBothLanguages;

/** The learnt model that scores at present, which a challenger must beat beyond noise. */
record Champion(String version, boolean isShifted, PipelineModel model) {

  /** Parameter of a training: 1 where its scores take the season ahead into account. */
  static final String SHIFTED = "season_shift";

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
            .selectExpr(
                "version",
                "coalesce(parameters['%s'], 0D) = 1D".formatted(SHIFTED),
                "content_sha256")
            .collectAsList();
    return rows.stream()
        .map(
            row ->
                new Champion(
                    row.getString(0),
                    row.getBoolean(1),
                    Training.STORED.load(inputs, row.getString(0), row.getString(2))))
        .findFirst();
  }

  /**
   * Why the champion stays, from both models' log losses of the same customers; empty if it goes.
   *
   * @param ahead ordinary days of business within the horizon of these customers
   */
  InBothLanguages against(
      Candidate challenger, Dataset<Row> sample, double ahead, InBothLanguages reason) {
    Dataset<Row> scored =
        model.transform(sample.where(col(Snapshots.ROLE).equalTo(Snapshots.TEST)));
    Column probability = Calibration.probability(scored);
    Optional<SeasonShift> season =
        SeasonShift.of(model, ahead).filter(s -> isShifted && !s.isNone());
    List<Row> rows =
        season
            .map(s -> s.added(scored))
            .orElse(scored)
            .select(
                col("label"),
                season.map(s -> s.shifted(probability)).orElse(probability).as("score"))
            .collectAsList();
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
        ? InBothLanguages.NOTHING
        : InBothLanguages.formatted(
                "%s stays: log loss better by %.4f only, noise %.4f. ",
                "Giữ %s: log loss chỉ tốt hơn %.4f, sai số ngẫu nhiên %.4f. ", version, mean, error)
            .then(reason);
  }

  private static double loss(boolean churned, double score) {
    return -Math.log(churned ? score : 1 - score);
  }
}
