package vongdoi.customer.models;

import java.util.List;

/**
 * What predictors that mean the same say of a customer, in words. The words are SQL over a row of
 * features, whose numbers may be missing: a person without orders has none.
 *
 * @param predictors that tell it
 * @param english SQL of its words
 * @param vietnamese SQL of its words
 */
public record Story(List<String> predictors, String english, String vietnamese) {
  public static final Story DISCOUNTS =
      new Story(
          List.of("discount_share"),
          "concat('buys with ', int(100 * coalesce(discount_share, 0D)), ' % discount')",
          "concat('mua với mức giảm giá ', int(100 * coalesce(discount_share, 0D)), ' %')");

  public static final Story REFUNDS =
      new Story(
          List.of("refunds"),
          "concat(coalesce(refunds_365d, 0L), ' refunds in a year')",
          "concat(coalesce(refunds_365d, 0L), ' lần hoàn tiền trong một năm')");

  public static final Story VISITS =
      new Story(
          List.of(
              "sessions_30d",
              "sessions_90d",
              "products_viewed",
              "cart_additions",
              "session_recency"),
          "concat(coalesce(sessions_30d, 0L), ' visits in 30 days')",
          "concat(coalesce(sessions_30d, 0L), ' lượt ghé trong 30 ngày')");

  public static final Story CARTS =
      new Story(
          List.of("carts_abandoned"),
          "concat(coalesce(carts_abandoned_90d, 0L), ' carts left behind in 90 days')",
          "concat(coalesce(carts_abandoned_90d, 0L), ' giỏ hàng bỏ lại trong 90 ngày')");

  public static final Story NPS =
      new Story(
          List.of("nps"),
          "concat('last NPS answer ', coalesce(string(int(last_nps_score)), 'missing'))",
          "concat('điểm NPS gần nhất ', coalesce(string(int(last_nps_score)), 'chưa có'))");

  public static final Story COMPLAINTS =
      new Story(
          List.of("complaints"),
          "concat(coalesce(complaints_365d, 0L), ' complaints in a year')",
          "concat(coalesce(complaints_365d, 0L), ' lần khiếu nại trong một năm')");

  public static final Story SUBSCRIPTIONS =
      new Story(
          List.of("subscriptions"),
          "if(coalesce(active_subscriptions_count, 0L) = 0, 'no subscription',"
              + " concat(active_subscriptions_count, ' subscriptions'))",
          "if(coalesce(active_subscriptions_count, 0L) = 0, 'không có gói định kỳ',"
              + " concat(active_subscriptions_count, ' gói định kỳ'))");
}
