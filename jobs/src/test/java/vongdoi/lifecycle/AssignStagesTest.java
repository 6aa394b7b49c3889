package vongdoi.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class AssignStagesTest {
  private static final AssignStages JOB = new AssignStages(Settings.config());

  private static String profile(String customer, String seen, int subscriptions) {
    return ("{\"customer_id\":\"%s\",\"first_seen_at\":\"2025-12-01T03:00:00Z\","
            + "\"last_seen_at\":\"%sT03:00:00Z\",\"active_subscriptions_count\":%d}")
        .formatted(customer, seen, subscriptions);
  }

  private static String[] orders(String customer, String... days) {
    List<String> rows = new ArrayList<>();
    for (String day : days) {
      rows.add(
          ("{\"order_id\":\"%s-%s\",\"customer_id\":\"%s\",\"order_date\":\"%s\","
                  + "\"is_valid\":true}")
              .formatted(customer, day, customer, day));
    }
    return rows.toArray(String[]::new);
  }

  private static String said(String customer, String kind, int score, String mood, String day) {
    return ("{\"feedback_id\":\"%s-%s\",\"customer_id\":\"%s\",\"kind\":\"%s\",\"score\":%d,"
            + "\"sentiment\":\"%s\",\"given_at\":\"%sT03:00:00Z\"}")
        .formatted(customer, day, customer, kind, score, mood, day);
  }

  private static List<String> stages(TestLake lake) {
    return lake
        .read(Gold.LIFECYCLE)
        .selectExpr("concat_ws(' ', customer_id, stage, status, since, until)")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  private static List<String> reasons(TestLake lake, String column) {
    return lake
        .read(Gold.LIFECYCLE)
        .selectExpr("concat(customer_id, ': ', " + column + ")")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void stagesFollowFromFactsAndSayWhyInBothLanguages() {
    TestLake lake =
        TestLake.empty()
            .put(
                Silver.PROFILES,
                profile("advocate", "2026-01-01", 0),
                profile("back", "2026-01-01", 0),
                profile("denied", "2026-01-01", 0),
                profile("engaged", "2026-01-01", 0),
                profile("first", "2026-01-01", 0),
                profile("gone", "2025-12-20", 0),
                profile("regular", "2026-01-01", 0),
                profile("subscriber", "2026-01-01", 1),
                profile("visitor", "2025-12-20", 0))
            .put(Silver.ORDERS, orders("advocate", "2025-12-10"))
            .put(
                Silver.ORDERS,
                orders("back", "2025-09-01", "2025-09-11", "2026-01-15", "2026-01-20"))
            .put(Silver.ORDERS, orders("denied", "2026-01-15"))
            .put(Silver.ORDERS, orders("engaged", "2026-01-10"))
            .put(Silver.ORDERS, orders("first", "2026-01-10"))
            .put(Silver.ORDERS, orders("gone", "2025-11-01", "2025-11-08", "2025-11-15"))
            .put(Silver.ORDERS, orders("regular", "2026-01-01", "2026-01-11", "2026-01-21"))
            .put(Silver.ORDERS, orders("subscriber", "2025-06-01"))
            .put(
                Silver.FEEDBACK,
                said("advocate", "nps", 9, "positive", "2025-12-20"),
                said("advocate", "nps", 10, "positive", "2026-01-05"),
                said("denied", "nps", 10, "positive", "2026-01-16"),
                said("denied", "complaint", 0, "negative", "2026-01-17"),
                said("engaged", "csat", 4, "positive", "2026-01-12"));
    lake.run(JOB, "2026-01-25");
    assertEquals(
        List.of(
            "advocate advocate active 2025-12-20 2026-02-05",
            "back develop active 2026-01-15 2026-03-09",
            "denied develop active 2026-01-16 2026-03-02",
            "engaged develop active 2026-01-12 2026-02-25",
            "first purchase active 2026-01-10 2026-02-25",
            "gone retain lapsed 2025-11-23",
            "regular develop active 2026-01-11 2026-02-01",
            "subscriber purchase active 2025-06-01",
            "visitor reach cooling 2025-12-01 2026-03-21"),
        stages(lake));
    assertEquals(
        List.of(
            "advocate: recommends us since 2025-12-20: NPS of 9 or more; 1 purchase, on 2025-12-10",
            "back: 4 purchases, last on 2026-01-20, one every 47 days; due on 2026-03-09",
            "denied: 1 purchase, on 2026-01-15; spoke to us on 2026-01-16; due on 2026-03-02",
            "engaged: 1 purchase, on 2026-01-10; spoke to us on 2026-01-12; due on 2026-02-25",
            "first: 1 purchase, on 2026-01-10; due on 2026-02-25",
            "gone: 3 purchases, last on 2025-11-15, one every 7 days; due since 2025-11-23",
            "regular: 3 purchases, last on 2026-01-21, one every 10 days; due on 2026-02-01",
            "subscriber: 1 purchase, on 2025-06-01; subscription in force",
            "visitor: no purchase yet; last seen on 2025-12-20"),
        reasons(lake, "reason"));
    assertEquals(
        List.of(
            "advocate: ủng hộ từ ngày 20/12/2025: điểm NPS từ 9; 1 lần mua, ngày 10/12/2025",
            "back: 4 lần mua, gần nhất ngày 20/01/2026, trung bình 47 ngày một lần; đến kỳ mua lại ngày 09/03/2026",
            "denied: 1 lần mua, ngày 15/01/2026; phản hồi ngày 16/01/2026; đến kỳ mua lại ngày 02/03/2026",
            "engaged: 1 lần mua, ngày 10/01/2026; phản hồi ngày 12/01/2026; đến kỳ mua lại ngày 25/02/2026",
            "first: 1 lần mua, ngày 10/01/2026; đến kỳ mua lại ngày 25/02/2026",
            "gone: 3 lần mua, gần nhất ngày 15/11/2025, trung bình 7 ngày một lần; đến kỳ mua lại từ ngày 23/11/2025",
            "regular: 3 lần mua, gần nhất ngày 21/01/2026, trung bình 10 ngày một lần; đến kỳ mua lại ngày 01/02/2026",
            "subscriber: 1 lần mua, ngày 01/06/2025; gói định kỳ còn hiệu lực",
            "visitor: chưa mua; ghé gần nhất ngày 20/12/2025"),
        reasons(lake, "reason_vi"));
  }

  @Test
  void statusFallsByProbabilityAndReturnsAreDated() {
    String[] customers = {"alive", "back", "back-long-ago", "dead", "doubtful", "subscriber"};
    List<String> profiles = new ArrayList<>();
    for (String customer : customers) {
      profiles.add(profile(customer, "2026-01-21", customer.equals("subscriber") ? 1 : 0));
    }
    TestLake lake = TestLake.empty().put(Silver.PROFILES, profiles.toArray(String[]::new));
    List<String> orders = new ArrayList<>();
    for (String customer : List.of("alive", "dead", "doubtful", "subscriber")) {
      orders.addAll(List.of(orders(customer, "2026-01-01", "2026-01-11", "2026-01-21")));
    }
    orders.addAll(List.of(orders("back", "2025-09-01", "2025-09-11", "2026-01-15")));
    orders.addAll(List.of(orders("back-long-ago", "2025-08-01", "2025-08-11", "2025-12-01")));
    orders.addAll(List.of(orders("alive", "2026-02-25")));
    lake.put(Silver.ORDERS, orders.toArray(String[]::new))
        .put(
            Gold.CLV_SCORES,
            "{\"customer_id\":\"alive\",\"alive_probability\":0.9}",
            "{\"customer_id\":\"dead\",\"alive_probability\":0.19}",
            "{\"customer_id\":\"doubtful\",\"alive_probability\":0.4}",
            "{\"customer_id\":\"subscriber\",\"alive_probability\":0.1}",
            "{\"customer_id\":\"back\",\"alive_probability\":0.1,\"as_of_date\":\"2026-02-01\"}");
    lake.run(JOB, "2026-01-25");
    assertEquals(
        List.of(
            "{\"t\":\"alive active 2026-01-01 false\"}",
            "{\"t\":\"back active 2026-01-15 2026-01-15 true\"}",
            "{\"t\":\"back-long-ago active 2025-12-01 2025-12-01 false\"}",
            "{\"t\":\"dead lapsed false\"}",
            "{\"t\":\"doubtful at-risk false\"}",
            "{\"t\":\"subscriber active 2026-01-01 false\"}"),
        lake.rows(
            Gold.LIFECYCLE,
            "concat_ws(' ', customer_id, status, status_since, returned_on, is_returned) as t"));
    assertEquals(
        List.of(
            "{\"reason\":\"3 purchases, last on 2026-01-21, one every 10 days; due on 2026-02-01; P(alive) 0.40\"}"),
        TestLake.rows(lake.read(Gold.LIFECYCLE).where("customer_id = 'doubtful'"), "reason"));
  }

  @Test
  void historyHoldsIntervalsByRunDateAndOneTruthPerDate() {
    TestLake lake =
        TestLake.empty()
            .put(Silver.PROFILES, profile("a", "2026-01-01", 0), profile("b", "2026-01-01", 0))
            .put(Silver.ORDERS, orders("b", "2026-01-01"));
    lake.run(JOB, "2026-01-02");
    lake.put(Silver.ORDERS, orders("a", "2026-01-03"));
    lake.run(JOB, "2026-01-03");
    lake.put(Silver.ORDERS, orders("a", "2026-01-02"));
    lake.run(JOB, "2026-01-03");
    assertEquals(
        List.of(
            "a reach active 2026-01-02 2026-01-03",
            "a develop active 2026-01-03",
            "b purchase active 2026-01-02"),
        history(lake));
    lake.replace(Silver.PROFILES, profile("a", "2026-01-01", 0));
    lake.run(JOB, "2026-01-04");
    assertEquals("b purchase active 2026-01-02 2026-01-04", history(lake).get(2));
    lake.replace(Silver.PROFILES, profile("a", "2026-01-01", 0), profile("b", "2026-01-01", 0));
    lake.run(JOB, "2026-01-04");
    assertEquals("b purchase active 2026-01-02", history(lake).get(2));
  }

  private static List<String> history(TestLake lake) {
    return lake
        .read(Gold.LIFECYCLE_HISTORY)
        .orderBy("customer_id", "since")
        .selectExpr("concat_ws(' ', customer_id, stage, status, since, until)")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .toList();
  }
}
