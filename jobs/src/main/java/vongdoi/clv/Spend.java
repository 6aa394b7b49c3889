package vongdoi.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.spend.GammaGamma;

/**
 * What an order day brings, by currency: gamma-gamma where enough customers came back, else the
 * mean.
 *
 * @param parameters {@code p}, {@code q}, {@code v} and {@code mean_spend} of each currency, as
 *     {@code p.VND}
 */
record Spend(Map<String, Double> parameters) {
  private static final int MIN_REPEATERS = 10;
  private static final String REPEATS = "coalesce(frequency > 0 and monetary > 0, false)";
  private static final String MEAN =
      "cast(cast(total_amount as decimal(38,6)) / (frequency + 1) as decimal(28,9))";
  private static final int SCALE_OF_MEAN = 13;

  /** Fits on customers whose mean spend is not above the quantile, lest a wholesaler bend it. */
  static Spend fit(Dataset<Row> buyers, double maxQuantile) {
    Column repeats = expr(REPEATS);
    List<Row> bins =
        buyers
            .groupBy(
                col("currency"),
                repeats.as("repeats"),
                when(repeats, LogHistogram.bin(col("monetary"))).as("bin"))
            .agg(
                // In decimals: sums of doubles depend in their last digits on the order of the
                // rows.
                expr("sum(" + MEAN + ") as spent"),
                expr("count(" + MEAN + ") as spenders"),
                expr("count(1) as n"))
            .collectAsList();
    SortedMap<String, List<Row>> byCurrency = new TreeMap<>();
    for (Row bin : bins) {
      byCurrency.computeIfAbsent(bin.getString(0), currency -> new ArrayList<>()).add(bin);
    }
    Map<String, Double> parameters = new TreeMap<>();
    byCurrency.forEach(
        (currency, own) -> {
          parameters.put("mean_spend." + currency, mean(own));
          LogHistogram repeaters = new LogHistogram();
          own.stream()
              .filter(bin -> bin.getBoolean(1))
              .forEach(bin -> repeaters.add(bin.getLong(2), bin.getLong(5)));
          if (repeaters.total() >= MIN_REPEATERS) {
            FitSummary fit =
                gammaGamma(
                    buyers.where(col("currency").equalTo(currency)),
                    repeaters.quantile(maxQuantile));
            fit.names().forEach(name -> parameters.put(name + "." + currency, fit.parameter(name)));
          }
        });
    return new Spend(parameters);
  }

  /** Mean of what customers spent on a day, over all bins. */
  private static double mean(List<Row> bins) {
    long spenders = bins.stream().mapToLong(bin -> bin.getLong(4)).sum();
    return spenders == 0
        ? 0
        : bins.stream()
            .filter(bin -> !bin.isNullAt(3))
            .map(bin -> bin.getDecimal(3))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(BigDecimal.valueOf(spenders), SCALE_OF_MEAN, RoundingMode.HALF_UP)
            .doubleValue();
  }

  /** Out of a training's parameters, among which there are others. */
  static Spend of(Map<String, Double> parameters) {
    return new Spend(parameters);
  }

  private static FitSummary gammaGamma(Dataset<Row> buyers, double most) {
    return new GammaGamma()
        .setMonetaryCol("monetary")
        .fit(buyers.where(REPEATS).where(col("monetary").leq(lit(most))))
        .summary();
  }

  /**
   * Expected spend on an order day to come, from the columns frequency, monetary and currency: the
   * gamma-gamma's conditional mean, p (v + x m) / (p x + q - 1).
   */
  Column expected() {
    Column expected = lit(0.0);
    for (Map.Entry<String, Double> mean : parameters.entrySet()) {
      if (mean.getKey().startsWith("mean_spend.")) {
        String currency = mean.getKey().substring("mean_spend.".length());
        expected =
            when(col("currency").equalTo(currency), expected(currency, mean.getValue()))
                .otherwise(expected);
      }
    }
    return expected;
  }

  /** Squared coefficient of variation of one order around its customer's mean. */
  double variation(String currency) {
    Double shape = parameters.get("p." + currency);
    return shape == null ? 1 : 1 / shape;
  }

  private Column expected(String currency, double mean) {
    Double p = parameters.get("p." + currency);
    if (p == null) {
      return lit(Math.max(0, mean));
    }
    double q = parameters.get("q." + currency);
    double v = parameters.get("v." + currency);
    Column orders = when(col("monetary").gt(0), col(History.FREQUENCY)).otherwise(lit(0.0));
    Column total =
        when(col("monetary").gt(0), orders.multiply(col("monetary"))).otherwise(lit(0.0));
    return total.plus(lit(v)).multiply(lit(p)).divide(orders.multiply(lit(p)).plus(lit(q - 1)));
  }
}
