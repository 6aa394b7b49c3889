package vongdoi.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
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

  /** Fits on customers whose mean spend is not above the quantile, lest a wholesaler bend it. */
  static Spend fit(Dataset<Row> buyers, double maxQuantile) {
    List<Row> currencies =
        buyers
            .groupBy("currency")
            .agg(
                // In decimals: sums of doubles depend in their last digits on the order of the
                // rows.
                expr(
                    "cast(avg(cast(cast(total_amount as decimal(38,6)) / (frequency + 1)"
                        + " as decimal(28,9))) as double) as mean"),
                expr("count_if(frequency > 0 and monetary > 0) as repeaters"))
            .orderBy("currency")
            .collectAsList();
    Map<String, Double> parameters = new TreeMap<>();
    for (Row row : currencies) {
      String currency = row.getString(0);
      parameters.put("mean_spend." + currency, row.isNullAt(1) ? 0 : row.getDouble(1));
      if (row.getLong(2) >= MIN_REPEATERS) {
        FitSummary fit = gammaGamma(buyers.where(col("currency").equalTo(currency)), maxQuantile);
        fit.names().forEach(name -> parameters.put(name + "." + currency, fit.parameter(name)));
      }
    }
    return new Spend(parameters);
  }

  /** Out of a training's parameters, among which there are others. */
  static Spend of(Map<String, Double> parameters) {
    return new Spend(parameters);
  }

  private static FitSummary gammaGamma(Dataset<Row> buyers, double maxQuantile) {
    Dataset<Row> repeaters = buyers.where("frequency > 0 and monetary > 0");
    double most = LogHistogram.of(repeaters, "monetary").quantile(maxQuantile);
    return new GammaGamma()
        .setMonetaryCol("monetary")
        .fit(repeaters.where(col("monetary").leq(lit(most))))
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
