package vongdoi.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import vongdoi.churn.Candidate.Contender;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.AsOf;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.models.InBothLanguages;
import vongdoi.models.purchase.PurchaseModel;
import vongdoi.models.season.BusinessClocks;

/**
 * Learns who will not buy again within the horizon, judges it on a later time than it learnt from,
 * and rejects it where a single column does as well.
 *
 * <p>Learning runs in one partition over a bounded sample: sums in a fixed order are the only ones
 * that give the same model at any parallelism.
 */
public final class TrainChurn implements Job {

  /** Rows of each class below which even the share of lost customers by recency is noise. */
  private static final long MIN_PER_CLASS_OF_BASELINE = 10;

  private final ChurnConfig config;

  public TrainChurn(ChurnConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "churn.train";
  }

  @Override
  public String meaning() {
    return "Learns who will not buy again within the horizon, and rejects what one column beats";
  }

  @Override
  public List<Table> reads() {
    return List.of(Gold.FEATURES, Gold.SEASON);
  }

  /** What was said a horizon ago is looked back on by the scoring. */
  @Override
  public List<Table> remembers() {
    return List.of(Gold.CHURN_WATCH);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.CHURN_TRAININGS));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Snapshots snapshots = Snapshots.of(inputs.run().date(), config);
    LocalDate then = snapshots.testDate();
    BusinessClocks clocks = clocks(inputs).knownAt(then, then, snapshots.fitDate());
    Dataset<Row> features = PurchaseActivity.timed(inputs.table(Gold.FEATURES), clocks);
    Dataset<Row> labelled = inputs.keep(snapshots.labelled(features));
    SnapshotCounts counts = SnapshotCounts.of(labelled);
    if (counts.test().rows() == 0) {
      AsOf.require(inputs, Gold.FEATURES, snapshots.trainingDate(), "feature.customers");
    }
    String version = Training.version(snapshots.trainingDate());
    double checksum = checksum(counts);
    if (isThere(inputs, version, checksum)) {
      return Outputs.none();
    }
    keepPlansPlain(inputs.spark());
    Training learnt = train(inputs, snapshots, clocks, labelled, counts);
    Training training =
        Promise.newestBefore(snapshots.trainingDate(), inputs, config)
            .map(learnt::knowing)
            .orElse(learnt);
    String sum = training.model().map(m -> Training.STORED.save(m, inputs, version)).orElse(null);
    training.parameters().put("checksum", checksum);
    Dataset<Row> row = training.row(inputs.spark(), snapshots.trainingDate(), config, sum);
    return Outputs.of(Gold.CHURN_TRAININGS, withFormer(inputs, row, version, training))
        .count("customers", counts.training().rows());
  }

  private Training train(
      Inputs inputs,
      Snapshots snapshots,
      BusinessClocks clocks,
      Dataset<Row> labelled,
      SnapshotCounts counts) {
    long minClass = config.minPerClass();
    boolean enough =
        counts.training().suffices(config.minCustomers(), minClass)
            && counts.test().suffices(config.minCustomers(), minClass);
    Dataset<Row> sample =
        snapshots
            .sample(labelled, Math.max(counts.training().rows(), counts.test().rows()))
            .withColumn("weight", weight(counts.role(Snapshots.FIT)))
            .repartition(1)
            .sortWithinPartitions("as_of_date", "customer_id");
    return enough ? learn(inputs, snapshots, clocks, sample) : fallBack(sample, counts);
  }

  private Training learn(
      Inputs inputs, Snapshots snapshots, BusinessClocks clocks, Dataset<Row> sample) {
    Dataset<Row> features = PurchaseActivity.timed(inputs.table(Gold.FEATURES), clocks);
    Dataset<Row> histories = inputs.keep(PurchaseActivity.grouped(snapshots.older(features)));
    int horizon = config.horizonDays();
    PurchaseModel<?> activity =
        PurchaseActivity.fit(histories, clocks.ahead(snapshots.fitDate(), horizon));
    SeasonShift season = new SeasonShift(activity, clocks.ahead(snapshots.testDate(), horizon));
    PipelineStage[] predictors = Predictors.stages(activity);
    Dataset<Row> prepared =
        inputs.keep(new Pipeline().setStages(predictors).fit(sample).transform(sample));
    Sample older = Sample.of(prepared);
    Map.Entry<String, Double> strongest = older.strongest();
    if (strongest.getValue() > config.maxSingleAuc()) {
      return leaked(strongest, prepared.count());
    }
    Contender linear = Candidate.logisticRegression(prepared, config);
    Contender chosen =
        Candidate.bestOf(linear, Candidate.boostedTrees(prepared, config), prepared, config);
    Candidate best = Candidate.of(chosen, prepared, predictors, season, config);
    Map<String, Double> baselines = Baseline.metrics(prepared);
    double mark = baselines.get(Judgement.AUC + Baseline.ACTIVITY);
    if (ClassifierMetrics.auc(best.tested()) < mark) {
      // What learners add to the model of purchases is noise here: it scores by itself.
      best =
          Candidate.of(
              Candidate.activityAlone(prepared, config), prepared, predictors, season, config);
    }
    Model<?> explaining =
        chosen.learner() == linear.learner() && best.algorithm().equals(chosen.algorithm())
            ? best.classifiers().get(0)
            : (Model<?>)
                linear.learner().fit(prepared.where(col(Snapshots.ROLE).equalTo(Snapshots.FIT)));
    Map<String, Double> metrics = Judgement.metrics(best, baselines, config.profit());
    Map<String, Double> parameters = older.described(best.classifiers(), explaining);
    parameters.put(Champion.SHIFTED, best.isShifted() ? 1.0 : 0.0);
    metrics.put("season_index_fit", clocks.ahead(snapshots.fitDate(), horizon) / horizon);
    metrics.put("season_index_test", season.ahead() / horizon);
    PopulationWatch.putTenths(parameters, best.heldOut());
    Judgement verdict =
        Judgement.of(
            best,
            baselines,
            config.minGain(),
            () -> Champion.of(inputs, Training.version(snapshots.trainingDate()), config),
            season.ahead(),
            sample);
    return new Training(
        verdict.status(),
        best.algorithm(),
        older.churned().size(),
        parameters,
        metrics,
        verdict.reason(),
        verdict.status().equals(Training.REJECTED) ? Optional.empty() : Optional.of(best.model()));
  }

  /** Knowledge of the future shows in a predictor that tells the outcome all by itself. */
  private Training leaked(Map.Entry<String, Double> predictor, long rows) {
    return new Training(
        Training.REJECTED,
        "none",
        rows,
        new TreeMap<>(),
        new TreeMap<>(Map.of("leak_auc", predictor.getValue())),
        InBothLanguages.formatted(
            "Predictor %s alone tells the outcome with AUC %.3f, above churn.max-single-auc: it knows"
                + " the future",
            "Riêng biến %s đã đoán được kết quả với AUC %.3f, cao hơn churn.max-single-auc: biến này"
                + " biết trước tương lai",
            predictor.getKey(),
            predictor.getValue()),
        Optional.empty());
  }

  /**
   * The newest snapshot with both outcomes tells the share lost by recency; else the prior does.
   */
  private Training fallBack(Dataset<Row> sample, SnapshotCounts counts) {
    SnapshotCounts.Count test = counts.test();
    boolean observed = test.suffices(0, MIN_PER_CLASS_OF_BASELINE);
    Dataset<Row> newest = sample.where(col(Snapshots.ROLE).equalTo(Snapshots.TEST));
    InBothLanguages reason =
        InBothLanguages.formatted(
            "Too few outcomes to learn from: %d customers and %d churned before, %d and %d after",
            "Quá ít kết quả để học: trước đó %d khách với %d người rời, sau đó %d và %d",
            counts.training().rows(),
            counts.training().churned(),
            test.rows(),
            test.churned());
    return new Training(
        Training.CHAMPION,
        observed ? Baseline.RECENCY : Baseline.PRIOR,
        test.rows(),
        new TreeMap<>(),
        new TreeMap<>(),
        reason,
        Optional.of(observed ? Baseline.recency(newest) : Baseline.prior(newest, config)));
  }

  /** Each class weighs one half of all where classes are balanced. */
  private Column weight(SnapshotCounts.Count fit) {
    if (!config.balanceClasses() || fit.churned() == 0 || fit.churned() == fit.rows()) {
      return lit(1.0);
    }
    double half = fit.rows() / 2.0;
    return when(col("label").equalTo(1), half / fit.churned())
        .otherwise(half / (fit.rows() - fit.churned()));
  }

  /** From here on all runs in one task: planning again between stages would only cost time. */
  private static void keepPlansPlain(SparkSession ofThisJob) {
    ofThisJob.conf().set("spark.sql.adaptive.enabled", "false");
  }

  /** Content of the training rows and the settings as one number that a double holds exactly. */
  private double checksum(SnapshotCounts counts) {
    CRC32 settings = new CRC32();
    settings.update(settings().getBytes(StandardCharsets.UTF_8));
    return (counts.checksum() ^ settings.getValue()) & ((1L << 52) - 1);
  }

  private static boolean isThere(Inputs inputs, String version, double checksum) {
    return !inputs
        .own(Gold.CHURN_TRAININGS)
        .where(
            col("version")
                .equalTo(version)
                .and(col("parameters").getItem("checksum").equalTo(checksum)))
        .isEmpty();
  }

  /** The row with the former champions, who step down where a new one has come. */
  private static Dataset<Row> withFormer(
      Inputs inputs, Dataset<Row> row, String version, Training training) {
    if (!training.status().equals(Training.CHAMPION)) {
      return row;
    }
    Dataset<Row> former =
        inputs
            .own(Gold.CHURN_TRAININGS)
            .where(col("status").equalTo(Training.CHAMPION).and(col("version").notEqual(version)))
            .withColumn("status", lit(Training.CHALLENGER))
            .withColumn("reason", concat(lit("Replaced by " + version + ". "), col("reason")))
            .withColumn(
                "reason_vi", concat(lit("Đã thay bằng " + version + ". "), col("reason_vi")));
    return row.unionByName(former);
  }

  /** An empty table, which most have, costs no query. */
  private static BusinessClocks clocks(Inputs inputs) {
    return inputs.isEmpty(Gold.SEASON)
        ? BusinessClocks.CALENDAR
        : BusinessClocks.of(inputs.table(Gold.SEASON));
  }
}
