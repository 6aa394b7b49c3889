package vongdoi.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.churn.ClassifierMetrics.Scored;
import vongdoi.churn.ExpectedProfit.Contact;

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
 * @param classifiers the stages that learnt
 * @param heldOut scores of the older snapshot by the other half's model
 * @param test scores of the later snapshot, with the customers' values, by which the model is
 *     judged
 * @param unshifted the same where the season of the later time is left out
 * @param isShifted whether the scores take the season ahead into account
 */
record Candidate(
    String algorithm,
    PipelineModel model,
    List<Model<?>> classifiers,
    List<Scored> heldOut,
    List<Contact> test,
    List<Contact> unshifted,
    boolean isShifted) {

  private static final Optional<SeasonShift> NO_SHIFT = Optional.empty();

  /** A log likelihood ratio that chance gives in one of fifty cases. */
  private static final double CHANCE = 2;

  /** The mean log loss by which a blend must be better than each of its parts. */
  private static final double WORTH_IT = 0.001;

  /**
   * Learners that have been tried on one half of the older customers after learning from the other.
   *
   * @param learners one, or those whose scores are blended
   * @param taught the same, learnt from the other half
   * @param unseen the rows of that half with their scores
   * @param logLoss of these scores, calibrated
   */
  record Contender(
      String algorithm,
      List<ProbabilisticClassifier<Vector, ?, ?>> learners,
      List<Model<?>> taught,
      Dataset<Row> unseen,
      double logLoss) {

    ProbabilisticClassifier<Vector, ?, ?> learner() {
      return learners.get(0);
    }
  }

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
            .setRawPredictionCol("trees_raw")
            .setProbabilityCol("trees_probability")
            .setPredictionCol("trees_class")
            .setLabelCol("label")
            .setWeightCol("weight");
    return tried("gradient-boosted-trees", learner, prepared, config);
  }

  /** The log odds of two, added up with weights that their scores of unseen customers gave. */
  private static Contender blend(
      Contender one, Contender other, Dataset<Row> prepared, ChurnConfig config) {
    List<ProbabilisticClassifier<Vector, ?, ?>> learners = List.of(one.learner(), other.learner());
    List<Model<?>> taught = List.of(one.taught().get(0), other.taught().get(0));
    return tried(one.algorithm() + " and " + other.algorithm(), learners, taught, prepared, config);
  }

  /** The better of two, or both together where that is clearly better. */
  static Contender bestOf(
      Contender one, Contender other, Dataset<Row> prepared, ChurnConfig config) {
    Contender better = one.logLoss() <= other.logLoss() ? one : other;
    Contender both = blend(one, other, prepared, config);
    return both.logLoss() < better.logLoss() - WORTH_IT ? both : better;
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
    Model<?> taught = taught(learner, older(prepared), 0);
    return tried(algorithm, List.of(learner), List.of(taught), prepared, config);
  }

  private static Contender tried(
      String algorithm,
      List<ProbabilisticClassifier<Vector, ?, ?>> learners,
      List<Model<?>> taught,
      Dataset<Row> prepared,
      ChurnConfig config) {
    Dataset<Row> unseen = scored(taught, half(older(prepared), 0));
    PipelineModel calibrator = fitted(Calibration.estimator(0, learners, config), unseen);
    return new Contender(
        algorithm,
        learners,
        taught,
        unseen,
        ClassifierMetrics.logLoss(scored(contacts(calibrator.transform(unseen), NO_SHIFT))));
  }

  /**
   * The contender learnt from all older customers, and calibrated on all of them unseen.
   *
   * @param season from the time learnt from to that of the later snapshot
   */
  static Candidate of(
      Contender contender,
      Dataset<Row> prepared,
      PipelineStage[] predictors,
      SeasonShift season,
      ChurnConfig config) {
    Dataset<Row> older = older(prepared);
    List<Model<?>> others = new ArrayList<>();
    List<Model<?>> classifiers = new ArrayList<>();
    for (ProbabilisticClassifier<Vector, ?, ?> learner : contender.learners()) {
      others.add(taught(learner, older, 1));
      classifiers.add((Model<?>) learner.fit(older));
    }
    Dataset<Row> unseen =
        contender.unseen().unionByName(scored(others, half(older, 1))).coalesce(1);
    PipelineModel calibrator =
        fitted(Calibration.estimator(older.count(), contender.learners(), config), unseen);
    Dataset<Row> later = prepared.where(col(Snapshots.ROLE).equalTo(Snapshots.TEST));
    PipelineStage[] stages =
        Stream.of(Stream.of(predictors), classifiers.stream(), Stream.of(calibrator.stages()))
            .flatMap(stage -> stage)
            .toArray(PipelineStage[]::new);
    Dataset<Row> tested = calibrator.transform(scored(classifiers, later));
    List<Contact> unshifted = contacts(tested, NO_SHIFT);
    List<Contact> shifted = season.isNone() ? unshifted : contacts(tested, Optional.of(season));
    boolean helps = (logLoss(shifted) - logLoss(unshifted)) * unshifted.size() < CHANCE;
    return new Candidate(
        contender.algorithm(),
        new Pipeline().setStages(stages).fit(prepared.drop(Predictors.addedColumns())),
        classifiers,
        scored(contacts(calibrator.transform(unseen), NO_SHIFT)),
        helps ? shifted : unshifted,
        unshifted,
        helps);
  }

  private static Dataset<Row> older(Dataset<Row> prepared) {
    return prepared.where(col(Snapshots.ROLE).equalTo(Snapshots.FIT));
  }

  private static Dataset<Row> half(Dataset<Row> older, int half) {
    return older.where(col(Snapshots.FOLD).equalTo(half));
  }

  /** Learnt from the customers that are not of a half. */
  private static Model<?> taught(
      ProbabilisticClassifier<Vector, ?, ?> learner, Dataset<Row> older, int half) {
    return (Model<?>) learner.fit(half(older, 1 - half));
  }

  private static Dataset<Row> scored(List<Model<?>> models, Dataset<Row> rows) {
    Dataset<Row> scored = rows;
    for (Model<?> model : models) {
      scored = model.transform(scored);
    }
    return scored;
  }

  /** With whatever stages the calibration has. */
  private static PipelineModel fitted(PipelineStage[] calibration, Dataset<Row> rows) {
    return new Pipeline().setStages(calibration).fit(rows);
  }

  /** At most the rows of the sample, in their fixed order. */
  private static List<Contact> contacts(Dataset<Row> transformed, Optional<SeasonShift> season) {
    Dataset<Row> rows = season.map(s -> s.added(transformed)).orElse(transformed);
    Column probability = Calibration.probability(transformed);
    return rows
        .select(
            col("label"),
            season.map(s -> s.shifted(probability)).orElse(probability).as("score"),
            expr("greatest(coalesce(" + PurchaseActivity.ORDERS + " * mean_order_amount, 0D), 0D)")
                .as("value"))
        .collectAsList()
        .stream()
        .map(r -> new Contact(r.getDouble(0) == 1, r.getDouble(1), r.getDouble(2)))
        .toList();
  }

  private static double logLoss(List<Contact> contacts) {
    return ClassifierMetrics.logLoss(scored(contacts));
  }

  List<Scored> tested() {
    return scored(test);
  }

  static List<Scored> scored(List<Contact> contacts) {
    return contacts.stream().map(c -> new Scored(c.churned(), c.score())).toList();
  }
}
