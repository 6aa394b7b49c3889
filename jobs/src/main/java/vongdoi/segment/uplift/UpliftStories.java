package vongdoi.segment.uplift;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import vongdoi.customer.models.Story;

/**
 * Why a message moves a customer more, or less, than the play's members on average, in words:
 * predictors that tell the same story are taken together, and weigh what the linear half of the
 * score gives them, coefficient times distance from the mean.
 */
public final class UpliftStories {
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
          Story.DISCOUNTS,
          Story.REFUNDS,
          new Story(
              List.of("categories"),
              "concat('bought from ', coalesce(categories_count, 0L), ' categories')",
              "concat('đã mua ở ', coalesce(categories_count, 0L), ' nhóm hàng')"),
          Story.VISITS,
          Story.CARTS,
          Story.NPS,
          Story.COMPLAINTS,
          Story.SUBSCRIPTIONS);

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
