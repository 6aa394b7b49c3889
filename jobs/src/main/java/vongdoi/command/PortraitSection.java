package vongdoi.command;

import java.util.List;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.table.Table;

/**
 * Part of a customer's portrait as it is printed.
 *
 * @param about column that names the customer
 * @param condition which of the rows about the customer
 * @param order column that the rows are sorted by, with {@code desc} for the newest first
 * @param shown SQL of what is shown
 */
record PortraitSection(
    String title, Table table, String about, String condition, String order, List<String> shown) {
  private static final List<String> WHO =
      List.of(
          "customer_kind",
          "full_name",
          "birth_date",
          "age",
          "age_band",
          "gender",
          "occupation",
          "income_band",
          "company",
          "tax_code",
          "street",
          "ward",
          "wards",
          "province",
          "written_ward",
          "district",
          "city",
          "postcode",
          "country",
          "sources",
          "records_count",
          "completeness_score");
  private static final List<String> REACH =
      List.of("channel", "value", "consent", "if(is_best, 'yes', null) as best");
  private static final List<String> LIKES =
      List.of(
          "top_categories",
          "top_brands",
          "price_level",
          "favourite_channel",
          "favourite_store",
          "favourite_payment_method",
          "favourite_weekday",
          "favourite_hour");
  private static final List<String> DEEDS =
      List.of(
          "first_seen_at",
          "last_seen_at",
          "acquisition_source",
          "acquisition_medium",
          "acquisition_campaign",
          "devices_count",
          "sessions_count",
          "last_session_at",
          "pages_count",
          "products_viewed_count",
          "shares_count",
          "carts_count",
          "carts_abandoned_count",
          "orders_count",
          "first_order_at",
          "last_order_at",
          "total_amount",
          "average_order_amount",
          "refunds_count",
          "refund_amount",
          "currency",
          "active_subscriptions_count");
  private static final List<String> VOICE =
      List.of(
          "last_nps_score",
          "last_nps_at",
          "average_csat_score",
          "average_ces_score",
          "average_review_score",
          "surveys_count",
          "reviews_count",
          "questions_count",
          "complaints_count",
          "last_complaint_at",
          "last_feedback_at");
  private static final List<String> RELATIONS =
      List.of(
          "household_id",
          "household_size",
          "referral_code",
          "referred_by_customer_id",
          "referrals_count",
          "referred_buyers_count");

  static final List<PortraitSection> ALL =
      List.of(
          PortraitSection.of("Who", Silver.PROFILES, WHO),
          PortraitSection.of("How to reach", Silver.PROFILES, REACH),
          PortraitSection.of("What they like", Silver.PROFILES, LIKES),
          PortraitSection.of("What they did", Silver.PROFILES, DEEDS),
          PortraitSection.of("What they said", Silver.PROFILES, VOICE),
          PortraitSection.of("Household and referrals", Silver.PROFILES, RELATIONS),
          new PortraitSection(
              "Brought by this customer",
              Silver.PROFILES,
              "referred_by_customer_id",
              "true",
              "customer_id",
              List.of("customer_id as brought", "full_name", "orders_count", "total_amount")),
          PortraitSection.of("Life cycle", Gold.LIFECYCLE, List.of("*")),
          PortraitSection.of("Journey", Gold.JOURNEY_SCORES, List.of("*")),
          PortraitSection.of("Value", Gold.CLV_SCORES, List.of("*")),
          PortraitSection.of("Churn", Gold.CHURN_SCORES, List.of("*")),
          PortraitSection.list("Segments", Gold.SEGMENT_MEMBERS, "exited_at is null", "segment"),
          PortraitSection.list("Next actions", Gold.NEXT_ACTIONS, "true", "priority"),
          PortraitSection.list("Recommendations", Gold.RECOMMENDATIONS, "true", "rank"),
          new PortraitSection(
              "Newest orders",
              Silver.ORDERS,
              "customer_id",
              "true",
              "ordered_at desc",
              List.of(
                  "order_id",
                  "ordered_at",
                  "status",
                  "channel",
                  "items_count",
                  "net_amount",
                  "currency",
                  "coupon",
                  "payment_method")),
          new PortraitSection(
              "Newest carts",
              Silver.CARTS,
              "customer_id",
              "true",
              "changed_at desc",
              List.of("cart_id", "status", "changed_at", "items_count", "cart_amount", "currency")),
          PortraitSection.list("Subscriptions", Silver.SUBSCRIPTIONS, "true", "subscription_id"),
          PortraitSection.list("Newest feedback", Silver.FEEDBACK, "true", "given_at desc"),
          PortraitSection.list("Consents", Silver.CONSENTS, "true", "consent_id"),
          PortraitSection.list("Records", Silver.CUSTOMER_RECORDS, "true", "first_seen_at"));

  private static PortraitSection of(String title, Table table, List<String> shown) {
    return new PortraitSection(title, table, "customer_id", "true", "customer_id", shown);
  }

  private static PortraitSection list(String title, Table table, String condition, String order) {
    return new PortraitSection(title, table, "customer_id", condition, order, List.of("*"));
  }

  /** Contact points come one a row. */
  boolean isOfContacts() {
    return shown.equals(REACH);
  }
}
