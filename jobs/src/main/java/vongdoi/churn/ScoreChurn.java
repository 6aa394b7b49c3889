package vongdoi.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** Scores every buyer as of the run date with the newest churn model that was not rejected. */
public final class ScoreChurn implements Job {
  private final ChurnConfig config;

  public ScoreChurn(ChurnConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "churn.score";
  }

  @Override
  public String meaning() {
    return "Scores every buyer with the newest churn model that was not rejected";
  }

  @Override
  public List<Table> reads() {
    return List.of(Gold.FEATURES, Gold.CHURN_TRAININGS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.replace(Gold.CHURN_SCORES));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> buyers =
        inputs
            .table(Gold.FEATURES)
            .where(col("as_of_date").equalTo(inputs.date()).and(col("is_buyer")));
    List<Row> trainings =
        inputs
            .table(Gold.CHURN_TRAININGS)
            .where(col("trained_on").leq(inputs.date()))
            .orderBy(col("trained_on").desc(), col("version").desc())
            .select("version", "status", "horizon_days", "reason")
            .collectAsList();
    if (trainings.isEmpty()) {
      return Outputs.none();
    }
    Row model =
        trainings.stream()
            .filter(t -> !t.getString(1).equals(Training.REJECTED))
            .findFirst()
            .orElseThrow(() -> refused(trainings.get(0)));
    return Outputs.of(Gold.CHURN_SCORES, score(inputs, buyers, model));
  }

  private static Dataset<Row> score(Inputs inputs, Dataset<Row> buyers, Row model) {
    String version = model.getString(0);
    PipelineModel pipeline =
        PipelineModel.read()
            .session(inputs.spark())
            .load(inputs.path("models", Training.MODEL, version));
    Dataset<Row> scored = pipeline.transform(buyers);
    return scored.select(
        col("customer_id"),
        Calibration.probability(scored).as("churn_probability"),
        lit(model.getInt(2)).as("horizon_days"),
        lit(version).as("model_version"),
        col("as_of_date"));
  }

  private static JobException refused(Row newest) {
    return new JobException(
        ExitCode.GATE_REFUSED,
        ("Cannot publish gold.churn_scores: model %s was rejected (%s) and there is none before it."
                + " Scores stay as they are; see docs/models.md")
            .formatted(newest.getString(0), newest.getString(3)));
  }
}
