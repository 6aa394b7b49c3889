package vongdoi.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Write;

class AssignSegmentsTest {
  private static final String[] INTERVAL = {"segment", "customer_id", "entered_at", "exited_at"};

  private static AssignSegments buyers() {
    return new AssignSegments(
        Fragments.of(
            """
            buyers { name { en = Buyers, vi = "Người mua" }, rule = "orders_count > 0"
                     score = "total_amount", reason = "concat(orders_count, ' orders')" }
            nobody { name { en = Nobody, vi = "Không ai" }, rule = "tier = 'none'" }
            """));
  }

  private static String profile(String customer, int orders) {
    return "{\"customer_id\":\"%s\",\"orders_count\":%d,\"total_amount\":%d}"
        .formatted(customer, orders, 10 * orders);
  }

  private static String interval(String customer, String from, String to) {
    return "{\"segment\":\"buyers\",\"customer_id\":\"%s\",\"entered_at\":\"%s\"%s}"
        .formatted(customer, from, to == null ? "" : ",\"exited_at\":\"" + to + "\"");
  }

  /** Profiles as another stage would leave them. */
  private static void replaceProfiles(TestLake lake, String... rows) {
    TestLake other = TestLake.empty().put(Silver.PROFILES, rows);
    lake.run(new StandIn(Write.replace(Silver.PROFILES), other.read(Silver.PROFILES)), "2026-01-01");
  }

  @Test
  void intervalsOpenCloseAndReopenByRunDate() {
    TestLake lake = TestLake.empty();
    AssignSegments job = buyers();
    replaceProfiles(lake, profile("a", 1), profile("merged", 2), profile("visitor", 0));
    lake.run(job, "2026-01-05");
    assertEquals(
        List.of(interval("a", "2026-01-05", null), interval("merged", "2026-01-05", null)),
        lake.rows(Gold.SEGMENT_MEMBERS, INTERVAL));
    assertEquals(Outcome.UNCHANGED, lake.run(job, "2026-01-05").outcome());

    replaceProfiles(lake, profile("a", 3), profile("visitor", 1));
    lake.run(job, "2026-01-06");
    List<String> second =
        List.of(
            interval("a", "2026-01-05", null),
            interval("merged", "2026-01-05", "2026-01-06"),
            interval("visitor", "2026-01-06", null));
    assertEquals(second, lake.rows(Gold.SEGMENT_MEMBERS, INTERVAL));
    assertTrue(
        lake.rows(Gold.SEGMENT_MEMBERS, "customer_id", "score", "reason")
            .contains("{\"customer_id\":\"a\",\"score\":30.0,\"reason\":\"3 orders\"}"));

    replaceProfiles(lake, profile("a", 3), profile("merged", 2));
    lake.run(job, "2026-01-06");
    assertEquals(
        List.of(interval("a", "2026-01-05", null), interval("merged", "2026-01-05", null)),
        lake.rows(Gold.SEGMENT_MEMBERS, INTERVAL),
        "the same date on other inputs ends as if it had run once");

    replaceProfiles(lake, profile("merged", 2));
    lake.run(job, "2026-01-07");
    replaceProfiles(lake, profile("a", 3), profile("merged", 2));
    lake.run(job, "2026-01-09");
    assertEquals(
        List.of(
            interval("a", "2026-01-05", "2026-01-07"),
            interval("a", "2026-01-09", null),
            interval("merged", "2026-01-05", null)),
        lake.rows(Gold.SEGMENT_MEMBERS, INTERVAL));
    assertEquals(
        List.of(
            "{\"segment\":\"buyers\",\"name_vi\":\"Người mua\"}",
            "{\"segment\":\"nobody\",\"name_vi\":\"Không ai\"}"),
        lake.rows(Gold.SEGMENTS, "segment", "name_vi"));
  }

  @Test
  void shippedRulesFindTheirMembers() {
    TestLake lake = TestLake.empty();
    ShippedCustomers.put(lake);
    lake.run(new AssignSegments(Fragments.shipped()), "2026-01-10");
    assertEquals(ShippedCustomers.MEMBERS, lake.rows(Gold.SEGMENT_MEMBERS, "segment", "customer_id"));
    lake.run(new PlanActions(Fragments.shipped()), "2026-01-10");
    assertEquals(
        ShippedCustomers.ACTIONS,
        lake.rows(
            Gold.NEXT_ACTIONS, "customer_id", "action", "channel", "expires_at", "suppressed_reason"));
    assertTrue(
        lake.values(Gold.NEXT_ACTIONS, "payload")
            .containsAll(ShippedCustomers.PAYLOADS),
        () -> lake.values(Gold.NEXT_ACTIONS, "payload").toString());
  }
}
