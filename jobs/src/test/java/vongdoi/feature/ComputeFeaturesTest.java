package vongdoi.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.WithPartitions;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class ComputeFeaturesTest {
  private static final ComputeFeatures JOB =
      new ComputeFeatures(
          new FeatureConfig(
              List.of(0, 10, 20),
              1,
              new FeatureConfig.Classes(
                  Map.of("business", "customer_kind = 'business'"),
                  Map.of("reseller", "orders_30d > 2"))));
  private static TestLake lake;

  @BeforeAll
  static void runOnce() {
    lake = TestLake.empty();
    lake.put(
        Silver.PROFILES,
        profile("ann", "2026-03-01T03:00:00Z"),
        profile("bob", "2026-05-27T03:00:00Z"));
    lake.put(
        Silver.ORDERS,
        order("o1", "ann", "2026-03-01", 100, "VND", "completed", ""),
        order("o2", "ann", "2026-03-11", 30, "VND", "completed", ""),
        order("o3", "ann", "2026-03-11", 20, "VND", "completed", ""),
        order("o4", "ann", "2026-03-21", 70, "VND", "completed", ""),
        order("o5", "ann", "2026-03-21", 999, "USD", "completed", ""),
        order("o6", "ann", "2026-05-30", 500, "VND", "completed", ""),
        order("o7", "cat", "2026-05-01", 80, "VND", "cancelled", "2026-05-15T03:00:00Z"),
        order("o8", "dan", "2026-05-20", 60, "VND", "refunded", "2026-05-25T03:00:00Z"),
        order("o9", "eve", "2026-05-10", 100, "VND", "completed", ""),
        order("o10", "eve", "2026-05-20", 50, "VND", "completed", ""),
        order("C10", "eve", "2026-05-30", -40, "VND", "completed", ""));
    lake.put(
        Silver.ORDER_ITEMS,
        item("o1", "p1", "ann", "2026-03-01", "tea"),
        item("o2", "p2", "ann", "2026-03-11", "tea"),
        item("o4", "p3", "ann", "2026-03-21", "rice"),
        item("o6", "p4", "ann", "2026-05-30", "fish"));
    lake.put(
        Silver.SESSIONS,
        session("s1", "ann", "2026-05-20", 4),
        session("s2", "ann", "2026-05-31", 9));
    lake.put(
        Silver.CARTS,
        "{\"cart_id\":\"c1\",\"customer_id\":\"bob\",\"status\":\"abandoned\",\"abandoned_at\":\"2026-05-27T18:30:00Z\"}");
    lake.put(
        Silver.PAYMENTS,
        "{\"payment_id\":\"y1\",\"customer_id\":\"ann\",\"status\":\"failed\",\"created_at\":\"2026-05-19T03:00:00Z\"}");
    lake.put(
        Silver.FEEDBACK,
        nps("f1", "2026-05-02T03:00:00Z", 9),
        nps("f2", "2026-05-29T03:00:00Z", 2));
    lake.put(
        Silver.SUBSCRIPTIONS,
        "{\"subscription_id\":\"b1\",\"customer_id\":\"ann\",\"status\":\"cancelled\","
            + "\"started_at\":\"2026-05-15T03:00:00Z\",\"cancelled_at\":\"2026-05-26T03:00:00Z\"}");
    lake.run(JOB, "2026-05-31");
  }

  /** Eve bought for 150 and brought back 40 of it, which ten days before nobody knew. */
  @Test
  void whatCameBackIsAShareOfTheSpend() {
    assertEquals(
        Set.of("2026-05-31 0.2667", "2026-05-21 0.0000", "2026-05-11 0.0000"),
        TestLake.rows(
                lake.read(Gold.FEATURES)
                    .where("customer_id = 'eve'")
                    .selectExpr(
                        "concat(as_of_date, ' ', format_number(returned_share, 4)) as share"))
            .stream()
            .map(row -> row.replaceAll(".*:\"|\"}", ""))
            .collect(Collectors.toSet()));
  }

  /**
   * Tea brings 100 of 200, fish 10 of 100, both 110 of 300, as does rice, whose cost nobody knows.
   */
  @Test
  void marginIsThatOfTheCategoriesBought() {
    TestLake shop = TestLake.empty();
    shop.put(
        Silver.PROFILES,
        profile("ann", "2026-05-01T03:00:00Z"),
        profile("bob", "2026-05-01T03:00:00Z"),
        profile("cat", "2026-05-01T03:00:00Z"));
    shop.put(
        Silver.PRODUCTS,
        "{\"product_id\":\"p1\",\"currency\":\"VND\",\"cost_amount\":40}",
        "{\"product_id\":\"p2\",\"currency\":\"VND\",\"cost_amount\":30}",
        "{\"product_id\":\"p3\",\"currency\":\"VND\"}",
        "{\"product_id\":\"p4\",\"currency\":\"VND\",\"cost_amount\":90}");
    shop.put(
        Silver.ORDER_ITEMS,
        sold("o1", "p1", "ann", 1, 100, "tea"),
        sold("o2", "p3", "ann", 1, 300, "rice"),
        sold("o3", "p2", "bob", 2, 100, "tea"),
        sold("o4", "p4", "bob", 1, 100, "fish"));
    shop.run(JOB, "2026-05-31");
    assertEquals(
        Set.of("ann 0.4000 2", "bob 0.3000 2", "cat none 0"),
        shop
            .values(
                Gold.FEATURES,
                "concat_ws(' ', customer_id, coalesce(format_number(margin_share, 4), 'none'),"
                    + " if(as_of_date = date'2026-05-31', string(categories_count), 'x'))")
            .stream()
            .filter(row -> !row.endsWith("x"))
            .collect(Collectors.toSet()));
    assertEquals(0, lake.read(Gold.FEATURES).where("margin_share is not null").count());
  }

  private static String sold(
      String order, String product, String customer, int quantity, int amount, String category) {
    return ("{\"order_id\":\"%s\",\"product_id\":\"%s\",\"customer_id\":\"%s\","
            + "\"order_date\":\"2026-05-20\",\"category\":\"%s\",\"is_valid\":true,"
            + "\"quantity\":%d,\"line_amount\":%d,\"currency\":\"VND\"}")
        .formatted(order, product, customer, category, quantity, amount);
  }

  static String profile(String customer, String firstSeen) {
    return "{\"customer_id\":\"%s\",\"first_seen_at\":\"%s\"}".formatted(customer, firstSeen);
  }

  static String order(
      String id,
      String customer,
      String date,
      int amount,
      String currency,
      String status,
      String at) {
    String updated = at.isEmpty() ? "" : ",\"updated_at\":\"" + at + "\"";
    int net = status.equals("refunded") ? 0 : amount;
    return ("{\"order_id\":\"%s\",\"customer_id\":\"%s\",\"order_date\":\"%s\",\"ordered_at\":"
            + "\"%sT03:00:00Z\",\"total_amount\":%d,\"net_amount\":%d,\"currency\":\"%s\","
            + "\"status\":\"%s\",\"is_valid\":%s%s}")
        .formatted(
            id,
            customer,
            date,
            date,
            amount,
            net,
            currency,
            status,
            !status.equals("cancelled") && amount > 0,
            updated);
  }

  private static String item(String order, String product, String customer, String date, String c) {
    return ("{\"order_id\":\"%s\",\"product_id\":\"%s\",\"customer_id\":\"%s\",\"order_date\":\"%s\","
            + "\"category\":\"%s\",\"is_valid\":true}")
        .formatted(order, product, customer, date, c);
  }

  private static String session(String id, String customer, String date, int views) {
    return ("{\"session_id\":\"%s\",\"customer_id\":\"%s\",\"session_date\":\"%s\","
            + "\"products_viewed_count\":%d}")
        .formatted(id, customer, date, views);
  }

  private static String nps(String id, String at, int score) {
    return ("{\"feedback_id\":\"%s\",\"customer_id\":\"ann\",\"kind\":\"nps\",\"given_at\":\"%s\","
            + "\"score\":%d}")
        .formatted(id, at, score);
  }

  private static Row of(String customer, String asOf) {
    return lake.read(Gold.FEATURES)
        .where("customer_id = '%s' and as_of_date = date'%s'".formatted(customer, asOf))
        .head();
  }

  @Test
  void ordersOfOneDayAreOneOrderDay() {
    Row ann = of("ann", "2026-05-21");
    assertEquals(5L, ann.<Long>getAs("orders_count"));
    assertEquals(2L, ann.<Long>getAs("repeat_orders_count"));
    assertEquals(20.0, ann.<Double>getAs("days_first_to_last_order"));
    assertEquals(81.0, ann.<Double>getAs("days_since_first_order"));
    assertEquals(61.0, ann.<Double>getAs("days_since_last_order"));
    assertEquals(10.0, ann.<Double>getAs("mean_gap_days"));
    assertEquals(6.1, ann.<Double>getAs("gap_ratio"), 1e-12);
  }

  @Test
  void sumsTheCurrencyMostUsed() {
    Row ann = of("ann", "2026-05-21");
    assertEquals("VND", ann.getAs("currency"));
    assertEquals(220.0, ann.<Double>getAs("total_amount"));
    assertEquals(60.0, ann.<Double>getAs("mean_repeat_order_amount"));
    assertEquals(55.0, ann.<Double>getAs("mean_order_amount"));
  }

  @Test
  void knowsNothingFromAfterTheAsOfDate() {
    Row before = of("ann", "2026-05-21");
    Row after = of("ann", "2026-05-31");
    assertEquals(2L, before.<Long>getAs("categories_count"));
    assertEquals(3L, after.<Long>getAs("categories_count"));
    assertEquals(4L, before.<Long>getAs("products_viewed_30d"));
    assertEquals(13L, after.<Long>getAs("products_viewed_30d"));
    assertEquals(1.0, before.<Double>getAs("days_since_last_session"));
    assertEquals(9.0, before.<Double>getAs("last_nps_score"));
    assertEquals(2.0, after.<Double>getAs("last_nps_score"));
    assertEquals(1L, before.<Long>getAs("active_subscriptions_count"));
    assertEquals(0L, after.<Long>getAs("active_subscriptions_count"));
    assertEquals(0L, before.<Long>getAs("orders_30d"));
    assertEquals(500.0, after.<Double>getAs("amount_30d"));
    assertEquals(1L, before.<Long>getAs("failed_payments_90d"));
  }

  @Test
  void cancellationAndRefundCountFromTheDayTheyHappened() {
    assertTrue(of("cat", "2026-05-11").<Boolean>getAs("is_buyer"));
    assertTrue(
        lake.read(Gold.FEATURES)
            .where("customer_id = 'cat' and as_of_date > date'2026-05-11' and is_buyer")
            .isEmpty());
    assertEquals(60.0, of("dan", "2026-05-21").<Double>getAs("total_amount"));
    assertEquals(0.0, of("dan", "2026-05-31").<Double>getAs("total_amount"));
    assertEquals(0L, of("dan", "2026-05-21").<Long>getAs("refunds_365d"));
    assertEquals(1L, of("dan", "2026-05-31").<Long>getAs("refunds_365d"));
  }

  @Test
  void returnIsNoPurchaseButItsAmountIsTakenOff() {
    Row before = of("eve", "2026-05-21");
    Row after = of("eve", "2026-05-31");
    assertEquals(150.0, before.<Double>getAs("total_amount"));
    assertEquals(110.0, after.<Double>getAs("total_amount"));
    assertEquals(2L, after.<Long>getAs("orders_count"));
    assertEquals(11.0, after.<Double>getAs("days_since_last_order"));
    assertEquals(10.0, after.<Double>getAs("mean_repeat_order_amount"));
    assertEquals(150.0, after.<Double>getAs("bought_amount"));
    assertEquals(50.0, after.<Double>getAs("mean_repeat_bought_amount"));
    assertEquals(40 / 150.0, after.<Double>getAs("returned_share"), 1e-12);
    assertEquals(1L, after.<Long>getAs("refunds_365d"));
  }

  @Test
  void customerAppearsFromTheFirstTrace() {
    assertEquals(
        Set.of("2026-05-31"),
        lake.values(Gold.FEATURES, "if(customer_id = 'bob', as_of_date, date'2026-05-31')"));
    Row bob = of("bob", "2026-05-31");
    assertEquals(false, bob.<Boolean>getAs("is_buyer"));
    assertEquals(1L, bob.<Long>getAs("carts_abandoned_90d"));
  }

  @Test
  void equalAtAnyParallelism() {
    List<String> two = lake.rows(Gold.FEATURES);
    lake.run(new WithPartitions(JOB, 7), "2026-05-31");
    assertEquals(two, lake.rows(Gold.FEATURES));
  }
}
