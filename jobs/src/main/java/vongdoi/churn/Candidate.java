package vongdoi.churn;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.churn.ClassifierMetrics.Scored;

/**
 * A learnt and calibrated model with its scores of the rows that it has not been fitted on.
 *
 * @param algorithm name of the learner
 * @param model all stages from gold.features to the score
 * @param parameters coefficients or importances by predictor
 * @param heldOut scores of the calibration rows, by which learners are chosen
 * @param test scores of the later snapshot, by which the model is judged
 */
record Candidate(
    String algorithm,
    PipelineModel model,
    Map<String, Double> parameters,
    List<Scored> heldOut,
    List<Scored> test) {

  static Candidate logisticRegression(Dataset<Row> prepared, long calibrationRows, ChurnConfig c) {
    LogisticRegression learner =
        new LogisticRegression()
            .setMaxIter(50)
            .setTol(1e-5)
            .setRegParam(c.regularization())
            .setFeaturesCol("features")
            .setLabelCol("label")
            .setWeightCol("weight");
    return fit("logistic-regression", learner, prepared, calibrationRows, c);
  }

  static Candidate boostedTrees(Dataset<Row> prepared, long calibrationRows, ChurnConfig c) {
    GBTClassifier learner =
        new GBTClassifier()
            .setMaxIter(c.treeCount())
            .setMaxDepth(c.treeDepth())
            .setStepSize(c.learningRate())
            .setMinInstancesPerNode(20)
            .setSeed(c.seed())
            .setFeaturesCol("features")
            .setLabelCol("label")
            .setWeightCol("weight");
    return fit("gradient-boosted-trees", learner, prepared, calibrationRows, c);
  }

  private static Candidate fit(
      String algorithm,
      ProbabilisticClassifier<Vector, ?, ?> learner,
      Dataset<Row> prepared,
      long calibrationRows,
      ChurnConfig config) {
    Model<?> classifier = (Model<?>) learner.fit(role(prepared, Snapshots.FIT));
    Dataset<Row> scored = classifier.transform(prepared);
    Transformer calibrator =
        fitted(Calibration.estimator(calibrationRows, config), role(scored, Snapshots.CALIBRATE));
    PipelineStage[] stages =
        Stream.concat(Stream.of(Predictors.stages()), Stream.of(classifier, calibrator))
            .toArray(PipelineStage[]::new);
    List<Row> rows = unseen(calibrator.transform(scored));
    return new Candidate(
        algorithm,
        new Pipeline()
            .setStages(stages)
            .fit(prepared.drop(Predictors.columnNames()).drop("features")),
        parameters(classifier),
        scores(rows, Snapshots.CALIBRATE),
        scores(rows, Snapshots.TEST));
  }

  static Transformer fitted(PipelineStage estimator, Dataset<Row> rows) {
    return new Pipeline().setStages(new PipelineStage[] {estimator}).fit(rows).stages()[0];
  }

  private static Dataset<Row> role(Dataset<Row> rows, String role) {
    return rows.where(col(Snapshots.ROLE).equalTo(role));
  }

  /** At most the rows of the sample, in their fixed order. */
  private static List<Row> unseen(Dataset<Row> transformed) {
    return transformed
        .where(col(Snapshots.ROLE).notEqual(Snapshots.FIT))
        .select(col(Snapshots.ROLE), col("label"), Calibration.probability(transformed).as("score"))
        .collectAsList();
  }

  private static List<Scored> scores(List<Row> rows, String role) {
    return rows.stream()
        .filter(r -> r.getString(0).equals(role))
        .map(r -> new Scored(r.getDouble(1) == 1, r.getDouble(2)))
        .toList();
  }

  private static Map<String, Double> parameters(Model<?> classifier) {
    Map<String, Double> parameters = new TreeMap<>();
    if (classifier instanceof LogisticRegressionModel linear) {
      parameters.put("intercept", linear.intercept());
      putAll(parameters, "coefficient.", linear.coefficients());
    } else if (classifier instanceof GBTClassificationModel trees) {
      putAll(parameters, "importance.", trees.featureImportances());
    }
    return parameters;
  }

  private static void putAll(Map<String, Double> parameters, String prefix, Vector values) {
    String[] names = Predictors.columnNames();
    for (int i = 0; i < names.length; i++) {
      parameters.put(prefix + names[i].substring(2), values.apply(i));
    }
  }
}
