package vongdoi.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.common.job.TestLake;

/** Runs within 11 January 2026; times of the rows are UTC, seven hours behind the shop's clock. */
class PlanMomentsTest {
  private static final String DAY = "2026-01-11";
  private static final SegmentConfig CONFIG =
      Segments.of(
          """
          cart { name { en = a, vi = b }, rule = "open_abandoned_cart_id is not null", play {
            action = remind, kind = marketing, channels = [sms], priority = 1, again-after-days = 30
            each = "array(named_struct('matter', open_abandoned_cart_id))", send-after = "cart_abandoned_at"
            expires-at = "cart_abandoned_at + interval 4 days", within-day = true } }
          bill { name { en = a, vi = b }, rule = "size(pending_payments) > 0", play {
            action = bill, kind = service, channels = [sms], priority = 1, again-after-days = 30
            each = "transform(pending_payments, p -> named_struct('matter', p.payment_id, 'at', p.expires_at - interval 3 hours))"
            send-after = "item.at", within-day = true } }
          night { name { en = a, vi = b }, rule = "open_abandoned_cart_id is not null", play {
            action = other, kind = marketing, channels = [sms], priority = 9, again-after-days = 30 } }
          """);

  @Test
  void whatCannotWaitGoesOutOnceAndInItsTime() {
    TestLake lake = TestLake.empty();
    lake.put(
        Silver.PROFILES,
        profile("left-in-the-morning", 1),
        profile("left-at-ten-to-midnight", 2),
        profile("bought-by-phone", 3),
        profile("pays-later", 4));
    lake.put(
        Silver.CONSENTS,
        consent("left-in-the-morning"),
        consent("left-at-ten-to-midnight"),
        consent("bought-by-phone"));
    lake.put(
        Silver.CARTS,
        cart("k1", "left-in-the-morning", "2026-01-11T01:00:00Z"),
        cart("k2", "left-at-ten-to-midnight", "2026-01-10T17:50:00Z"),
        cart("k3", "bought-by-phone", "2026-01-11T01:00:00Z"));
    lake.put(
        Bronze.ORDERS,
        "{\"order_id\":\"o1\",\"phone\":\"0900 000 003\",\"ordered_at\":\"2026-01-11T01:10:00Z\",\"order_date\":\"2026-01-11\"}");
    lake.put(
        Silver.PAYMENTS,
        "{\"payment_id\":\"p1\",\"customer_id\":\"pays-later\",\"order_id\":\"o9\",\"status\":\"pending\",\"created_at\":\"2026-01-10T01:00:00Z\",\"expires_at\":\"2026-01-11T05:00:00Z\"}");
    lake.put(
        Gold.SEGMENTS,
        "{\"segment\":\"cart\",\"position\":1}",
        "{\"segment\":\"bill\",\"position\":2}");
    PlanMoments job = new PlanMoments(CONFIG);

    lake.run(job, DAY, "05:10");
    assertEquals(List.of(), messages(lake), "nights are quiet, and the plan looks an hour ahead");

    lake.run(job, DAY, "06:10");
    assertEquals(List.of(message("k2", "2026-01-11T00:00:00.000Z")), messages(lake));

    lake.run(job, DAY, "07:50");
    assertEquals(1, messages(lake).size(), "no cart before its hour is over");

    lake.run(job, DAY, "08:10");
    List<String> all =
        List.of(
            message("k1", "2026-01-11T01:10:00.000Z"),
            message("k2", "2026-01-11T00:00:00.000Z"),
            message("p1", "2026-01-11T02:00:00.000Z"));
    assertEquals(all, messages(lake), "not to whom the phone order may belong");

    lake.run(job, DAY, "08:20");
    assertEquals(all, messages(lake), "nothing twice");
    assertEquals(Outcome.UNCHANGED, lake.run(job, DAY, "08:20").outcome());
    lake.put(
        Gold.SEGMENT_MEMBERS,
        "{\"segment\":\"cart\",\"customer_id\":\"left-in-the-morning\",\"entered_at\":\"2026-01-11\"}");
    lake.run(new PlanActions(CONFIG), DAY);
    assertEquals(
        List.of("{\"matter\":\"k1\",\"suppressed_reason\":\"already-sent\"}"),
        lake.rows(Gold.NEXT_ACTIONS, "matter", "suppressed_reason"),
        "nor again by the nightly run");
  }

  private static List<String> messages(TestLake lake) {
    return lake.rows(Gold.MOMENT_MESSAGES, "matter", "send_after");
  }

  private static String message(String matter, String at) {
    return "{\"matter\":\"%s\",\"send_after\":\"%s\"}".formatted(matter, at);
  }

  private static String profile(String customer, int number) {
    return "{\"customer_id\":\"%s\",\"phone\":\"+8490000000%d\",\"phones\":[\"+8490000000%2$d\"]}"
        .formatted(customer, number);
  }

  private static String consent(String customer) {
    return "{\"customer_id\":\"%s\",\"purpose\":\"marketing\",\"channel\":\"sms\",\"status\":\"granted\"}"
        .formatted(customer);
  }

  private static String cart(String id, String customer, String abandonedAt) {
    return "{\"cart_id\":\"%s\",\"customer_id\":\"%s\",\"status\":\"abandoned\",\"changed_at\":\"%s\",\"abandoned_at\":\"%3$s\",\"items_count\":1}"
        .formatted(id, customer, abandonedAt);
  }
}
