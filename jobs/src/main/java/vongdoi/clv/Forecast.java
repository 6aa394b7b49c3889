package vongdoi.clv;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.models.PurchaseFamily;
import vongdoi.models.purchase.PurchaseModel;

/**
 * A fitted pair of models, how often and how much, that values customers.
 *
 * @param family of the model of orders
 * @param orders how often
 * @param spend how much
 * @param tuning what the forecast of an older time got wrong as a whole
 * @param correction what features know beyond
 */
record Forecast(
    PurchaseFamily family,
    PurchaseModel<?> orders,
    Spend spend,
    Tuning tuning,
    Correction correction) {
  private static final String AND = " and gamma-gamma";

  private static final String NEAR_ORDERS = "near_orders";

  /** Days of a discount period: money of the n-th is divided by its discount to the n. */
  private static final double PERIOD_DAYS = 30;

  /** As a training keeps it. */
  static Forecast of(String algorithm, Map<String, Double> parameters) {
    for (PurchaseFamily family : PurchaseFamily.CONTINUOUS) {
      if (algorithm.startsWith(family.title() + AND)) {
        return new Forecast(
            family,
            family.model(family.parameters().stream().map(parameters::get).toList()),
            Spend.of(parameters),
            Tuning.of(parameters),
            Correction.of(parameters));
      }
    }
    throw new IllegalStateException(
        "Cannot read the model of value: unknown algorithm " + algorithm + ". Run clv.fit again");
  }

  Forecast with(Spend other) {
    return new Forecast(family, orders, other, tuning, correction);
  }

  Forecast with(Tuning other) {
    return new Forecast(family, orders, spend, other, correction);
  }

  Forecast with(Correction other) {
    return new Forecast(family, orders, spend, tuning, other);
  }

  String algorithm() {
    SpendLaw law = spend.law();
    return family.title()
        + AND
        + (law.equals(SpendLaw.PLAIN) ? "" : ", " + law.title())
        + (correction.isNone() ? "" : ", corrected by features");
  }

  Map<String, Double> parameters() {
    Map<String, Double> parameters = new TreeMap<>(spend.parameters());
    parameters.putAll(tuning.parameters());
    parameters.putAll(correction.parameters());
    for (String name : orders.summary().names()) {
      parameters.put(name, orders.summary().parameter(name));
      parameters.put("standard_error." + name, orders.summary().standardError(name));
    }
    parameters.values().removeIf(value -> value.isNaN());
    return parameters;
  }

  /**
   * Adds alive and active probability, expected orders, expected spend of one, and the discounted
   * margin with its 80 % interval as amount, low and high, all within the given time.
   *
   * @param ahead time foretold, in ordinary days of business as the histories are
   * @param margin share of an order's price that counts
   * @param near that of the backtest's days, from which a correction starts
   */
  Dataset<Row> added(
      Dataset<Row> histories, double ahead, double near, Column margin, ClvConfig config) {
    PurchaseModel<?> model = History.silent(orders, "");
    model.setHorizon(ahead);
    model.setAliveProbabilityCol("alive_probability");
    model.setActiveProbabilityCol("active_probability");
    model.setExpectedPurchasesCol("expected_orders");
    model.setDiscountPeriod(PERIOD_DAYS);
    model.setDiscountRate(Math.pow(1 + config.annualDiscountRate(), PERIOD_DAYS / 365) - 1);
    boolean discounts = config.annualDiscountRate() > 0;
    model.setDiscountedPurchasesCol(discounts ? "discounted_orders" : "");
    PurchaseModel<?> soon = History.silent(orders, "");
    soon.setHorizon(near);
    soon.setExpectedPurchasesCol(correction.isNone() ? "" : NEAR_ORDERS);
    return soon.transform(model.transform(histories))
        .withColumn("alive_probability", coalesce(col("alive_probability"), lit(1.0)))
        .withColumn("active_probability", coalesce(col("active_probability"), lit(0.0)))
        .withColumn("expected_orders", coalesce(col("expected_orders"), lit(0.0)))
        .withColumn("expected_order_amount", spend.expected(ahead))
        .withColumn(
            "amount",
            coalesce(col(discounts ? "discounted_orders" : "expected_orders"), lit(0.0))
                .multiply(col("expected_order_amount"))
                .multiply(margin.multiply(lit(tuning.level()))))
        .withColumn(
            Correction.NEAR,
            correction.isNone()
                ? lit(0.0)
                : coalesce(col(NEAR_ORDERS), lit(0.0))
                    .multiply(col("expected_order_amount"))
                    .multiply(lit(tuning.level())))
        .withColumn("amount", correction.corrected("amount"))
        .withColumn("low", end(ValueInterval.LOW))
        .withColumn("high", end(ValueInterval.HIGH));
  }

  /** An end of the interval of rows with the forecast. */
  private Column end(double probability) {
    double r = orders.summary().estimates().get(0);
    double spread = tuning.spread();
    Map<String, Double> parameters = spend.parameters();
    UDF5<Double, Double, Double, Double, String, Double> end =
        (amount, active, expected, frequency, currency) ->
            ValueInterval.quantile(
                probability,
                amount,
                active,
                expected,
                r + frequency,
                new Spend(parameters).variation(currency),
                spread);
    return udf(end, DataTypes.DoubleType)
        .apply(
            col("amount"),
            col("active_probability"),
            col("expected_orders"),
            col(History.FREQUENCY),
            col("currency"));
  }

  /**
   * Which of some intervals of rows with the forecast hold what came: bit n of a number for the
   * n-th spread.
   *
   * @param came column with the money
   */
  Column held(double[] spreads, String came) {
    double r = orders.summary().estimates().get(0);
    Map<String, Double> parameters = spend.parameters();
    UDF6<Double, Double, Double, Double, String, Double, Integer> held =
        (amount, active, expected, frequency, currency, outcome) -> {
          double variation = new Spend(parameters).variation(currency);
          int bits = 0;
          for (int i = 0; i < spreads.length; i++) {
            double[] ends =
                ValueInterval.of(amount, active, expected, r + frequency, variation, spreads[i]);
            bits |= ValueInterval.holds(ends, outcome) ? 1 << i : 0;
          }
          return bits;
        };
    return udf(held, DataTypes.IntegerType)
        .apply(
            col("amount"),
            col("active_probability"),
            col("expected_orders"),
            col(History.FREQUENCY),
            col("currency"),
            col(came));
  }
}
