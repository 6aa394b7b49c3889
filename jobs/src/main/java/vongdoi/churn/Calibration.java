package vongdoi.churn;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.IsotonicRegression;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Makes of a learner's score the probability that it promises, from rows that the learner has not
 * seen: Platt's sigmoid where they are few, isotonic regression where they are many.
 */
final class Calibration {
  private static final String CALIBRATED = "calibrated";

  /** No one is certain: keeps a score from promising what no data can show. */
  private static final double MARGIN = 0.001;

  private Calibration() {}

  /** The stages that make one probability of the scores of one learner, or of several together. */
  static PipelineStage[] estimator(
      long rows, List<ProbabilisticClassifier<Vector, ?, ?>> learners, ChurnConfig config) {
    ProbabilisticClassifier<Vector, ?, ?> first = learners.get(0);
    if (learners.size() == 1) {
      return new PipelineStage[] {
        rows >= config.isotonicMinRows()
            ? isotonic(first.getProbabilityCol()).setFeatureIndex(1)
            : sigmoid(first.getRawPredictionCol())
      };
    }
    VectorAssembler both =
        new VectorAssembler()
            .setInputCols(
                learners.stream()
                    .map(ProbabilisticClassifier::getRawPredictionCol)
                    .toArray(String[]::new))
            .setOutputCol("blended_raw");
    return new PipelineStage[] {both, sigmoid(both.getOutputCol())};
  }

  private static PipelineStage sigmoid(String raw) {
    return new LogisticRegression()
        .setMaxIter(25)
        .setTol(1e-5)
        .setFeaturesCol(raw)
        .setLabelCol("label")
        .setPredictionCol(CALIBRATED + "_class")
        .setRawPredictionCol(CALIBRATED + "_raw")
        .setProbabilityCol(CALIBRATED);
  }

  /** Share of churned customers as a rising step line over one column. */
  static IsotonicRegression isotonic(String column) {
    return new IsotonicRegression()
        .setFeaturesCol(column)
        .setLabelCol("label")
        .setPredictionCol(CALIBRATED);
  }

  /** SQL statement of a stage that calculates the score by a formula. */
  static String formula(String sql) {
    return "SELECT *, " + sql + " AS " + CALIBRATED + " FROM __THIS__";
  }

  /** The churn probability of rows that a stored model has transformed. */
  static Column probability(Dataset<Row> transformed) {
    boolean plain = transformed.schema().apply(CALIBRATED).dataType().equals(DataTypes.DoubleType);
    Column score = plain ? col(CALIBRATED) : vector_to_array(col(CALIBRATED), "float64").getItem(1);
    return least(greatest(score, lit(MARGIN)), lit(1 - MARGIN));
  }
}
