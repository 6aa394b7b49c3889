package vongdoi.segment;

import java.util.List;
import java.util.stream.Stream;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/** Customers made for the shipped segments, seen at the end of 10 January 2026 (17:00 UTC). */
final class ShippedCustomers {
  private ShippedCustomers() {}

  static void put(TestLake lake) {
    lake.put(
        Silver.PROFILES,
        profile("cart", 0, "\"email\":\"c@x.vn\""),
        profile(
            "cart-bought-by-phone",
            1,
            "\"last_order_at\":\"2026-01-10T09:00:00Z\",\"first_order_at\":\"2025-01-10T09:00:00Z\""),
        profile("pending", 1, "\"phone\":\"+84912345678\""),
        profile("declined", 1, "\"email\":\"d@x.vn\""),
        profile("renewing", 0, "\"email\":\"r@x.vn\""),
        profile("renewing-later", 0, "\"email\":\"l@x.vn\""),
        profile("switched-off", 0, "\"email\":\"s@x.vn\""),
        profile("lapsed", 3, "\"email\":\"w@x.vn\",\"birth_date\":\"1992-01-11\""),
        profile("promoter", 2, "\"email\":\"p@x.vn\",\"last_nps_score\":10"),
        profile(
            "unhappy",
            2,
            "\"phone\":\"+84912345679\",\"last_nps_score\":3,\"last_feedback_at\":\"2026-01-02T00:00:00Z\""));
    lake.put(
        Gold.LIFECYCLE,
        "{\"customer_id\":\"lapsed\",\"stage\":\"retain\",\"status\":\"lapsed\"}",
        "{\"customer_id\":\"promoter\",\"stage\":\"advocate\",\"status\":\"active\"}");
    lake.put(Gold.CLV_SCORES, "{\"customer_id\":\"lapsed\",\"tier\":\"gold\",\"clv_amount\":500}");
    lake.put(
        Gold.FEATURES,
        "{\"as_of_date\":\"2026-01-10\",\"customer_id\":\"lapsed\",\"days_since_last_order\":120.0}");
    lake.put(Silver.PRODUCTS, "{\"product_id\":\"tea\",\"name\":\"Trà sen\"}");
    lake.put(
        Silver.CARTS,
        cart(
            "k1",
            "cart",
            "2026-01-10T08:00:00Z",
            "\"items_count\":2,\"cart_amount\":70,\"items\":["
                + "{\"product_id\":\"tea\",\"quantity\":1,\"price_amount\":50},"
                + "{\"product_id\":\"cup\",\"quantity\":2,\"price_amount\":10}]"),
        cart("k0", "cart", "2026-01-09T08:00:00Z", "\"items_count\":9,\"cart_amount\":90"),
        cart("k2", "cart-bought-by-phone", "2026-01-10T08:00:00Z", "\"items_count\":1"),
        cart("k3", "pending", "2025-12-10T08:00:00Z", "\"items_count\":1"));
    lake.put(
        Silver.PAYMENTS,
        payment(
            "p1",
            "pending",
            "o1",
            "pending",
            "2026-01-10T01:00:00Z",
            "\"method\":\"vietqr\",\"amount\":120,\"expires_at\":\"2026-01-12T17:00:00Z\""),
        payment(
            "p2",
            "pending",
            "o2",
            "pending",
            "2026-01-10T02:00:00Z",
            "\"expires_at\":\"2026-01-11T17:00:00Z\""),
        payment("p3", "pending", "o2", "paid", "2026-01-10T03:00:00Z", ""),
        payment(
            "p4",
            "pending",
            "o3",
            "pending",
            "2026-01-10T02:00:00Z",
            "\"expires_at\":\"2026-01-11T17:00:00Z\""),
        payment(
            "p5", "declined", "o4", "failed", "2026-01-09T02:00:00Z", "\"decline_class\":\"soft\""),
        payment(
            "p6", "declined", "o4", "failed", "2026-01-10T02:00:00Z", "\"decline_class\":\"hard\""),
        payment(
            "p7", "lapsed", "o5", "failed", "2026-01-09T02:00:00Z", "\"decline_class\":\"soft\""),
        payment("p8", "lapsed", "o5", "paid", "2026-01-10T02:00:00Z", ""));
    lake.put(
        Silver.ORDERS,
        "{\"order_id\":\"o3\",\"customer_id\":\"pending\",\"status\":\"cancelled\"}",
        "{\"order_id\":\"o9\",\"customer_id\":\"cart-bought-by-phone\",\"status\":\"paid\",\"is_valid\":true,\"order_date\":\"2026-01-10\",\"ordered_at\":\"2026-01-10T09:00:00Z\"}");
    lake.put(
        Silver.SUBSCRIPTIONS,
        subscription("s1", "renewing", "month", "2026-01-13T00:00:00Z", true),
        subscription("s2", "renewing-later", "month", "2026-01-20T00:00:00Z", true),
        subscription("s3", "renewing", "year", "2026-03-20T00:00:00Z", true),
        subscription("s4", "switched-off", "year", "2026-01-20T00:00:00Z", false));
    lake.put(
        Silver.CONSENTS,
        consent("cart", "email", "granted"),
        consent("lapsed", "email", "granted"),
        consent("promoter", "email", "denied"),
        consent("renewing", "email", "denied"),
        consent("declined", "email", "withdrawn"),
        consent("switched-off", "sms", "granted"));
  }

  static final List<String> MEMBERS =
      Stream.of(
              "ambassadors promoter",
              "birthday lapsed",
              "cart-left-behind cart",
              "high-value lapsed",
              "payment-failed declined",
              "payment-pending pending",
              "renewal-due renewing",
              "renewal-off switched-off",
              "unhappy unhappy",
              "win-back lapsed")
          .map(m -> m.split(" "))
          .map(m -> "{\"segment\":\"%s\",\"customer_id\":\"%s\"}".formatted(m[0], m[1]))
          .sorted()
          .toList();

  static final List<String> ACTIONS =
      List.of(
          action("cart", "k1", "cart-reminder", "email", "2026-01-14T08:00:00.000Z", null),
          action("declined", "p6", "dunning", null, "2026-01-25T02:00:00.000Z", "no-consent"),
          action("lapsed", "", "birthday-wish", "email", "2026-01-11T17:00:00.000Z", null),
          action("lapsed", "", "win-back", null, "2026-01-24T17:00:00.000Z", "lower-priority"),
          action("pending", "p1@24h", "payment-reminder", "zalo", "2026-01-12T17:00:00.000Z", null),
          action(
              "pending", "p1@3h", "payment-reminder", null, "2026-01-12T17:00:00.000Z", "not-yet"),
          action(
              "promoter", "", "invite-ambassador", null, "2026-02-09T17:00:00.000Z", "no-consent"),
          action(
              "renewing",
              "s1@2026-01-13",
              "renewal-notice",
              "email",
              "2026-01-13T00:00:00.000Z",
              null),
          action(
              "switched-off",
              "s4@2026-01-20",
              "retention-offer",
              null,
              "2026-01-20T00:00:00.000Z",
              "no-consent"),
          action("unhappy", "", "care-call", "call", "2026-01-17T17:00:00.000Z", null));

  static final List<String> PAYLOADS =
      List.of(
          "{\"amount\":70.00,\"cart_id\":\"k1\",\"items\":["
              + "{\"product_id\":\"tea\",\"name\":\"Trà sen\",\"quantity\":1.0,\"price_amount\":50.00},"
              + "{\"product_id\":\"cup\",\"name\":\"cup\",\"quantity\":2.0,\"price_amount\":10.00}]}",
          "{\"offer_percent\":15,\"tier\":\"gold\"}",
          "{\"ask\":\"another-payment-method\",\"attempt\":0,\"currency\":\"\",\"decline_class\":\"hard\",\"order_id\":\"o4\",\"payment_id\":\"p6\",\"retry_at\":[]}");

  private static String profile(String customer, int orders, String more) {
    return "{\"customer_id\":\"%s\",\"orders_count\":%d,%s}".formatted(customer, orders, more);
  }

  private static String cart(String id, String customer, String changedAt, String more) {
    return "{\"cart_id\":\"%1$s\",\"customer_id\":\"%2$s\",\"status\":\"abandoned\",\"changed_at\":\"%3$s\",\"abandoned_at\":\"%3$s\",%4$s}"
        .formatted(id, customer, changedAt, more);
  }

  private static String payment(
      String id, String customer, String order, String status, String createdAt, String more) {
    return "{\"payment_id\":\"%s\",\"customer_id\":\"%s\",\"order_id\":\"%s\",\"status\":\"%s\",\"created_at\":\"%s\"%s}"
        .formatted(id, customer, order, status, createdAt, more.isEmpty() ? "" : "," + more);
  }

  private static String subscription(
      String id, String customer, String interval, String end, boolean autoRenew) {
    return "{\"subscription_id\":\"%s\",\"customer_id\":\"%s\",\"interval\":\"%s\",\"current_period_end\":\"%s\",\"auto_renew\":%s,\"status\":\"active\"}"
        .formatted(id, customer, interval, end, autoRenew);
  }

  private static String consent(String customer, String channel, String status) {
    return "{\"customer_id\":\"%s\",\"purpose\":\"marketing\",\"channel\":\"%s\",\"status\":\"%s\"}"
        .formatted(customer, channel, status);
  }

  private static String action(
      String customer,
      String matter,
      String action,
      String channel,
      String expires,
      String suppressed) {
    return "{\"customer_id\":\"%s\",\"matter\":\"%s\",\"action\":\"%s\"%s,\"expires_at\":\"%s\"%s}"
        .formatted(
            customer,
            matter,
            action,
            channel == null ? "" : ",\"channel\":\"" + channel + "\"",
            expires,
            suppressed == null ? "" : ",\"suppressed_reason\":\"" + suppressed + "\"");
  }
}
