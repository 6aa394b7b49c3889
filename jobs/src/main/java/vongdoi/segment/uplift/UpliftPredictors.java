package vongdoi.segment.uplift;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.Interaction;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;

/**
 * Turns the play and a row of {@code gold.features} of the day on which its message was planned
 * into the numbers that the learners see. They have a value for prospects too, of whom most
 * features are missing.
 */
final class UpliftPredictors {
  private static final String PREFIX = "x_";

  /** Column with the play's segment. */
  static final String SEGMENT = "segment";

  /** The predictors of a customer, whatever the play, behind a one. */
  static final String CUSTOMER = "x";

  /** The same in a place of its own for each play, so that each play has its own effects. */
  static final String BY_PLAY = "by_play";

  /** The play and the predictors beside each other, for trees. */
  static final String BOTH = "play_and_x";

  private static final String PLAY = "play";

  /** Name to SQL over the columns of gold.features, in the order of the vector. */
  private static final Map<String, String> EXPRESSIONS = new LinkedHashMap<>();

  static {
    put("buyer", "if(coalesce(is_buyer, false), 1D, 0D)");
    put("recency", "log1p(least(coalesce(days_since_last_order, 730D), 730D))");
    put("age", "log1p(least(coalesce(days_since_first_order, 0D), 730D))");
    put("gap_ratio", "log1p(least(coalesce(gap_ratio, 0D), 50D))");
    put("orders_90d", "log1p(coalesce(orders_90d, 0L))");
    put("orders_365d", "log1p(coalesce(orders_365d, 0L))");
    put("discount_share", "greatest(least(coalesce(discount_share, 0D), 1D), 0D)");
    put("refunds", "log1p(coalesce(refunds_365d, 0L))");
    put("categories", "log1p(coalesce(categories_count, 0L))");
    put("sessions_30d", "log1p(coalesce(sessions_30d, 0L))");
    put("sessions_90d", "log1p(coalesce(sessions_90d, 0L))");
    put("products_viewed", "log1p(coalesce(products_viewed_30d, 0L))");
    put("cart_additions", "log1p(coalesce(cart_additions_30d, 0L))");
    put("session_recency", "log1p(least(coalesce(days_since_last_session, 365D), 365D))");
    put("carts_abandoned", "log1p(coalesce(carts_abandoned_90d, 0L))");
    put("nps", "coalesce(last_nps_score - 7D, 0D)");
    put("complaints", "log1p(coalesce(complaints_365d, 0L))");
    put("subscriptions", "log1p(coalesce(active_subscriptions_count, 0L))");
  }

  private UpliftPredictors() {}

  private static void put(String name, String sql) {
    EXPRESSIONS.put(name, sql);
  }

  /** Names in the order of the vector, which has a one before the first. */
  static List<String> names() {
    return List.copyOf(EXPRESSIONS.keySet());
  }

  /** SQL of a predictor. */
  static String sql(String name) {
    return EXPRESSIONS.get(name);
  }

  /** The first stages of every model; plays have places by the alphabet. */
  static List<PipelineStage> stages() {
    String columns =
        EXPRESSIONS.entrySet().stream()
            .map(e -> "cast(%s as double) as %s%s".formatted(e.getValue(), PREFIX, e.getKey()))
            .collect(Collectors.joining(", "));
    String one = PREFIX + "one";
    return List.of(
        new SQLTransformer()
            .setStatement("SELECT *, 1D as %s, %s FROM __THIS__".formatted(one, columns)),
        new VectorAssembler()
            .setInputCols(
                Stream.concat(Stream.of(one), names().stream().map(name -> PREFIX + name))
                    .toArray(String[]::new))
            .setOutputCol(CUSTOMER),
        new StringIndexer()
            .setInputCol(SEGMENT)
            .setOutputCol("play_index")
            .setStringOrderType("alphabetAsc"),
        new OneHotEncoder().setInputCol("play_index").setOutputCol(PLAY).setDropLast(false),
        new Interaction().setInputCols(new String[] {PLAY, CUSTOMER}).setOutputCol(BY_PLAY),
        new VectorAssembler().setInputCols(new String[] {PLAY, CUSTOMER}).setOutputCol(BOTH));
  }
}
