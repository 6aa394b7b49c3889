package vongdoi.clv;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
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

/** Scores every buyer's value within the horizon with the newest fit, and ranks it into tiers. */
public final class ScoreClv implements Job {
  private static final String MODEL_ACCEPTED = "model_accepted";
  private final ClvConfig config;

  public ScoreClv(ClvConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "clv.score";
  }

  @Override
  public String meaning() {
    return "Scores what each buyer is expected to be worth, and the tier";
  }

  @Override
  public List<Table> reads() {
    return List.of(Gold.FEATURES, Gold.SEASON, Gold.CLV_TRAININGS, Gold.CONTRACT_SCORES);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.replace(Gold.CLV_SCORES));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Optional<Row> newest =
        inputs
            .collected(
                inputs
                    .table(Gold.CLV_TRAININGS)
                    .where(col("trained_on").leq(inputs.date()))
                    .where(col("status").isin(FitClv.CHAMPION, FitClv.REJECTED)))
            .stream()
            .max(
                Comparator.comparing((Row training) -> training.<Date>getAs("trained_on"))
                    .thenComparing(training -> training.<String>getAs("version")));
    if (newest.isEmpty()) {
      return Outputs.of(Gold.CLV_SCORES, inputs.own(Gold.CLV_SCORES).limit(0));
    }
    Row training = newest.get();
    if (training.getAs("status").equals(FitClv.REJECTED)) {
      throw refused(training.getAs("version"), training.getAs("reason"));
    }
    Map<String, Double> parameters = training.getJavaMap(training.fieldIndex("parameters"));
    Forecast forecast = Forecast.of(training.getAs("algorithm"), parameters);
    BusinessClocks clocks =
        parameters.getOrDefault(Trial.IN_BUSINESS_TIME, 0.0) == 1
            ? clocks(inputs)
            : BusinessClocks.CALENDAR;
    LocalDate date = inputs.run().date();
    Dataset<Row> buyers =
        History.of(inputs.table(Gold.FEATURES), inputs.date(), inputs.run().currency(), clocks)
            .where(Profiling.mayBeScored());
    Dataset<Row> valued =
        inputs.keep(
            withContracts(
                forecast.added(
                    buyers,
                    clocks.ahead(date, config.horizonDays()),
                    clocks.ahead(date, config.backtestDays()),
                    coalesce(col("margin_share"), lit(config.margin())),
                    config),
                inputs.table(Gold.CONTRACT_SCORES)));
    SortedMap<String, LogHistogram> values = LogHistogram.by(valued, col("currency"), "clv_amount");
    if (values.isEmpty()) {
      AsOf.require(inputs, Gold.FEATURES, date, "feature.customers");
    }
    return Outputs.of(
            Gold.CLV_SCORES,
            valued
                .withColumn("tier", tier(values))
                .withColumn("horizon_days", lit(config.horizonDays()))
                .withColumn("model_version", lit(training.<String>getAs("version")))
                .withColumn("as_of_date", inputs.date()))
        .found(new Finding(MODEL_ACCEPTED, Severity.ERROR, 0));
  }

  private static GateRefusal refused(String version, String reason) {
    return new GateRefusal(
        ("Cannot publish gold.clv_scores: model %s was refused (%s). The scores stay as they were."
                + " Look for what changed in the business, or set clv.refuse-on-coverage = false")
            .formatted(version, reason),
        Gold.CLV_SCORES,
        new Finding(MODEL_ACCEPTED, Severity.ERROR, 1, false, "", reason));
  }

  /** Adds what the customer's subscriptions in the same currency are expected to bring. */
  private static Dataset<Row> withContracts(Dataset<Row> orders, Dataset<Row> contracts) {
    return orders
        .join(
            contracts
                .groupBy("customer_id", "currency")
                .agg(expr("sum(contract_amount) as contracts")),
            new String[] {"customer_id", "currency"},
            "left")
        .withColumn("contract_amount", expr("cast(coalesce(contracts, 0) as decimal(18,2))"))
        .withColumn("clv_amount", total("amount"))
        .withColumn("low_amount", total("low"))
        .withColumn("high_amount", total("high"));
  }

  private static Column total(String orders) {
    return expr("cast(greatest(%s, 0) + contract_amount as decimal(18,2))".formatted(orders));
  }

  /** Customers are ranked among those of their currency. */
  private Column tier(SortedMap<String, LogHistogram> byCurrency) {
    Column tier = lit(null);
    for (Map.Entry<String, LogHistogram> values : byCurrency.entrySet()) {
      tier =
          when(col("currency").equalTo(values.getKey()), tier(values.getValue())).otherwise(tier);
    }
    return tier;
  }

  private Column tier(LogHistogram values) {
    Column bin = LogHistogram.bin(col("clv_amount"));
    Column tier = lit(config.tiers().get(config.tiers().size() - 1).name());
    for (int i = config.tiers().size() - 2; i >= 0; i--) {
      ClvConfig.Tier better = config.tiers().get(i);
      tier =
          when(bin.geq(lit(values.lowestBinOfBest(better.cumulativeShare()))), better.name())
              .otherwise(tier);
    }
    return tier;
  }

  /** An empty table, which most have, costs no query. */
  private static BusinessClocks clocks(Inputs inputs) {
    return inputs.isEmpty(Gold.SEASON)
        ? BusinessClocks.CALENDAR
        : BusinessClocks.of(inputs.table(Gold.SEASON));
  }
}
