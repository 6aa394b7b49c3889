package vongdoi.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.clv.contract.ContractMonths;
import vongdoi.clv.contract.ContractMonths.Kind;
import vongdoi.clv.contract.Contracts;
import vongdoi.clv.contract.HazardConfig;
import vongdoi.clv.contract.HazardFields;
import vongdoi.clv.contract.HazardFields.Predictor;
import vongdoi.clv.contract.HazardFit;
import vongdoi.clv.contract.HazardModel;
import vongdoi.clv.contract.SurvivalCurve;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Profiling;
import vongdoi.customer.models.InBothLanguages;

/**
 * Learns in which month a contract ends from its age, plan, price, way of payment, use and
 * attributes: a discrete-time hazard (Singer and Willett 1993). Where ends have dates it is judged
 * on the contracts in force some time ago, by what came since; on a snapshot, by scores of
 * contracts that the learners have not seen.
 *
 * <p>Learning runs in one partition over a bounded sample, as that of churn does.
 */
public final class LearnHazard implements Job {
  private static final long HASH_SPACE = 1_000_000;

  private final ClvConfig config;
  private final HazardConfig hazard;

  public LearnHazard(ClvConfig config) {
    this.config = config;
    this.hazard = config.hazard();
  }

  @Override
  public String name() {
    return "clv.hazard";
  }

  @Override
  public String meaning() {
    return "Learns from age, plan, price, payments and attributes when contracts end";
  }

  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(ContractMonths.tables());
    tables.add(Silver.PROFILES);
    return tables;
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.HAZARD_TRAININGS));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    LocalDate date = inputs.run().date();
    if (inputs.isEmpty(Silver.SUBSCRIPTIONS) || !isDue(inputs)) {
      return Outputs.none();
    }
    Dataset<Row> known = Contracts.at(subscriptions(inputs), date, inputs.run());
    Optional<Kind> kind = kind(known, date);
    if (kind.isEmpty()) {
      return Outputs.none();
    }
    Dataset<Row> contracts = inputs.keep(known);
    inputs.spark().conf().set("spark.sql.adaptive.enabled", "false");
    Row row =
        kind.get() == Kind.HISTORY
            ? ofHistory(inputs, contracts, date)
            : ofSnapshot(inputs, contracts, date);
    Dataset<Row> training =
        inputs.spark().createDataFrame(List.of(row), Gold.HAZARD_TRAININGS.schema());
    return Outputs.of(
        Gold.HAZARD_TRAININGS,
        row.getString(2).equals("champion") ? training.unionByName(former(inputs)) : training);
  }

  private static Dataset<Row> former(Inputs inputs) {
    String version = version(inputs.run().date());
    return inputs
        .own(Gold.HAZARD_TRAININGS)
        .where(col("status").equalTo("champion").and(col("version").notEqual(version)))
        .withColumn("status", lit("challenger"));
  }

  /** Whether the last training of an earlier date lies far enough back. */
  private boolean isDue(Inputs inputs) {
    LocalDate date = inputs.run().date();
    if (inputs.isFirst() || inputs.isEmpty(Gold.HAZARD_TRAININGS)) {
      return true;
    }
    Row last =
        inputs
            .own(Gold.HAZARD_TRAININGS)
            .where(col("trained_on").lt(Date.valueOf(date)))
            .selectExpr("max(trained_on)")
            .head();
    return last.isNullAt(0)
        || !last.getDate(0).toLocalDate().isAfter(date.minusDays(hazard.trainEveryDays()));
  }

  private static Dataset<Row> subscriptions(Inputs inputs) {
    return Profiling.without(inputs.table(Silver.SUBSCRIPTIONS), inputs.table(Silver.PROFILES));
  }

  /** History where enough had ended before the time held back; else a snapshot, if it is one. */
  private Optional<Kind> kind(Dataset<Row> contracts, LocalDate date) {
    LocalDate then = date.minusDays(config.backtestDays());
    Row ends =
        contracts
            .selectExpr(
                "count_if(ended_on > date'%s' and ended_on <= date'%s')"
                    .formatted(then.minusMonths(hazard.historyMonths()), then),
                "count_if(ended_on > date'%s' and ended_on <= date'%s')"
                    .formatted(date.minusMonths(1), date),
                "count(1)")
            .head();
    if (ends.getLong(2) < hazard.minContracts()) {
      return Optional.empty();
    }
    if (ends.getLong(0) >= hazard.minPerClass()) {
      return Optional.of(Kind.HISTORY);
    }
    return ends.getLong(1) >= hazard.minPerClass() ? Optional.of(Kind.SNAPSHOT) : Optional.empty();
  }

  /** Learnt on what was known some time ago, judged since, and learnt again on all. */
  private Row ofHistory(Inputs inputs, Dataset<Row> contracts, LocalDate date) {
    LocalDate then = date.minusDays(config.backtestDays());
    ContractMonths before = new ContractMonths(then, Kind.HISTORY);
    Dataset<Row> known = inputs.keep(Contracts.at(subscriptions(inputs), then, inputs.run()));
    Lesson lesson = lesson(inputs, before.past(known, hazard.historyMonths(), inputs));
    HazardFit fit = HazardFit.of(lesson.prepared(), hazard, inputs::keep);
    Map<String, Double> metrics = new TreeMap<>();
    fit.metrics().forEach((name, value) -> metrics.put("cross_fitted." + name, value));
    PipelineModel judged = fit.learnt(lesson.rows(), lesson.prepared(), lesson.stages());
    Dataset<Row> outcome = contracts.selectExpr("subscription_id", "double(ended) as y");
    metrics.putAll(
        HazardFit.figures(
            SurvivalCurve.within(
                    SurvivalCurve.of(
                        SurvivalCurve.withoutReasons(
                            judged
                                .transform(before.ahead(known, monthsOfBacktest(), inputs))
                                .withColumn("hazard", HazardFit.probability())),
                        0),
                    config.backtestDays())
                .join(outcome, "subscription_id")
                .selectExpr("churn_probability as p", "y")));
    HazardFit.figures(
            Contracts.scored(
                    known.where("ended = 0"),
                    Contracts.fit(known, config.minCustomers()),
                    config.backtestDays(),
                    0)
                .join(outcome, "subscription_id")
                .selectExpr("churn_probability as p", "y"))
        .forEach((name, value) -> metrics.put("shifted_beta_geometric." + name, value));
    Dataset<Row> all =
        sampled(
            inputs,
            new ContractMonths(date, Kind.HISTORY).past(contracts, hazard.historyMonths(), inputs));
    Lesson last = new Lesson(all, prepared(inputs, all, lesson.stages()), lesson);
    return training(inputs, Kind.HISTORY, last, fit, metrics);
  }

  private int monthsOfBacktest() {
    return (int) Math.ceil(config.backtestDays() / ContractMonths.DAYS);
  }

  /** Judged by scores of contracts that were not learnt from. */
  private Row ofSnapshot(Inputs inputs, Dataset<Row> contracts, LocalDate date) {
    ContractMonths months = new ContractMonths(date, Kind.SNAPSHOT);
    Lesson lesson = lesson(inputs, months.past(contracts, 1, inputs));
    HazardFit fit = HazardFit.of(lesson.prepared(), hazard, inputs::keep);
    Map<String, Double> metrics = new TreeMap<>(fit.metrics());
    HazardFit.figures(
            Contracts.scored(
                    contracts
                        .withColumn("label", col("ended").cast("double"))
                        .selectExpr("*", "greatest(periods - 1, 0) as before")
                        .drop("periods")
                        .withColumnRenamed("before", "periods"),
                    Contracts.fit(contracts, config.minCustomers()),
                    config.backtestDays(),
                    0)
                .selectExpr("1 - renewal_probability as p", "label as y"))
        .forEach((name, value) -> metrics.put("shifted_beta_geometric." + name, value));
    return training(inputs, Kind.SNAPSHOT, lesson, fit, metrics);
  }

  /**
   * Rows to learn from, with the predictors found in them.
   *
   * @param prepared the same with the vector of predictors
   * @param leftOut attributes that know the outcome
   */
  private record Lesson(
      Dataset<Row> rows,
      Dataset<Row> prepared,
      List<Predictor> predictors,
      List<PipelineStage> stages,
      Set<String> leftOut) {

    Lesson(Dataset<Row> rows, Dataset<Row> prepared, Lesson like) {
      this(rows, prepared, like.predictors(), like.stages(), like.leftOut());
    }
  }

  private Lesson lesson(Inputs inputs, Dataset<Row> months) {
    Dataset<Row> rows = sampled(inputs, months);
    Set<String> leftOut = new TreeSet<>();
    while (true) {
      List<Predictor> predictors = HazardFields.of(rows, rows.count(), hazard.minLevel(), leftOut);
      List<PipelineStage> stages = HazardFit.predictors(predictors);
      Dataset<Row> prepared = prepared(inputs, rows, stages);
      Set<String> knowing = knowing(prepared, predictors);
      if (!leftOut.addAll(knowing)) {
        return new Lesson(rows, prepared, predictors, stages, leftOut);
      }
    }
  }

  /** At most about the configured rows, of contracts chosen by hash, in a fixed order. */
  private Dataset<Row> sampled(Inputs inputs, Dataset<Row> months) {
    long rows = months.count();
    Dataset<Row> some =
        rows <= hazard.maxTrainingRows()
            ? months
            : months.where(
                "pmod(xxhash64('sample', subscription_id), %d) < %d"
                    .formatted(HASH_SPACE, HASH_SPACE * hazard.maxTrainingRows() / rows));
    return inputs.keep(
        some.selectExpr(
                "*",
                "pmod(xxhash64('fold', subscription_id), %d) as fold".formatted(hazard.folds()))
            .repartition(1)
            .sortWithinPartitions("month_begin", "subscription_id"));
  }

  private static Dataset<Row> prepared(
      Inputs inputs, Dataset<Row> rows, List<PipelineStage> stages) {
    return inputs.keep(
        new Pipeline()
            .setStages(stages.toArray(PipelineStage[]::new))
            .fit(rows)
            .transform(rows)
            .select("label", "fold", "features"));
  }

  /** Attributes that tell the outcome all by themselves: they were written after the end. */
  private Set<String> knowing(Dataset<Row> prepared, List<Predictor> predictors) {
    List<Row> rows = prepared.select("label", "features").collectAsList();
    double[] labels = rows.stream().mapToDouble(r -> r.getDouble(0)).toArray();
    Set<String> knowing = new TreeSet<>();
    for (int i = 0; i < predictors.size(); i++) {
      int place = i;
      double[] values = rows.stream().mapToDouble(r -> r.<Vector>getAs(1).apply(place)).toArray();
      double auc = auc(values, labels);
      if (predictors.get(i).kind().equals(HazardFields.ATTRIBUTE)
          && Math.max(auc, 1 - auc) > hazard.maxSingleAuc()) {
        knowing.add(predictors.get(i).name());
      }
    }
    return knowing;
  }

  /** P(a value of label 1 is above one of label 0), ties counting one half. */
  private static double auc(double[] values, double[] labels) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    double ended = 0;
    double above = 0;
    double below = 0;
    int from = 0;
    while (from < order.length) {
      int to = from;
      double ones = 0;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        ones += labels[order[to++]];
      }
      double zeros = to - from - ones;
      above += ones * (below + zeros / 2);
      ended += ones;
      below += zeros;
      from = to;
    }
    return ended == 0 || below == 0 ? 0.5 : above / (ended * below);
  }

  private Row training(
      Inputs inputs, Kind kind, Lesson lesson, HazardFit fit, Map<String, Double> metrics) {
    LocalDate date = inputs.run().date();
    PipelineModel model = fit.learnt(lesson.rows(), lesson.prepared(), lesson.stages());
    boolean isBetter = logLoss(metrics, "") < logLoss(metrics, "shifted_beta_geometric.");
    Map<String, Double> parameters =
        HazardModel.described(
            HazardFit.explaining(model, lesson.prepared(), hazard),
            lesson.predictors(),
            means(lesson.prepared()),
            kind);
    HazardModel learnt = new HazardModel(version(date), model, kind, parameters);
    String sum = isBetter ? learnt.save(inputs) : null;
    InBothLanguages reason = reason(kind, metrics, lesson.leftOut());
    return RowFactory.create(
        HazardModel.NAME,
        version(date),
        isBetter ? "champion" : "rejected",
        Date.valueOf(date),
        kind == Kind.HISTORY ? config.backtestDays() : 30,
        fit.algorithm(),
        lesson.prepared().count(),
        CollectionConverters.asScala(parameters),
        CollectionConverters.asScala(metrics),
        reason.en(),
        reason.vi(),
        sum);
  }

  private InBothLanguages reason(Kind kind, Map<String, Double> metrics, Set<String> leftOut) {
    InBothLanguages losses =
        InBothLanguages.formatted(
            "log loss %.4f, shifted beta-geometric %.4f; ",
            "log loss %.4f, shifted beta-geometric %.4f; ",
            logLoss(metrics, ""),
            logLoss(metrics, "shifted_beta_geometric."));
    InBothLanguages judged =
        kind == Kind.HISTORY
            ? InBothLanguages.formatted(
                "judged on the ends of the last %d days",
                "xét trên các gói dừng trong %d ngày gần nhất", config.backtestDays())
            : InBothLanguages.formatted(
                "a snapshot: judged on contracts not learnt from, in %d folds, by who left in its month",
                "ảnh chụp một lần: xét trên hợp đồng không dùng để học, chia %d phần, theo người rời trong tháng đó",
                hazard.folds());
    InBothLanguages without =
        leftOut.isEmpty()
            ? InBothLanguages.NOTHING
            : InBothLanguages.formatted(
                "; left out, since they know the outcome: %s",
                "; bỏ ra vì biết trước kết quả: %s", String.join(", ", leftOut));
    return losses.then(judged).then(without);
  }

  /** NaN where there was nothing to judge on. */
  private static double logLoss(Map<String, Double> metrics, String of) {
    return metrics.getOrDefault(of + "log_loss", Double.NaN);
  }

  private static double[] means(Dataset<Row> prepared) {
    return prepared.select(Summarizer.mean(col("features"))).head().<Vector>getAs(0).toArray();
  }

  private static String version(LocalDate date) {
    return HazardModel.NAME + "-" + date;
  }
}
