package vongdoi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class LinkIdentifiersTest {
  private static final String[] EVENTS = {
    event("e1", "page", "\"anonymous_id\":\"a1\",\"occurred_at\":\"2026-01-01T01:00:00Z\""),
    event(
        "e2",
        "identify",
        "\"anonymous_id\":\"a1\",\"user_id\":\"u1\",\"email\":\" An@Shop.vn \","
            + "\"occurred_at\":\"2026-01-02T01:00:00Z\""),
    event(
        "e3",
        "page",
        "\"anonymous_id\":\"a1\",\"user_id\":\"anonymous\","
            + "\"occurred_at\":\"2026-01-03T01:00:00Z\""),
    event(
        "e4",
        "alias",
        "\"user_id\":\"u1\",\"previous_id\":\"a9\",\"occurred_at\":\"2026-01-03T02:00:00Z\""),
    event(
        "e5",
        "group",
        "\"user_id\":\"u1\",\"email\":\"firm@shop.vn\",\"occurred_at\":\"2026-01-03T03:00:00Z\""),
    event("e6", "page", "\"occurred_at\":\"2026-01-03T03:00:00Z\"")
  };
  private static final String[] ORDERS = {
    "{\"order_id\":\"o1\",\"_source\":\"shop\",\"_row_hash\":\"1\",\"record_id\":\"7\","
        + "\"record_source\":\"crm\",\"user_id\":\"u2\",\"anonymous_id\":\"a2\","
        + "\"phone\":\"0123 2345678\",\"ordered_at\":\"2026-01-02T05:00:00Z\"}",
    "{\"order_id\":\"o2\",\"_source\":\"shop\",\"_row_hash\":\"2\",\"email\":\"g@shop.vn\","
        + "\"anonymous_id\":\"a3\",\"ordered_at\":\"2026-01-02T06:00:00Z\"}"
  };
  private static final String CUSTOMER =
      "{\"record_id\":\"7\",\"record_source\":\"crm\",\"_row_hash\":\"1\",\"national_id\":"
          + "\"079 123\",\"loyalty_id\":\"l-1\",\"phone\":\"+84832345678\","
          + "\"updated_at\":\"2026-01-01T00:00:00Z\"}";

  private static String event(String id, String type, String rest) {
    return "{\"event_id\":\"%s\",\"event_type\":\"%s\",%s}".formatted(id, type, rest);
  }

  private static List<String> links(TestLake lake) {
    return TestLake.rows(
        lake.read(Silver.IDENTIFIER_LINKS),
        "concat_ws(' ', source, record_id, kind, type, value, observations_count,"
            + " date_format(first_seen_at, 'd'), date_format(last_seen_at, 'd')) as l");
  }

  @Test
  void keepsEveryIdentifierOfTheRecordThatTheRowBelongsTo() {
    TestLake lake =
        TestLake.empty()
            .put(Bronze.EVENTS, EVENTS)
            .put(Bronze.ORDERS, ORDERS)
            .put(Bronze.CUSTOMERS, CUSTOMER);
    lake.run(new LinkIdentifiers(Settings.usual()), "2026-01-05");
    assertEquals(
        List.of(
            "crm 7 customer device a2 1 2 2",
            "crm 7 customer loyalty L1 1 1 1",
            "crm 7 customer national 079123 1 1 1",
            "crm 7 customer phone +84832345678 2 1 2",
            "crm 7 customer record crm:7 2 1 2",
            "crm 7 customer user u2 1 2 2",
            "device a1 device device a1 3 1 3",
            "device a2 device device a2 1 2 2",
            "device a3 device device a3 1 2 2",
            "shop o2 guest device a3 1 2 2",
            "shop o2 guest email g@shop.vn 1 2 2",
            "shop o2 guest guest shop:o2 1 2 2",
            "user u1 user device a1 1 2 2",
            "user u1 user device a9 1 3 3",
            "user u1 user email an@shop.vn 1 2 2",
            "user u1 user user a9 1 3 3",
            "user u1 user user u1 3 2 3",
            "user u2 user user u2 1 2 2"),
        links(lake).stream().map(l -> l.substring(6, l.length() - 2)).toList());
  }

  @Test
  void rowsThatComeInPartsGiveTheSameLinks() {
    TestLake once = TestLake.empty().put(Bronze.EVENTS, EVENTS);
    once.run(new LinkIdentifiers(Settings.usual()), "2026-01-05");
    TestLake parts = TestLake.empty();
    for (int i = EVENTS.length - 1; i >= 0; i--) {
      parts.put(Bronze.EVENTS, EVENTS[i]);
      if (i % 2 == 0) {
        parts.run(new LinkIdentifiers(Settings.usual()), "2026-01-05");
      }
    }
    assertEquals(links(once), links(parts));
  }

  @Test
  void feedbackThatNamesOnlyAnOrderIsNoRecordOfItsOwn() {
    String answer =
        "{\"feedback_id\":\"%s\",\"_source\":\"shop\",\"_row_hash\":\"%1$s\",\"order_id\":\"o1\","
            + "\"given_at\":\"2026-01-02T05:00:00Z\"%s}";
    TestLake lake =
        TestLake.empty()
            .put(
                Bronze.FEEDBACK,
                answer.formatted("f1", ""),
                answer.formatted("f2", ",\"email\":\"g@shop.vn\""));
    lake.run(new LinkIdentifiers(Settings.usual()), "2026-01-05");
    assertEquals(
        List.of("shop f2 guest email g@shop.vn 1 2 2", "shop f2 guest guest shop:f2 1 2 2"),
        links(lake).stream().map(l -> l.substring(6, l.length() - 2)).toList());
  }
}
