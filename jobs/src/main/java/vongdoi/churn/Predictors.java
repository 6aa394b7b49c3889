package vongdoi.churn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import vongdoi.models.purchase.PurchaseModel;

/**
 * Turns a row of {@code gold.features} into the numbers that the learners see.
 *
 * <p>Only rates, recencies and short windows: sums over all time grow with the age of the shop, so
 * that a model trained half a year ago would misread them today.
 */
final class Predictors {
  private static final String PREFIX = "x_";
  private static final String ACTIVITY = "activity";

  /** All predictors as one vector. */
  static final String FEATURES = "features";

  /** That of the fitted model of purchases alone as one. */
  static final String ACTIVITY_ALONE = "activity_alone";

  /**
   * Name to SQL over the columns of gold.features; amounts only as shares, so that no currency
   * matters.
   */
  private static final Map<String, String> EXPRESSIONS = new LinkedHashMap<>();

  static {
    put(ACTIVITY, logit("1 - " + PurchaseActivity.PROBABILITY));
    put("recency", "log1p(days_since_last_order)");
    put("recency_days", "least(days_since_last_order, 365D)");
    put("age", "log1p(least(days_since_first_order, 180D))");
    put("rate", "log((repeat_orders_count + 0.5D) / (days_since_first_order + 30D))");
    put("rate_365", "log((orders_365d + 0.5D) / (least(days_since_first_order, 365D) + 30D))");
    put("repeated", "if(repeat_orders_count > 0, 1D, 0D)");
    put("repeats", "log1p(least(repeat_orders_count, 20L))");
    put("orders_30d", "log1p(orders_30d)");
    put("orders_90d", "log1p(orders_90d)");
    put("gap_ratio", "log1p(least(coalesce(gap_ratio, 0D), 50D))");
    put("mean_gap", "log1p(coalesce(mean_gap_days, 0D))");
    put(
        "spend_trend",
        "if(amount_90d > 0D, greatest(least(amount_30d / amount_90d, 2D), -1D), 0D)");
    put("discount_share", "greatest(least(discount_share, 1D), 0D)");
    put("refunds", "log1p(refunds_365d)");
    put("sessions_30d", "log1p(sessions_30d)");
    put("sessions_90d", "log1p(sessions_90d)");
    put("products_viewed", "log1p(products_viewed_30d)");
    put("cart_additions", "log1p(cart_additions_30d)");
    put("session_recency", "log1p(least(coalesce(days_since_last_session, 365D), 365D))");
    put("carts_abandoned", "log1p(carts_abandoned_90d)");
    put("failed_payments", "log1p(failed_payments_90d)");
    put("nps", "coalesce(last_nps_score - 7D, 0D)");
    put("complaints", "log1p(complaints_365d)");
    put("subscriptions", "log1p(active_subscriptions_count)");
  }

  private Predictors() {}

  private static void put(String name, String sql) {
    EXPRESSIONS.put(PREFIX + name, sql);
  }

  /** Log odds of a probability that may be 0, 1 or missing. */
  private static String logit(String probability) {
    String p = "least(greatest(coalesce(" + probability + ", 0.5D), 1e-4D), 1 - 1e-4D)";
    return "ln(" + p + " / (1 - " + p + "))";
  }

  /** The first stages of every learnt model: expressions, then the vectors. */
  static PipelineStage[] stages(PurchaseModel<?> activity) {
    String columns =
        EXPRESSIONS.entrySet().stream()
            .map(e -> "cast(" + e.getValue() + " as double) as " + e.getKey())
            .collect(Collectors.joining(", "));
    return new PipelineStage[] {
      activity,
      new SQLTransformer().setStatement("SELECT *, " + columns + " FROM __THIS__"),
      new VectorAssembler()
          .setInputCols(new String[] {PREFIX + ACTIVITY})
          .setOutputCol(ACTIVITY_ALONE),
      new VectorAssembler().setInputCols(columnNames()).setOutputCol(FEATURES)
    };
  }

  /** Columns that the stages add. */
  static String[] addedColumns() {
    return Stream.concat(
            EXPRESSIONS.keySet().stream(),
            Stream.of(
                PurchaseActivity.PROBABILITY, PurchaseActivity.ORDERS, ACTIVITY_ALONE, FEATURES))
        .toArray(String[]::new);
  }

  /** A predictor's name without the prefix of its column. */
  static String name(String column) {
    return column.substring(PREFIX.length());
  }

  /** SQL of a predictor by its name. */
  static String sql(String name) {
    return EXPRESSIONS.get(PREFIX + name);
  }

  /** Predictors in the order of the vector. */
  static String[] columnNames() {
    return EXPRESSIONS.keySet().toArray(String[]::new);
  }
}
