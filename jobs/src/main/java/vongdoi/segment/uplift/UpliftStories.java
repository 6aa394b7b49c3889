package vongdoi.segment.uplift;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/**
 * Why a message moves a customer more, or less, than the play's members on average, in words:
 * predictors that tell the same story are taken together, and weigh what the linear half of the
 * score gives them, coefficient times distance from the mean.
 */
public final class UpliftStories {
  /**
   * One story.
   *
   * @param predictors that tell it
   * @param english SQL of its words
   * @param vietnamese SQL of its words
   */
  private record Story(List<String> predictors, String english, String vietnamese) {}

  private static final List<Story> STORIES =
      List.of(
          new Story(
              List.of("buyer", "recency", "age", "gap_ratio"),
              "if(coalesce(is_buyer, false),"
                  + " concat('last order ', int(days_since_last_order), ' days ago'),"
                  + " 'has not bought yet')",
              "if(coalesce(is_buyer, false),"
                  + " concat('đơn gần nhất cách đây ', int(days_since_last_order), ' ngày'),"
                  + " 'chưa mua lần nào')"),
          new Story(
              List.of("orders_90d", "orders_365d"),
              "concat(coalesce(orders_365d, 0L), ' orders in a year')",
              "concat(coalesce(orders_365d, 0L), ' đơn trong một năm')"),
          new Story(
              List.of("discount_share"),
              "concat('buys with ', int(100 * coalesce(discount_share, 0D)), ' % discount')",
              "concat('mua với mức giảm giá ', int(100 * coalesce(discount_share, 0D)), ' %')"),
          new Story(
              List.of("refunds"),
              "concat(coalesce(refunds_365d, 0L), ' refunds in a year')",
              "concat(coalesce(refunds_365d, 0L), ' lần hoàn tiền trong một năm')"),
          new Story(
              List.of("categories"),
              "concat('bought from ', coalesce(categories_count, 0L), ' categories')",
              "concat('đã mua ở ', coalesce(categories_count, 0L), ' nhóm hàng')"),
          new Story(
              List.of(
                  "sessions_30d",
                  "sessions_90d",
                  "products_viewed",
                  "cart_additions",
                  "session_recency"),
              "concat(coalesce(sessions_30d, 0L), ' visits in 30 days')",
              "concat(coalesce(sessions_30d, 0L), ' lượt ghé trong 30 ngày')"),
          new Story(
              List.of("carts_abandoned"),
              "concat(coalesce(carts_abandoned_90d, 0L), ' carts left behind in 90 days')",
              "concat(coalesce(carts_abandoned_90d, 0L), ' giỏ hàng bỏ lại trong 90 ngày')"),
          new Story(
              List.of("nps"),
              "concat('last NPS answer ', coalesce(string(int(last_nps_score)), 'missing'))",
              "concat('điểm NPS gần nhất ', coalesce(string(int(last_nps_score)), 'chưa có'))"),
          new Story(
              List.of("complaints"),
              "concat(coalesce(complaints_365d, 0L), ' complaints in a year')",
              "concat(coalesce(complaints_365d, 0L), ' lần khiếu nại trong một năm')"),
          new Story(
              List.of("subscriptions"),
              "concat(coalesce(active_subscriptions_count, 0L), ' subscriptions')",
              "concat(coalesce(active_subscriptions_count, 0L), ' gói định kỳ')"));

  private UpliftStories() {}

  /**
   * The strongest story as {@code struct(weight, en, vi)}, null for plays that are not given.
   *
   * @param parameters coefficients and means of each play
   * @param direction SQL: above 0 for a customer who is moved more than the play's mean
   */
  public static Column of(Map<String, Map<String, Double>> parameters, String direction) {
    List<String> plays = new ArrayList<>();
    parameters.forEach(
        (play, of) ->
            plays.add(
                " when '%s' then array_max(array(%s))"
                    .formatted(
                        play,
                        STORIES.stream()
                            .map(story -> weighed(story, of, direction))
                            .collect(Collectors.joining(", ")))));
    return plays.isEmpty()
        ? expr("cast(null as struct<weight double, en string, vi string>)")
        : expr("case segment" + String.join("", plays) + " end");
  }

  private static String weighed(Story story, Map<String, Double> parameters, String direction) {
    String weight =
        story.predictors().stream()
            .map(
                name ->
                    "(%sD) * (cast(%s as double) - (%sD))"
                        .formatted(
                            parameters.get("coefficient." + name),
                            UpliftPredictors.sql(name),
                            parameters.get("mean." + name)))
            .collect(Collectors.joining(" + "));
    return "named_struct('weight', if(%s > 0, 1D, -1D) * (%s), 'en', %s, 'vi', %s)"
        .formatted(direction, weight, story.english(), story.vietnamese());
  }
}
