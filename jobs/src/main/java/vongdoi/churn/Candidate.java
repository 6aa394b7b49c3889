package vongdoi.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.churn.ClassifierMetrics.Scored;
import vongdoi.churn.ExpectedProfit.Contact;
import vongdoi.models.purchase.PurchaseModel;

/**
 * A learnt and calibrated model with its scores of rows that it has not been fitted on.
 *
 * <p>Each half of the customers is scored by a model of the other half. On these scores learners
 * are compared and their calibration is fitted, with all customers instead of a small part held
 * back: on the 2,226 households of Complete Journey that halves the calibration error of the later
 * test.
 *
 * @param algorithm name of the learner
 * @param model all stages from gold.features to the score
 * @param classifier the stage that learnt
 * @param heldOut scores of the older snapshot by the other half's model
 * @param test scores of the later snapshot, with the customers' values, by which the model is
 *     judged
 */
record Candidate(
    String algorithm,
    PipelineModel model,
    Model<?> classifier,
    List<Scored> heldOut,
    List<Contact> test) {

  /**
   * A learner that has been tried on one half of the older customers after learning from the other.
   *
   * @param unseen the rows of that half with its scores
   * @param logLoss of these scores, calibrated
   */
  record Contender(
      String algorithm,
      ProbabilisticClassifier<Vector, ?, ?> learner,
      Dataset<Row> unseen,
      double logLoss) {}

  static Contender activityAlone(Dataset<Row> prepared, ChurnConfig config) {
    return tried(Baseline.ACTIVITY, linear(Predictors.ACTIVITY_ALONE, config), prepared, config);
  }

  static Contender logisticRegression(Dataset<Row> prepared, ChurnConfig config) {
    return tried("logistic-regression", linear(Predictors.FEATURES, config), prepared, config);
  }

  static Contender boostedTrees(Dataset<Row> prepared, ChurnConfig config) {
    GBTClassifier learner =
        new GBTClassifier()
            .setMaxIter(config.treeCount())
            .setMaxDepth(config.treeDepth())
            .setStepSize(config.learningRate())
            .setMinInstancesPerNode(20)
            .setSeed(config.seed())
            .setFeaturesCol(Predictors.FEATURES)
            .setLabelCol("label")
            .setWeightCol("weight");
    return tried("gradient-boosted-trees", learner, prepared, config);
  }

  private static LogisticRegression linear(String features, ChurnConfig config) {
    return new LogisticRegression()
        .setMaxIter(50)
        .setTol(1e-5)
        .setRegParam(config.regularization())
        .setFeaturesCol(features)
        .setLabelCol("label")
        .setWeightCol("weight");
  }

  private static Contender tried(
      String algorithm,
      ProbabilisticClassifier<Vector, ?, ?> learner,
      Dataset<Row> prepared,
      ChurnConfig config) {
    Dataset<Row> unseen = byOtherHalf(learner, older(prepared), 0);
    Transformer calibrator = fitted(Calibration.estimator(0, config), unseen);
    return new Contender(
        algorithm,
        learner,
        unseen,
        ClassifierMetrics.logLoss(scored(contacts(calibrator.transform(unseen)))));
  }

  /** The contender learnt from all older customers, and calibrated on all of them unseen. */
  static Candidate of(
      Contender contender, Dataset<Row> prepared, PurchaseModel<?> activity, ChurnConfig config) {
    Dataset<Row> older = older(prepared);
    Dataset<Row> unseen =
        contender.unseen().unionByName(byOtherHalf(contender.learner(), older, 1)).coalesce(1);
    Transformer calibrator = fitted(Calibration.estimator(older.count(), config), unseen);
    Model<?> classifier = (Model<?>) contender.learner().fit(older);
    Dataset<Row> later = prepared.where(col(Snapshots.ROLE).equalTo(Snapshots.TEST));
    PipelineStage[] stages =
        Stream.concat(Stream.of(Predictors.stages(activity)), Stream.of(classifier, calibrator))
            .toArray(PipelineStage[]::new);
    return new Candidate(
        contender.algorithm(),
        new Pipeline().setStages(stages).fit(prepared.drop(Predictors.addedColumns())),
        classifier,
        scored(contacts(calibrator.transform(unseen))),
        contacts(calibrator.transform(classifier.transform(later))));
  }

  private static Dataset<Row> older(Dataset<Row> prepared) {
    return prepared.where(col(Snapshots.ROLE).equalTo(Snapshots.FIT));
  }

  private static Dataset<Row> byOtherHalf(
      ProbabilisticClassifier<Vector, ?, ?> learner, Dataset<Row> older, int half) {
    Model<?> other = (Model<?>) learner.fit(older.where(col(Snapshots.FOLD).notEqual(half)));
    return other.transform(older.where(col(Snapshots.FOLD).equalTo(half)));
  }

  private static Transformer fitted(PipelineStage estimator, Dataset<Row> rows) {
    return new Pipeline().setStages(new PipelineStage[] {estimator}).fit(rows).stages()[0];
  }

  /** At most the rows of the sample, in their fixed order. */
  private static List<Contact> contacts(Dataset<Row> transformed) {
    return transformed
        .select(
            col("label"),
            Calibration.probability(transformed).as("score"),
            expr("greatest(coalesce(" + PurchaseActivity.ORDERS + " * mean_order_amount, 0D), 0D)")
                .as("value"))
        .collectAsList()
        .stream()
        .map(r -> new Contact(r.getDouble(0) == 1, r.getDouble(1), r.getDouble(2)))
        .toList();
  }

  List<Scored> tested() {
    return scored(test);
  }

  private static List<Scored> scored(List<Contact> contacts) {
    return contacts.stream().map(c -> new Scored(c.churned(), c.score())).toList();
  }
}
