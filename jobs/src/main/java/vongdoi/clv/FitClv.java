package vongdoi.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.models.PurchaseFamily;
import vongdoi.models.purchase.PurchaseModel;

/**
 * Fits how often customers order and what they spend, as of the run date: by the family of models
 * that, fitted on what was known some time ago, found most likely what came since.
 */
public final class FitClv implements Job {
  private final ClvConfig config;

  public FitClv(ClvConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "clv.fit";
  }

  @Override
  public String meaning() {
    return "Fits the customer-base models and tests them on the recent past";
  }

  @Override
  public List<Table> reads() {
    return List.of(Gold.FEATURES);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.CLV_TRAININGS));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    LocalDate date = inputs.run().date();
    Dataset<Row> buyers = inputs.keep(histories(inputs, date));
    long customers = buyers.count();
    if (customers == 0) {
      return Outputs.of(Gold.CLV_TRAININGS, inputs.own(Gold.CLV_TRAININGS).limit(0));
    }
    Map<String, Double> metrics = new TreeMap<>();
    Dataset<Row> before = inputs.keep(histories(inputs, date.minusDays(config.backtestDays())));
    long then = before.count();
    Chosen chosen =
        then == 0
            ? new Chosen(PurchaseFamily.BETA_GEOMETRIC, Correction.NONE)
            : choose(inputs, before, then, buyers, metrics);
    PurchaseModel<?> orders =
        Rivals.fit(chosen.family(), History.grouped(buyers), config, customers);
    Forecast forecast =
        new Forecast(
            chosen.family(),
            orders,
            Spend.fit(buyers, config.maxOrderAmountQuantile()),
            chosen.correction());
    metrics.put("log_likelihood", orders.summary().logLikelihood());
    metrics.put("distinct_histories", (double) orders.summary().distinctObservations());
    metrics.put("dropout_identified", orders.summary().dropoutIdentified() ? 1.0 : 0.0);
    Dataset<Row> champion =
        inputs
            .spark()
            .createDataFrame(
                List.of(row(date, forecast, customers, metrics)), Gold.CLV_TRAININGS.schema());
    Dataset<Row> former =
        inputs
            .own(Gold.CLV_TRAININGS)
            .where(col("status").equalTo("champion").and(col("version").notEqual(version(inputs))))
            .withColumn("status", lit("challenger"));
    return Outputs.of(Gold.CLV_TRAININGS, champion.unionByName(former));
  }

  private Dataset<Row> histories(Inputs inputs, LocalDate date) {
    return History.ordinary(
        History.of(inputs.table(Gold.FEATURES), lit(Date.valueOf(date)), inputs.run().currency()));
  }

  /** What foretold best. */
  private record Chosen(PurchaseFamily family, Correction correction) {}

  /**
   * The family that foretold best, with its backtest among the metrics, and whether to correct it.
   */
  private Chosen choose(
      Inputs inputs,
      Dataset<Row> before,
      long then,
      Dataset<Row> now,
      Map<String, Double> metrics) {
    Dataset<Row> grouped = inputs.keep(History.grouped(before));
    Rivals rivals = Rivals.fit(grouped, config, then);
    Dataset<Row> pairs = inputs.keep(Rivals.pairs(before, now));
    Map<PurchaseFamily, Double> likelihoods = rivals.outOfTime(pairs);
    PurchaseFamily best =
        Collections.max(likelihoods.entrySet(), Map.Entry.comparingByValue()).getKey();
    likelihoods.forEach(
        (family, value) -> metrics.put("out_of_time_log_likelihood." + family.title(), value));
    Forecast plain =
        new Forecast(
            best,
            rivals.models().get(best),
            Spend.fit(before, config.maxOrderAmountQuantile()),
            Correction.NONE);
    Map<String, Double> figures = Backtest.of(Backtest.foretold(plain, pairs, config));
    Dataset<Row> earlier =
        inputs.keep(histories(inputs, inputs.run().date().minusDays(2L * config.backtestDays())));
    if (then < config.minCustomers() || earlier.count() < config.minCustomers()) {
      metrics.putAll(figures);
      return new Chosen(best, Correction.NONE);
    }
    Correction learnt =
        Correction.fit(Backtest.foretold(plain, Rivals.pairs(earlier, before), config));
    Forecast corrected = new Forecast(best, plain.orders(), plain.spend(), learnt);
    Map<String, Double> others = Backtest.of(Backtest.foretold(corrected, pairs, config));
    boolean better = isBetter(others, figures);
    metrics.putAll(better ? others : figures);
    (better ? figures : others)
        .forEach((name, value) -> metrics.put((better ? "plain." : "corrected.") + name, value));
    // What ships learns from the newest outcomes.
    return new Chosen(
        best, better ? Correction.fit(Backtest.foretold(plain, pairs, config)) : Correction.NONE);
  }

  /** Customers ranked better, and the total at least as near. */
  private static boolean isBetter(Map<String, Double> one, Map<String, Double> other) {
    String gini = "backtest_normalised_gini";
    String error = "backtest_amount_error";
    return one.get(gini) > other.get(gini)
        && Math.abs(one.getOrDefault(error, 1.0)) <= Math.abs(other.getOrDefault(error, 0.0));
  }

  private static String version(Inputs inputs) {
    return "clv-" + inputs.run().date();
  }

  private Row row(LocalDate date, Forecast forecast, long customers, Map<String, Double> metrics) {
    return RowFactory.create(
        "clv",
        "clv-" + date,
        "champion",
        Date.valueOf(date),
        config.horizonDays(),
        forecast.algorithm(),
        customers,
        CollectionConverters.asScala(forecast.parameters()),
        CollectionConverters.asScala(metrics),
        forecast.orders().summary().dropoutIdentified()
            ? "fitted by maximum likelihood"
            : "no dropout identified: steadied by a weak prior");
  }
}
