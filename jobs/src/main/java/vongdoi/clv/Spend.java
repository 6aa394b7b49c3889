package vongdoi.clv;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * What an order day brings, by currency: gamma-gamma where enough customers came back, else the
 * mean.
 *
 * @param parameters {@code p}, {@code q}, {@code v} and {@code mean_spend} of each currency, as
 *     {@code p.VND}, and those of the law of spend: {@code spend_growth}, the logarithm of a day's
 *     growth; {@code returned_share} of all, and {@code returned_credible_days}, the order days of
 *     a customer that count as much as it
 */
record Spend(Map<String, Double> parameters) {
  static final String MEAN = "mean_spend.";
  static final String GROWTH = "spend_growth.";
  static final String RETURNED = "returned_share.";
  static final String CREDIBLE = "returned_credible_days.";

  /** Out of a training's parameters, among which there are others. */
  static Spend of(Map<String, Double> parameters) {
    return new Spend(parameters);
  }

  /** By which the parameters were fitted. */
  SpendLaw law() {
    return new SpendLaw(has(GROWTH), has(RETURNED));
  }

  private boolean has(String kind) {
    return parameters.keySet().stream().anyMatch(name -> name.startsWith(kind));
  }

  /**
   * Expected spend on an order day to come, net of what comes back, from rows of {@link History}:
   * the gamma-gamma's conditional mean, p (v + x m) / (p x + q - 1).
   *
   * @param ahead days foretold, in whose middle the order day lies
   */
  Column expected(double ahead) {
    Column expected = lit(0.0);
    for (Map.Entry<String, Double> mean : parameters.entrySet()) {
      if (mean.getKey().startsWith(MEAN)) {
        String currency = mean.getKey().substring(MEAN.length());
        expected =
            when(col("currency").equalTo(currency), expected(currency, mean.getValue(), ahead))
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

  private Column expected(String currency, double mean, double ahead) {
    Double p = parameters.get("p." + currency);
    if (p == null) {
      return lit(Math.max(0, mean));
    }
    double q = parameters.get("q." + currency);
    double v = parameters.get("v." + currency);
    double growth = parameters.getOrDefault(GROWTH + currency, 0.0);
    Double returned = parameters.get(RETURNED + currency);
    Column monetary = new SpendLaw(growth != 0, returned != null).monetary(growth);
    Column orders = when(monetary.gt(0), col(History.FREQUENCY)).otherwise(lit(0.0));
    Column total = when(monetary.gt(0), orders.multiply(monetary)).otherwise(lit(0.0));
    Column expected =
        total.plus(lit(v)).multiply(lit(p)).divide(orders.multiply(lit(p)).plus(lit(q - 1)));
    if (growth != 0) {
      expected = expected.multiply(lit(Math.exp(growth * ahead / 2)));
    }
    return returned == null ? expected : expected.multiply(kept(currency, returned));
  }

  /** Share of what is bought that does not come back: the customer's own as far as it is known. */
  private Column kept(String currency, double returned) {
    double credible = parameters.get(CREDIBLE + currency);
    Column days = col(History.FREQUENCY).plus(lit(1.0));
    Column own = coalesce(col("returned_share"), lit(returned));
    return lit(1.0)
        .minus(own.multiply(days).plus(lit(credible * returned)).divide(days.plus(lit(credible))));
  }
}
