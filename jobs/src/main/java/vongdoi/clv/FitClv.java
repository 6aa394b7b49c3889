package vongdoi.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.ml.BetaGeometric;
import vongdoi.common.ml.BetaGeometricModel;
import vongdoi.common.ml.FitSummary;
import vongdoi.common.ml.GammaGamma;
import vongdoi.common.ml.GammaGammaModel;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/**
 * Fits BG/NBD on how often customers order and Gamma-Gamma on what they spend, as of the run date,
 * and says how the same fit made some time ago would have foretold what came since.
 */
public final class FitClv implements Job {
  private static final int MIN_REPEATERS = 10;
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
    Dataset<Row> snapshots = inputs.table(Gold.FEATURES).where("is_buyer");
    Dataset<Row> buyers =
        inputs.keep(history(snapshots.where(col("as_of_date").equalTo(inputs.date()))));
    long customers = buyers.count();
    if (customers == 0) {
      return Outputs.of(Gold.CLV_TRAININGS, inputs.own(Gold.CLV_TRAININGS).limit(0));
    }
    Fit fit = fit(buyers, customers);
    Map<String, Double> metrics = new TreeMap<>(fit.metrics());
    Dataset<Row> before =
        inputs.keep(
            history(
                snapshots.where(
                    col("as_of_date")
                        .equalTo(
                            lit(
                                Date.valueOf(
                                    inputs.run().date().minusDays(config.backtestDays())))))));
    long then = before.count();
    if (then > 0) {
      metrics.putAll(
          Backtest.of(fit(before, then), before, buyers, config.backtestDays()).metrics());
    }
    Row row =
        RowFactory.create(
            "clv",
            "clv-" + inputs.run().date(),
            "champion",
            Date.valueOf(inputs.run().date()),
            config.horizonDays(),
            "BG/NBD and Gamma-Gamma",
            customers,
            scala.jdk.javaapi.CollectionConverters.asScala(fit.parameters()),
            scala.jdk.javaapi.CollectionConverters.asScala(metrics),
            fit.reason());
    return Outputs.of(
        Gold.CLV_TRAININGS,
        inputs.spark().createDataFrame(List.of(row), Gold.CLV_TRAININGS.schema()));
  }

  /** Order days after the first, first to last, first to now: x, t_x and T in days. */
  private static Dataset<Row> history(Dataset<Row> buyers) {
    return buyers.select(
        col("customer_id"),
        col("currency"),
        col("total_amount"),
        col("mean_repeat_order_amount").as("monetary"),
        col("repeat_orders_count").cast("double").as("frequency"),
        col("days_first_to_last_order").as("recency"),
        col("days_since_first_order").as("T"));
  }

  private Fit fit(Dataset<Row> buyers, long customers) {
    BetaGeometric purchases = new BetaGeometric();
    if (customers < config.minCustomers()) {
      purchases.setPrior("always");
    }
    BetaGeometricModel orders = purchases.fit(buyers);
    Dataset<Row> repeaters = buyers.where("frequency > 0 and monetary > 0");
    LogHistogram amounts = LogHistogram.of(repeaters, "monetary");
    GammaGammaModel spend =
        amounts.total() < MIN_REPEATERS
            ? null
            : new GammaGamma()
                .setMonetaryCol("monetary")
                .fit(
                    repeaters.where(
                        col("monetary")
                            .leq(lit(amounts.quantile(config.maxOrderAmountQuantile())))));
    double mean = meanOrder(buyers);
    return new Fit(orders, spend, mean);
  }

  private static double meanOrder(Dataset<Row> buyers) {
    Row row = buyers.selectExpr("avg(total_amount / (frequency + 1)) as mean").head();
    return row.isNullAt(0) ? 0 : row.getDouble(0);
  }

  /**
   * A fitted pair of models.
   *
   * @param orders how often
   * @param spend how much; null where fewer than two customers came back
   * @param meanSpend what an order costs on average where no model tells
   */
  record Fit(BetaGeometricModel orders, GammaGammaModel spend, double meanSpend) {
    Map<String, Double> parameters() {
      Map<String, Double> parameters = new TreeMap<>();
      put(parameters, orders.summary());
      if (spend != null) {
        put(parameters, spend.summary());
      }
      parameters.put("mean_spend", meanSpend);
      return parameters;
    }

    private static void put(Map<String, Double> parameters, FitSummary summary) {
      for (String name : summary.names()) {
        parameters.put(name, summary.parameter(name));
      }
    }

    Map<String, Double> metrics() {
      return Map.of(
          "log_likelihood",
          orders.summary().logLikelihood(),
          "distinct_histories",
          (double) orders.summary().distinctObservations(),
          "dropout_identified",
          orders.summary().dropoutIdentified() ? 1.0 : 0.0);
    }

    String reason() {
      return orders.summary().dropoutIdentified()
          ? "fitted by maximum likelihood"
          : "no dropout identified: steadied by a weak prior";
    }
  }
}
