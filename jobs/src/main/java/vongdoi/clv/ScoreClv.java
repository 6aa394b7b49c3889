package vongdoi.clv;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.ml.BetaGeometricDistribution;
import vongdoi.common.ml.BetaGeometricModel;
import vongdoi.common.ml.GammaGammaDistribution;
import vongdoi.common.ml.GammaGammaModel;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** Scores every buyer's value within the horizon with the newest fit, and ranks it into tiers. */
public final class ScoreClv implements Job {
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
    return List.of(Gold.FEATURES, Gold.CLV_TRAININGS);
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
    List<Row> newest =
        inputs
            .table(Gold.CLV_TRAININGS)
            .where(col("status").equalTo("champion").and(col("trained_on").leq(inputs.date())))
            .orderBy(col("trained_on").desc(), col("version").desc())
            .limit(1)
            .collectAsList();
    if (newest.isEmpty()) {
      return Outputs.of(Gold.CLV_SCORES, inputs.own(Gold.CLV_SCORES).limit(0));
    }
    Map<String, Double> parameters =
        newest.get(0).getJavaMap(newest.get(0).fieldIndex("parameters"));
    Dataset<Row> buyers =
        inputs
            .table(Gold.FEATURES)
            .where(col("is_buyer").and(col("as_of_date").equalTo(inputs.date())))
            .selectExpr(
                "customer_id",
                "currency",
                "total_amount",
                "mean_repeat_order_amount as monetary",
                "cast(repeat_orders_count as double) as frequency",
                "days_first_to_last_order as recency",
                "days_since_first_order as T");
    Dataset<Row> valued =
        inputs.keep(
            forecast(
                    orders(parameters),
                    spend(parameters),
                    parameters.getOrDefault("mean_spend", 0.0),
                    buyers,
                    config.horizonDays())
                .withColumn("clv_amount", clv()));
    return Outputs.of(
        Gold.CLV_SCORES,
        valued
            .withColumn("tier", tier(LogHistogram.of(valued, "clv_amount")))
            .withColumn("currency", coalesce(col("currency"), lit(inputs.run().currency())))
            .withColumn("horizon_days", lit(config.horizonDays()))
            .withColumn("model_version", lit(newest.get(0).<String>getAs("version")))
            .withColumn("as_of_date", inputs.date()));
  }

  /** Adds alive and active probability, expected orders and expected spend per order. */
  static Dataset<Row> forecast(
      BetaGeometricModel orders,
      GammaGammaModel spend,
      double meanSpend,
      Dataset<Row> buyers,
      int days) {
    Dataset<Row> purchases =
        orders
            .copy(new org.apache.spark.ml.param.ParamMap())
            .setHorizon(days)
            .setExpectedPurchasesCol("expected_orders")
            .transform(buyers);
    Column fallback = lit(meanSpend);
    Dataset<Row> spends =
        spend == null
            ? purchases.withColumn("expected_order_amount", fallback)
            : spend
                .setMonetaryCol("monetary")
                .setExpectedSpendCol("expected_spend")
                .transform(
                    purchases.withColumn(
                        "frequency",
                        when(expr("monetary > 0"), col("frequency")).otherwise(lit(0.0))))
                .withColumn("expected_order_amount", coalesce(col("expected_spend"), fallback));
    return spends
        .withColumn("alive_probability", coalesce(col("alive_probability"), lit(1.0)))
        .withColumn("active_probability", coalesce(col("active_probability"), lit(0.0)))
        .withColumn("expected_orders", coalesce(col("expected_orders"), lit(0.0)));
  }

  /** Margin on the expected spend, discounted from the middle of the horizon. */
  private Column clv() {
    double discount =
        Math.pow(1 + config.annualDiscountRate(), -config.horizonDays() / 2.0 / 365.0);
    return col("expected_orders")
        .multiply(col("expected_order_amount"))
        .multiply(lit(config.margin() * discount))
        .cast("decimal(18,2)");
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

  private static BetaGeometricModel orders(Map<String, Double> p) {
    return BetaGeometricModel.of(
        new BetaGeometricDistribution(p.get("r"), p.get("alpha"), p.get("a"), p.get("b")));
  }

  private static GammaGammaModel spend(Map<String, Double> p) {
    return p.containsKey("q")
        ? GammaGammaModel.of(new GammaGammaDistribution(p.get("p"), p.get("q"), p.get("v")))
        : null;
  }
}
