package vongdoi.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.AsOf;
import vongdoi.common.job.GateRefusal;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.Rule.Severity;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Profiling;
import vongdoi.models.season.BusinessClocks;

/** Scores every buyer as of the run date with the newest churn model that was not rejected. */
public final class ScoreChurn implements Job {
  private static final String MODEL_ACCEPTED = "model_accepted";
  private static final Comparator<Row> NEWEST_FIRST =
      Comparator.comparing((Row training) -> training.<Date>getAs("trained_on"))
          .thenComparing(training -> training.getString(0))
          .reversed();

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
    return "Scores every buyer with the champion of the churn models, unless the newest was"
        + " refused";
  }

  @Override
  public List<Table> reads() {
    return List.of(Gold.FEATURES, Gold.SEASON, Gold.CHURN_TRAININGS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.CHURN_WATCH), Write.replace(Gold.CHURN_SCORES));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    List<Row> trainings =
        inputs
            .collected(
                inputs
                    .table(Gold.CHURN_TRAININGS)
                    .where(col("trained_on").leq(inputs.date()))
                    .select(
                        "version",
                        "status",
                        "horizon_days",
                        "reason",
                        "parameters",
                        "content_sha256",
                        "trained_on"))
            .stream()
            .sorted(NEWEST_FIRST)
            .toList();
    if (trainings.isEmpty()) {
      return Outputs.none();
    }
    if (trainings.get(0).getString(1).equals(Training.REJECTED)) {
      throw refused(trainings.get(0));
    }
    Row model =
        trainings.stream()
            .filter(t -> t.getString(1).equals(Training.CHAMPION))
            .findFirst()
            .orElse(trainings.get(0));
    return score(inputs, model);
  }

  private Outputs score(Inputs inputs, Row model) {
    String version = model.getString(0);
    Map<String, Double> parameters = model.getJavaMap(4);
    PipelineModel pipeline = Training.STORED.load(inputs, version, model.getString(5));
    BusinessClocks clocks = clocks(inputs);
    Dataset<Row> transformed =
        pipeline.transform(
            PurchaseActivity.timed(
                inputs
                    .table(Gold.FEATURES)
                    .where(col("as_of_date").equalTo(inputs.date()).and(col("is_buyer")))
                    .where(Profiling.mayBeScored()),
                clocks));
    Optional<SeasonShift> season =
        SeasonShift.of(pipeline, clocks.ahead(inputs.run().date(), model.getInt(2)))
            .filter(s -> parameters.getOrDefault(Champion.SHIFTED, 0.0) == 1 && !s.isNone());
    Column probability = Calibration.probability(transformed);
    Dataset<Row> scored =
        inputs.keep(
            season
                .map(s -> s.added(transformed))
                .orElse(transformed)
                .select(
                    col("customer_id"),
                    season
                        .map(s -> s.shifted(probability))
                        .orElse(probability)
                        .as("churn_probability"),
                    lit(model.getInt(2)).as("horizon_days"),
                    Reasons.of(parameters, "en").as("reasons_en"),
                    Reasons.of(parameters, "vi").as("reasons_vi"),
                    lit(version).as("model_version"),
                    col("as_of_date"),
                    col("days_since_last_order")
                        .leq(config.activeWithinDays())
                        .and(col("customer_class").equalTo("person"))
                        .as("is_recent")));
    List<Row> watch = new ArrayList<>(PromiseCheck.of(inputs, config));
    List<Promise> promises = watch.stream().map(row -> Promise.of(row, config)).toList();
    Row population = PopulationWatch.of(scored, parameters, version, inputs.run().date(), config);
    if (population.getLong(2) == 0) {
      AsOf.require(inputs, Gold.FEATURES, inputs.run().date(), "feature.customers");
    }
    watch.add(population);
    Outputs outputs =
        Outputs.none()
            .and(
                Gold.CHURN_WATCH, inputs.spark().createDataFrame(watch, Gold.CHURN_WATCH.schema()));
    Optional<Promise> broken = promises.stream().filter(Promise::isBroken).findFirst();
    broken.ifPresent(PromiseCheck::warn);
    if (broken.isPresent() && config.refuseOnPromise()) {
      return outputs.refusing(refused(broken.get()));
    }
    promises.forEach(promise -> outputs.found(promise.finding(Severity.WARNING)));
    return outputs
        .found(new Finding(MODEL_ACCEPTED, Severity.ERROR, 0))
        .and(Gold.CHURN_SCORES, scored.drop("is_recent"));
  }

  /** What was found is published; the scores are held. */
  private static GateRefusal refused(Promise broken) {
    return new GateRefusal(
        ("Cannot publish gold.churn_scores: %s, more than churn.max-promise-gap (%s) apart. The"
                + " scores stay as they were. Look for what changed in the business, or set"
                + " churn.refuse-on-promise = false")
            .formatted(broken.inWords().en(), broken.maxGap()),
        Gold.CHURN_SCORES,
        List.of(broken.finding(Severity.ERROR)),
        Set.of(Gold.CHURN_SCORES));
  }

  private static GateRefusal refused(Row newest) {
    return new GateRefusal(
        ("Cannot publish gold.churn_scores: model %s was refused (%s). The scores stay as they"
                + " were; see docs/models.md")
            .formatted(newest.getString(0), newest.getString(3)),
        Gold.CHURN_SCORES,
        new Finding(MODEL_ACCEPTED, Severity.ERROR, 1, false, "", newest.getString(3)));
  }

  /** An empty table, which most have, costs no query. */
  private static BusinessClocks clocks(Inputs inputs) {
    return inputs.isEmpty(Gold.SEASON)
        ? BusinessClocks.CALENDAR
        : BusinessClocks.of(inputs.table(Gold.SEASON));
  }
}
