package vongdoi.segment.uplift;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.segment.uplift.Qini.Judged;

/**
 * Learns for all plays at once by how much a message moves a customer: the transformed outcome of
 * Athey and Imbens 2015 with the outcome that was to be expected taken off, as in the R-learner of
 * Nie and Wager 2021, "Quasi-oracle estimation of heterogeneous treatment effects". With p the
 * share of a play's members who got the message, W whether one did, and m(x) the expected outcome,
 * {@code (Y - m(x)) / (W - p)} is regressed on x with the weights {@code (W - p)²}. p is known,
 * since chance held the others out, so that nothing has to be believed about who was chosen.
 *
 * <p>Half of the score is a linear regression with effects of each play's own, half a forest that
 * finds what is not straight; that nothing is chosen between them keeps the judgement honest. Each
 * part of the customers is judged by what the parts before it taught, the first by none: judged by
 * all others, parts would teach each other the same chance twice over, and the interval of an order
 * by chance would miss 0 far more often than it says (S. Wager 2024, "Sequential Validation of
 * Treatment Heterogeneity"). Learning runs in one partition, as that of churn does.
 *
 * @param model all stages from play and features to the column {@link #SCORE}
 * @param plays what is known of each play
 */
public record UpliftLearner(PipelineModel model, Map<String, Learnt> plays) {
  /** Column that the model adds. */
  public static final String SCORE = "uplift_score";

  public static final String ALGORITHM = "r-learner: linear regression and random forest";

  private static final int LEAST_IN_LEAF = 50;
  private static final String EXPECTED = "expected_outcome";
  private static final String PSEUDO = "pseudo_outcome";
  private static final String WEIGHT = "weight";
  private static final String LINEAR = "linear_uplift";
  private static final String FOREST = "forest_uplift";

  /**
   * What is known of one play.
   *
   * @param qini of customers not learnt from
   * @param coefficients of the linear half and means of the predictors, as {@code
   *     coefficient.recency} and {@code mean.recency}
   */
  public record Learnt(Qini qini, Map<String, Double> coefficients) {}

  /**
   * Learns from units of plays.
   *
   * @param units {@code segment, y} (1 reached the goal), {@code w} (1 got the message), {@code p}
   *     (share of the segment's units that got it), {@code value} (at stake, may be null), {@code
   *     fold} (from 0) and the columns of gold.features, in one partition in a fixed order
   * @param confidence of the intervals
   * @param keep keeps a frame that is used more than once
   */
  public static UpliftLearner of(
      Dataset<Row> units,
      UpliftConfig config,
      double confidence,
      UnaryOperator<Dataset<Row>> keep) {
    PipelineModel predictors =
        new Pipeline()
            .setStages(UpliftPredictors.stages().toArray(PipelineStage[]::new))
            .fit(units);
    Dataset<Row> prepared =
        keep.apply(
            predictors
                .transform(units)
                .withColumn(WEIGHT, col("w").minus(col("p")).multiply(col("w").minus(col("p"))))
                .select(
                    UpliftPredictors.SEGMENT,
                    "y",
                    "w",
                    "p",
                    "value",
                    "fold",
                    WEIGHT,
                    UpliftPredictors.CUSTOMER,
                    UpliftPredictors.BY_PLAY,
                    UpliftPredictors.BOTH));
    Map<String, List<Judged>> judged = new TreeMap<>();
    for (int fold = 0; fold < config.folds(); fold++) {
      judge(prepared, fold, config, judged);
    }
    List<Transformer> learnt = learnt(prepared, config);
    List<PipelineStage> stages = new ArrayList<>(List.of(predictors.stages()));
    learnt.subList(1, learnt.size()).forEach(stage -> stages.add((PipelineStage) stage));
    PipelineModel model = new Pipeline().setStages(stages.toArray(PipelineStage[]::new)).fit(units);
    Map<String, Map<String, Double>> described =
        described(predictors, (LinearRegressionModel) learnt.get(1), prepared);
    Map<String, Learnt> plays = new TreeMap<>();
    judged.forEach(
        (play, customers) ->
            plays.put(play, new Learnt(Qini.of(customers, confidence), described.get(play))));
    return new UpliftLearner(model, plays);
  }

  /**
   * Adds the judged customers of a fold, in the order of the frame. Those of the first have no
   * score, and what was to be expected of them is told by all others.
   */
  private static void judge(
      Dataset<Row> prepared, int fold, UpliftConfig config, Map<String, List<Judged>> judged) {
    Dataset<Row> scored = prepared.where(col("fold").equalTo(fold));
    if (fold == 0) {
      scored =
          expected(prepared.where(col("fold").notEqual(fold)), config)
              .transform(scored)
              .withColumn(SCORE, lit(Double.NaN));
    } else {
      for (Transformer stage : learnt(prepared.where(col("fold").lt(fold)), config)) {
        scored = stage.transform(scored);
      }
    }
    Column outcome =
        col("y")
            .minus(col(EXPECTED))
            .multiply(col("w").minus(col("p")))
            .divide(col("p").multiply(lit(1).minus(col("p"))));
    scored
        .select(
            col(UpliftPredictors.SEGMENT),
            outcome,
            col(SCORE),
            coalesce(col("value").cast("double"), lit(Double.NaN)))
        .collectAsList()
        .forEach(
            r ->
                judged
                    .computeIfAbsent(r.getString(0), play -> new ArrayList<>())
                    .add(new Judged(fold, r.getDouble(1), r.getDouble(2), r.getDouble(3))));
  }

  private static LinearRegressionModel expected(Dataset<Row> rows, UpliftConfig config) {
    return linear(config).setLabelCol("y").setPredictionCol(EXPECTED).fit(rows);
  }

  /** The expected outcome, then the stages of the score: linear, forest, and half of each. */
  private static List<Transformer> learnt(Dataset<Row> rows, UpliftConfig config) {
    LinearRegressionModel expected = expected(rows, config);
    Dataset<Row> moved =
        expected
            .transform(rows)
            .withColumn(PSEUDO, col("y").minus(col(EXPECTED)).divide(col("w").minus(col("p"))));
    return List.of(
        expected,
        linear(config).setLabelCol(PSEUDO).setPredictionCol(LINEAR).fit(moved),
        new RandomForestRegressor()
            .setNumTrees(config.treeCount())
            .setMaxDepth(config.treeDepth())
            .setMinInstancesPerNode(LEAST_IN_LEAF)
            .setSubsamplingRate(0.5)
            .setFeatureSubsetStrategy("onethird")
            .setSeed(config.seed())
            .setFeaturesCol(UpliftPredictors.BOTH)
            .setLabelCol(PSEUDO)
            .setWeightCol(WEIGHT)
            .setPredictionCol(FOREST)
            .fit(moved),
        new SQLTransformer()
            .setStatement(
                "SELECT *, (%s + %s) / 2D as %s FROM __THIS__".formatted(LINEAR, FOREST, SCORE)));
  }

  /** By the normal equations: one pass over the rows. */
  private static LinearRegression linear(UpliftConfig config) {
    return new LinearRegression()
        .setSolver("normal")
        .setRegParam(config.regularization())
        .setFeaturesCol(UpliftPredictors.BY_PLAY)
        .setWeightCol(WEIGHT);
  }

  private static Map<String, Map<String, Double>> described(
      PipelineModel predictors, LinearRegressionModel linear, Dataset<Row> prepared) {
    Map<String, Vector> means = new TreeMap<>();
    prepared
        .groupBy(UpliftPredictors.SEGMENT)
        .agg(Summarizer.mean(col(UpliftPredictors.CUSTOMER)))
        .collectAsList()
        .forEach(r -> means.put(r.getString(0), r.getAs(1)));
    List<String> names = UpliftPredictors.names();
    int width = names.size() + 1;
    Map<String, Map<String, Double>> described = new TreeMap<>();
    String[] plays = plays(predictors);
    for (int play = 0; play < plays.length; play++) {
      Map<String, Double> mine = new TreeMap<>();
      for (int i = 1; i < width; i++) {
        String name = names.get(i - 1);
        mine.put("coefficient." + name, linear.coefficients().apply(play * width + i));
        mine.put("mean." + name, means.get(plays[play]).apply(i));
      }
      described.put(plays[play], mine);
    }
    return described;
  }

  private static String[] plays(PipelineModel predictors) {
    for (Transformer stage : predictors.stages()) {
      if (stage instanceof StringIndexerModel index) {
        return index.labelsArray()[0];
      }
    }
    throw new IllegalStateException("Cannot describe a model of plays without their index");
  }
}
