package vongdoi.clv.contract;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;

/**
 * Why a contract is likelier to end than the average one, in words: the predictors of a field are
 * taken together and weigh coefficient times distance from the mean, as the logistic regression has
 * them. Where trees score, the regression beside them explains.
 */
final class HazardReasons {
  private static final int MOST = 3;

  /** Log odds below which a field does not count as a reason. */
  private static final String LEAST = "0.05D";

  /** SQL of each field's weight, by {@code kind.name}. */
  private final Map<String, List<String>> weights = new TreeMap<>();

  /**
   * @param title of a predictor, such as {@code attribute.InternetService=Fiber optic}
   * @param column that holds it
   */
  void add(String title, String column, double coefficient, double mean) {
    String field = title.substring(0, title.indexOf('='));
    weights
        .computeIfAbsent(field, f -> new ArrayList<>())
        .add("%sD * (%s - (%sD))".formatted(coefficient, column, mean));
  }

  /** The strongest reasons of a row. */
  Column in(String language) {
    List<String> weighed = new ArrayList<>();
    weights.forEach(
        (field, terms) ->
            weighed.add(
                "named_struct('weight', %s, 'words', %s)"
                    .formatted(String.join(" + ", terms), words(field, language.equals("vi")))));
    return expr(
        ("transform(slice(filter(reverse(array_sort(array(%s))), r -> r.weight > %s), 1, %d),"
                + " r -> r.words)")
            .formatted(String.join(", ", weighed), LEAST, MOST));
  }

  private static String words(String field, boolean isVietnamese) {
    String kind = field.split("\\.", 2)[0];
    String value =
        "coalesce(nullif(trim(%s), ''), '%s')"
            .formatted("%s", isVietnamese ? "chưa rõ" : "unknown");
    return switch (kind) {
      case HazardFields.AGE ->
          isVietnamese
              ? "concat('mới dùng ', int(reached), ' tháng')"
              : "concat('only ', int(reached), ' months so far')";
      case HazardFields.PRICE ->
          isVietnamese
              ? "concat('trả ', format_number(price, '#,##0.##'), ' ', currency, ' mỗi tháng')"
              : "concat('pays ', format_number(price, '#,##0.##'), ' ', currency, ' a month')";
      case HazardFields.DUE -> isVietnamese ? "'sắp đến kỳ gia hạn'" : "'a renewal is due'";
      case HazardFields.FAILED ->
          isVietnamese
              ? "concat(int(failed_payments), ' lần thanh toán lỗi trong 90 ngày')"
              : "concat(int(failed_payments), ' failed payments in 90 days')";
      case HazardFields.VISITS ->
          isVietnamese
              ? "concat(int(visits), ' lượt ghé trong 90 ngày')"
              : "concat(int(visits), ' visits in 90 days')";
      case HazardFields.TICKETS ->
          isVietnamese
              ? "concat(int(tickets), ' lần khiếu nại hoặc hỏi trong 90 ngày')"
              : "concat(int(tickets), ' complaints or questions in 90 days')";
      case HazardFields.PLAN ->
          "concat('%s', %s)".formatted(isVietnamese ? "gói " : "plan ", value.formatted(kind));
      case HazardFields.INTERVAL ->
          "concat('%s', %s)"
              .formatted(isVietnamese ? "kỳ hạn " : "renewed by the ", value.formatted(kind));
      case HazardFields.METHOD ->
          "concat('%s', %s)"
              .formatted(isVietnamese ? "thanh toán bằng " : "pays by ", value.formatted(kind));
      default -> {
        String name = field.split("\\.", 2)[1];
        yield "concat(%s, ': ', %s)"
            .formatted(
                HazardFields.quoted(name),
                value.formatted(HazardFields.text(HazardFields.ATTRIBUTE, name)));
      }
    };
  }
}
