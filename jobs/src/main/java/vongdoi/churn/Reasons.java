package vongdoi.churn;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import vongdoi.customer.models.Story;

/**
 * Why a customer is likelier to leave than the average one, in words: predictors that tell the same
 * story are taken together, and weigh what the logistic regression gives them, coefficient times
 * distance from the mean. Where trees score, the regression beside them explains.
 */
final class Reasons {
  private static final int MOST = 3;
  private static final String COEFFICIENT = "coefficient.";

  /** Log odds below which a story does not count as a reason. */
  private static final String LEAST = "0.05D";

  private static final List<Story> STORIES =
      List.of(
          new Story(
              List.of("activity", "recency", "recency_days", "gap_ratio", "mean_gap"),
              "concat('no order for ', int(days_since_last_order), ' days',"
                  + " if(mean_gap_days is null, '',"
                  + " concat(', usually one every ', greatest(int(mean_gap_days), 1))))",
              "concat('chưa mua lại ', int(days_since_last_order), ' ngày',"
                  + " if(mean_gap_days is null, '',"
                  + " concat(', thường mỗi ', greatest(int(mean_gap_days), 1), ' ngày')))"),
          new Story(
              List.of("rate", "rate_365", "repeated", "repeats", "orders_30d", "orders_90d"),
              "concat('only ', orders_365d, ' orders in a year')",
              "concat('chỉ ', orders_365d, ' đơn trong một năm')"),
          new Story(
              List.of("age"),
              "concat('a customer for ', int(days_since_first_order), ' days only')",
              "concat('mới là khách ', int(days_since_first_order), ' ngày')"),
          new Story(
              List.of("spend_trend"), "'spends less than before'", "'chi tiêu giảm so với trước'"),
          Story.DISCOUNTS,
          Story.REFUNDS,
          Story.VISITS,
          Story.CARTS,
          new Story(
              List.of("failed_payments"),
              "concat(failed_payments_90d, ' failed payments in 90 days')",
              "concat(failed_payments_90d, ' lần thanh toán lỗi trong 90 ngày')"),
          Story.NPS,
          Story.COMPLAINTS,
          Story.SUBSCRIPTIONS);

  private Reasons() {}

  /**
   * The strongest reasons of rows with the activity, in English or Vietnamese; none without a fit.
   */
  static Column of(Map<String, Double> parameters, String language) {
    List<String> weighed = new ArrayList<>();
    for (Story story : STORIES) {
      if (story.predictors().stream().noneMatch(p -> parameters.containsKey(COEFFICIENT + p))) {
        continue;
      }
      String words = language.equals("vi") ? story.vietnamese() : story.english();
      weighed.add(
          "named_struct('weight', %s, 'words', %s)".formatted(weight(story, parameters), words));
    }
    if (weighed.isEmpty()) {
      return expr("cast(array() as array<string>)");
    }
    return expr(
        ("transform(slice(filter(reverse(array_sort(array(%s))), r -> r.weight > %s), 1, %d),"
                + " r -> r.words)")
            .formatted(String.join(", ", weighed), LEAST, MOST));
  }

  private static String weight(Story story, Map<String, Double> parameters) {
    return story.predictors().stream()
        .filter(name -> parameters.containsKey(COEFFICIENT + name))
        .map(
            name ->
                "%sD * (%s - (%sD))"
                    .formatted(
                        parameters.get(COEFFICIENT + name),
                        "cast(" + Predictors.sql(name) + " as double)",
                        parameters.get("mean." + name)))
        .collect(Collectors.joining(" + "));
  }
}
