package vongdoi.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What features know beyond purchase histories: a regression of the money that came within the
 * backtest's days on the forecast of it and on recent trends of orders and spend, visits, discounts
 * and returns. It multiplies the forecast, at any horizon, and only where it foretold better on a
 * later time.
 *
 * <p>The regression is a Tweedie one with a log link: many customers bring nothing, a few a lot.
 *
 * @param coefficients by predictor, with {@code intercept}; empty for no correction
 */
record Correction(Map<String, Double> coefficients) {
  static final Correction NONE = new Correction(Map.of());

  /** Column with the forecast of the backtest's days that the regression starts from. */
  static final String NEAR = "near_amount";

  private static final String INTERCEPT = "intercept";
  private static final String PREFIX = "correction.";

  /** Between a third of the forecast and three times it: features are no licence to dream. */
  private static final double MOST = 3;

  private static final long HASH_SPACE = 1_000_000;
  private static final long MAX_ROWS = 30_000;

  /** Name to SQL over {@link History} with {@link #NEAR}. */
  private static final Map<String, String> PREDICTORS = new LinkedHashMap<>();

  static {
    PREDICTORS.put("level", "ln(greatest(" + NEAR + ", 1e-3D))");
    PREDICTORS.put("month_trend", "ln((orders_30d + 0.5D) / (orders_90d / 3D + 0.5D))");
    PREDICTORS.put("quarter_trend", "ln((orders_90d + 1D) / (orders_365d / 4D + 1D))");
    PREDICTORS.put("visits", "ln(1D + sessions_30d)");
    PREDICTORS.put("discounts", "greatest(least(discount_share, 1D), 0D)");
    PREDICTORS.put("returns", "coalesce(returned_share, 0D)");
    PREDICTORS.put(
        "spend_trend",
        "if(orders_90d > 0 and amount_90d > 0 and amount_365d > 0,"
            + " ln(amount_90d / orders_90d) - ln(amount_365d / orders_365d), 0D)");
  }

  /** Out of a training's parameters, among which there are others. */
  static Correction of(Map<String, Double> parameters) {
    Map<String, Double> own = new TreeMap<>();
    parameters.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            own.put(name.substring(PREFIX.length()), value);
          }
        });
    return new Correction(own);
  }

  Map<String, Double> parameters() {
    return coefficients.entrySet().stream()
        .collect(Collectors.toMap(e -> PREFIX + e.getKey(), Map.Entry::getValue));
  }

  boolean isNone() {
    return coefficients.isEmpty();
  }

  /**
   * Learns from customers with the forecast and what came; in one partition over a bounded sample,
   * so that it is the same at any parallelism. Money is measured in means: the regression starts at
   * 0.1 for whoever spent nothing, and did not converge from there to sums in the millions.
   *
   * @param foretold rows with {@link #NEAR} and {@code aa}, the money that came
   */
  static Correction fit(Dataset<Row> foretold) {
    Row size = foretold.selectExpr("count(1)", "cast(avg(aa) as double)").head();
    long rows = size.getLong(0);
    double mean = size.isNullAt(1) ? 0 : size.getDouble(1);
    if (mean <= 0) {
      return NONE;
    }
    long share = rows <= MAX_ROWS ? HASH_SPACE : HASH_SPACE * MAX_ROWS / rows;
    Dataset<Row> sample =
        foretold
            .where("pmod(xxhash64('correct', customer_id), " + HASH_SPACE + ") < " + share)
            .withColumn("label", expr("greatest(cast(aa as double), 0D) / " + mean + "D"));
    for (Map.Entry<String, String> predictor : PREDICTORS.entrySet()) {
      sample = sample.withColumn("x_" + predictor.getKey(), expr(predictor.getValue()));
    }
    String[] columns = PREDICTORS.keySet().stream().map(name -> "x_" + name).toArray(String[]::new);
    Dataset<Row> prepared =
        new VectorAssembler()
            .setInputCols(columns)
            .setOutputCol("features")
            .transform(sample)
            .select("customer_id", "features", "label")
            .repartition(1)
            .sortWithinPartitions("customer_id");
    GeneralizedLinearRegressionModel model =
        new GeneralizedLinearRegression()
            .setFamily("tweedie")
            .setVariancePower(1.5)
            .setLinkPower(0)
            .setRegParam(0.01)
            .setMaxIter(25)
            .fit(prepared);
    Map<String, Double> coefficients =
        new TreeMap<>(Map.of(INTERCEPT, model.intercept() + Math.log(mean)));
    Vector found = model.coefficients();
    int i = 0;
    for (String name : PREDICTORS.keySet()) {
      coefficients.put(name, found.apply(i++));
    }
    return new Correction(coefficients);
  }

  /** What the forecast is to be multiplied by. */
  Column factor() {
    String exponent =
        PREDICTORS.entrySet().stream()
            .map(
                e ->
                    "%sD * (%s)"
                        .formatted(coefficients.getOrDefault(e.getKey(), 0.0), e.getValue()))
            .collect(Collectors.joining(" + ", coefficients.get(INTERCEPT) + "D + ", ""));
    return expr(
        "greatest(least(exp(least(%s, 50D)) / greatest(%s, 1e-3D), %sD), %sD)"
            .formatted(exponent, NEAR, MOST, 1 / MOST));
  }

  /** The forecast after correction. */
  Column corrected(String forecast) {
    return isNone() ? col(forecast) : col(forecast).multiply(factor());
  }
}
