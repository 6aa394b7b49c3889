package vongdoi.clv.contract;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.clv.contract.HazardFields.Predictor;

/**
 * The monthly hazard of contracts by logistic regression and boosted trees, or both together, as
 * scores of contracts that the learners have not seen found best; a logistic line over those scores
 * makes them probabilities.
 *
 * @param algorithm chosen
 * @param learners of it
 * @param calibration stages learnt from the unseen scores
 * @param metrics of the calibrated unseen scores, and log losses of the others
 */
public record HazardFit(
    String algorithm,
    List<ProbabilisticClassifier<Vector, ?, ?>> learners,
    List<PipelineStage> calibration,
    Map<String, Double> metrics) {

  private static final String FEATURES = "features";
  private static final String CALIBRATED = "calibrated";
  private static final String LINEAR = "logistic-regression";
  private static final String TREES = "gradient-boosted-trees";

  /** No one is certain. */
  private static final double MARGIN = 0.0005;

  /** Mean log loss by which both together must be better than the better one. */
  private static final double WORTH_IT = 0.0002;

  /** Digits of a probability that figures of models tell apart. */
  private static final String ROUNDED = "round(least(greatest(p, 0.0005D), 0.9995D), 4) as p";

  /** Column of a predictor by its place. */
  static String column(int place) {
    return "x" + place;
  }

  /** The stages that make the vector of predictors. */
  public static List<PipelineStage> predictors(List<Predictor> predictors) {
    String columns =
        IntStream.range(0, predictors.size())
            .mapToObj(i -> "cast(%s as double) as %s".formatted(predictors.get(i).sql(), column(i)))
            .collect(Collectors.joining(", "));
    return List.of(
        new SQLTransformer().setStatement("SELECT *, " + columns + " FROM __THIS__"),
        new VectorAssembler()
            .setInputCols(
                IntStream.range(0, predictors.size())
                    .mapToObj(HazardFit::column)
                    .toArray(String[]::new))
            .setOutputCol(FEATURES));
  }

  /**
   * Chooses by the scores of each fold of contracts from learners of the other folds.
   *
   * @param prepared rows with the vector of predictors, {@code label} and {@code fold}, in one
   *     partition in a fixed order
   * @param keep keeps a frame that is used more than once
   */
  public static HazardFit of(
      Dataset<Row> prepared, HazardConfig config, UnaryOperator<Dataset<Row>> keep) {
    ProbabilisticClassifier<Vector, ?, ?> linear = linear(config);
    ProbabilisticClassifier<Vector, ?, ?> trees = trees(config);
    Dataset<Row> unseen = null;
    for (int fold = 0; fold < config.folds(); fold++) {
      Dataset<Row> others = prepared.where(col("fold").notEqual(fold));
      Dataset<Row> mine = prepared.where(col("fold").equalTo(fold));
      Dataset<Row> scored =
          trees
              .fit(others)
              .transform(linear.fit(others).transform(mine))
              .select("label", linear.getRawPredictionCol(), trees.getRawPredictionCol());
      unseen = unseen == null ? scored : unseen.unionByName(scored);
    }
    Dataset<Row> kept = keep.apply(unseen.coalesce(1));
    HazardFit one = calibrated(LINEAR, List.of(linear), kept);
    HazardFit other = calibrated(TREES, List.of(trees), kept);
    HazardFit both = calibrated(LINEAR + " and " + TREES, List.of(linear, trees), kept);
    HazardFit better = one.logLoss() <= other.logLoss() ? one : other;
    HazardFit best = both.logLoss() < better.logLoss() - WORTH_IT ? both : better;
    best.metrics().put("log_loss." + LINEAR, one.logLoss());
    best.metrics().put("log_loss." + TREES, other.logLoss());
    best.metrics().put("log_loss.both", both.logLoss());
    return best;
  }

  private double logLoss() {
    return metrics.get("log_loss");
  }

  private static HazardFit calibrated(
      String algorithm, List<ProbabilisticClassifier<Vector, ?, ?>> learners, Dataset<Row> unseen) {
    PipelineStage[] stages = {
      new VectorAssembler()
          .setInputCols(
              learners.stream()
                  .map(ProbabilisticClassifier::getRawPredictionCol)
                  .toArray(String[]::new))
          .setOutputCol("raw_scores"),
      new LogisticRegression()
          .setMaxIter(50)
          .setTol(1e-7)
          .setFeaturesCol("raw_scores")
          .setLabelCol("label")
          .setPredictionCol(CALIBRATED + "_class")
          .setRawPredictionCol(CALIBRATED + "_raw")
          .setProbabilityCol(CALIBRATED)
    };
    PipelineModel calibrator = new Pipeline().setStages(stages).fit(unseen);
    return new HazardFit(
        algorithm,
        learners,
        List.of(calibrator.stages()),
        figures(calibrator.transform(unseen).select(probability().as("p"), col("label").as("y"))));
  }

  /** AUC, calibration error and the like of promised probabilities {@code p}, and {@code y}. */
  public static Map<String, Double> figures(Dataset<Row> promised) {
    Map<String, Double> metrics = new TreeMap<>();
    ContractBacktest.of(counted(promised))
        .forEach((name, value) -> metrics.put(name.substring("backtest_".length()), value));
    return metrics;
  }

  /** Contracts and ends by the probability promised. */
  static List<Row> counted(Dataset<Row> promised) {
    return promised
        .groupBy(expr(ROUNDED))
        .agg(expr("cast(count(1) as double) as n"), expr("sum(y) as ended"))
        .orderBy("p")
        .collectAsList();
  }

  /** All stages from the rows of {@link ContractMonths} to the score, learnt from the rows. */
  public PipelineModel learnt(
      Dataset<Row> rows, Dataset<Row> prepared, List<PipelineStage> predictors) {
    List<PipelineStage> stages = new ArrayList<>(predictors);
    learners.forEach(learner -> stages.add((PipelineStage) learner.fit(prepared)));
    stages.addAll(calibration);
    return new Pipeline().setStages(stages.toArray(PipelineStage[]::new)).fit(rows);
  }

  /** The regression that gives the reasons, whichever learner scores. */
  public static LogisticRegressionModel explaining(
      PipelineModel model, Dataset<Row> prepared, HazardConfig config) {
    for (PipelineStage stage : model.stages()) {
      if (stage instanceof LogisticRegressionModel regression
          && regression.getFeaturesCol().equals(FEATURES)) {
        return regression;
      }
    }
    return linear(config).fit(prepared);
  }

  /** Hazard of rows that a model has transformed. */
  public static Column probability() {
    return least(
        greatest(vector_to_array(col(CALIBRATED), "float64").getItem(1), lit(MARGIN)),
        lit(1 - MARGIN));
  }

  private static LogisticRegression linear(HazardConfig config) {
    return new LogisticRegression()
        .setMaxIter(100)
        .setTol(1e-6)
        .setRegParam(config.regularization())
        .setFeaturesCol(FEATURES)
        .setLabelCol("label")
        .setRawPredictionCol("linear_raw")
        .setProbabilityCol("linear_probability")
        .setPredictionCol("linear_class");
  }

  private static GBTClassifier trees(HazardConfig config) {
    return new GBTClassifier()
        .setMaxIter(config.treeCount())
        .setMaxDepth(config.treeDepth())
        .setStepSize(config.learningRate())
        .setMinInstancesPerNode(20)
        .setSeed(config.seed())
        .setFeaturesCol(FEATURES)
        .setLabelCol("label")
        .setRawPredictionCol("trees_raw")
        .setProbabilityCol("trees_probability")
        .setPredictionCol("trees_class");
  }
}
