package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.TestLake;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;

/** The fixture of the landing layouts with all its edge cases, day after day in one lake. */
class SegmentIngestTest {
  private static final String[] CALLS = {
    """
    {"type":"page","anonymousId":"a-1","messageId":"m-001","context":{"page":{"url":"https://s.example/","path":"/"},"library":{"name":"analytics.js","version":"2.1"}},"originalTimestamp":"2026-01-05T10:00:00.000Z","sentAt":"2026-01-05T10:00:00.200Z","receivedAt":"2026-01-05T10:00:00.400Z","timestamp":"2026-01-05T10:00:00.200Z"}""",
    """
    {"type":"track","event":"Product Added","anonymousId":"a-1","messageId":"m-002","properties":{"cart_id":"c-1","product_id":"p-1","sku":"S1","price":19.0,"quantity":1},"originalTimestamp":"2026-01-05T10:01:00.000Z","sentAt":"2026-01-05T10:01:00.100Z","receivedAt":"2026-01-05T10:01:00.300Z","timestamp":"2026-01-05T10:01:00.200Z"}""",
    """
    {"type":"track","event":"Checkout Started","anonymousId":"a-1","messageId":"m-003","properties":{"order_id":"o-1","value":19.0,"currency":"USD","products":[{"product_id":"p-1","price":19.0,"quantity":1}]},"receivedAt":"2026-01-05T10:02:00.000Z","timestamp":"2026-01-05T10:02:00.000Z"}""",
    """
    {"type":"identify","anonymousId":"a-1","userId":"u-1","messageId":"m-004","traits":{"email":"Jane.Doe@Example.com ","phone":"0901 234 567"},"receivedAt":"2026-01-05T10:02:30.000Z","timestamp":"2026-01-05T10:02:30.000Z"}""",
    """
    {"type":"track","event":"Order Completed","userId":"u-1","messageId":"m-005","properties":{"order_id":"o-1","checkout_id":"k-1","subtotal":19.0,"total":22.0,"revenue":19.0,"shipping":2.0,"tax":1.0,"currency":"USD","products":[{"product_id":"p-1","price":19.0,"quantity":1}]},"receivedAt":"2026-01-05T10:05:00.000Z","timestamp":"2026-01-05T10:05:00.000Z"}""",
    """
    {"type":"track","event":"Order Completed","userId":"u-1","messageId":"m-005","properties":{"order_id":"o-1","total":22.0,"currency":"USD"},"receivedAt":"2026-01-05T10:05:09.000Z","timestamp":"2026-01-05T10:05:00.000Z"}""",
    """
    {"type":"track","event":"Completed Order","userId":"u-2","messageId":"m-006","properties":{"order_id":"o-2","total":"30.00","currency":"USD"},"receivedAt":"2026-01-06T00:00:01.000Z","timestamp":"2026-01-05T23:59:59.000Z"}""",
    """
    {"type":"track","event":"Order Refunded","userId":"u-1","messageId":"m-007","properties":{"order_id":"o-1"},"receivedAt":"2026-01-09T10:00:00.000Z","timestamp":"2026-01-09T10:00:00.000Z"}""",
    """
    {"type":"track","event":"Order Refunded","userId":"u-2","messageId":"m-008","properties":{"order_id":"o-2","total":10.0,"currency":"USD"},"receivedAt":"2026-01-09T11:00:00.000Z","timestamp":"2026-01-09T11:00:00.000Z"}""",
    """
    {"type":"track","event":"Page Viewed","anonymousId":"00000000-0000-0000-0000-000000000000","userId":"anonymous","messageId":"m-009","receivedAt":"2026-01-05T10:00:00.000Z","timestamp":"2026-01-05T10:00:00.000Z"}""",
    """
    {"type":"track","event":"Product Viewed","anonymousId":"a-9","messageId":"m-010","originalTimestamp":"2031-01-01T00:00:00.000Z","sentAt":"2031-01-01T00:00:01.000Z","receivedAt":"2026-01-05T10:00:00.000Z","timestamp":"2026-01-05T09:59:59.000Z"}""",
    """
    {"type":"track","event":"Product Viewed","anonymousId":"a-9","messageId":"m-011","receivedAt":"2026-01-05T10:00:00.000Z","timestamp":"2027-06-01T00:00:00.000Z"}""",
    """
    {"type":"identify","anonymousId":"kiosk-1","userId":"u-3","messageId":"m-012","traits":{"email":"x@example.com"},"receivedAt":"2026-01-05T12:00:00.000Z","timestamp":"2026-01-05T12:00:00.000Z"}""",
    """
    {"type":"alias","userId":"u-1","previousId":"a-77","messageId":"m-014","receivedAt":"2026-01-05T13:00:00.000Z","timestamp":"2026-01-05T13:00:00.000Z"}""",
    "not json at all"
  };

  private static final Landfall LANDING =
      new Landfall().source("web", Entity.EVENTS, Format.SEGMENT, Map.of());
  private static final TestLake LAKE = TestLake.empty();
  private static RunReport first;
  private static RunReport second;
  private static RunReport third;

  private static String event(String id, String more) {
    return "{\"type\":\"track\",\"messageId\":\"%s\",\"receivedAt\":\"2026-01-04T10:00:00Z\"%s}"
        .formatted(id, more);
  }

  @BeforeAll
  static void landThreeDays() {
    byte[] torn = Landfall.packed(event("m-100", ""), event("m-101", ""));
    LANDING
        .gz("web/1767571200/calls.gz", CALLS)
        .put("web/1767571200/crlf.json", (event("m-020", "") + "\r\n").getBytes())
        .put("web/1767571200/nothing.gz", new byte[0])
        .gz("web/2026-01-05/empty.gz")
        .put("web/01-05-2026/torn.gz", Arrays.copyOf(torn, torn.length - 12))
        .put(
            "web/01-05-2026/bad.json",
            event("m-030", ",\"properties\":{\"price\":\"cheap\"}"),
            event("m-031", ",\"timestamp\":\"yesterday\""),
            "{\"type\":\"think\",\"messageId\":\"m-032\",\"receivedAt\":\"2026-01-04T10:00:00Z\"}",
            "{\"type\":\"track\",\"receivedAt\":\"2026-01-04T10:00:00Z\"}",
            "{\"type\":\"track\",\"messageId\":\"m-033\"}",
            event("m-034", ",\"properties\":{\"q\":\"" + "x".repeat(20_000) + "\"}"),
            event("m-035", "") + " {}");
    first = LAKE.run(LANDING.job(), "2026-01-09");
    LANDING
        .put("web/2025-12-20/late.json", event("m-020", ""), event("m-040", ""))
        .gz("web/1767571200/calls.gz", CALLS[0], CALLS[1], event("m-041", ""))
        .put("web/2019-01-01/forgotten.json", event("m-050", ""));
    second = LAKE.run(LANDING.job(), "2026-01-10");
    third = LAKE.run(LANDING.job(), "2026-01-11");
  }

  @Test
  void readsEveryEdgeCaseOfTheFixture() {
    assertEquals(
        List.of(
            "{\"event_id\":\"m-001\",\"event_type\":\"page\",\"anonymous_id\":\"a-1\","
                + "\"occurred_at\":\"2026-01-05T10:00:00.200Z\",\"event_date\":\"2026-01-05\","
                + "\"page_path\":\"/\"}",
            "{\"event_id\":\"m-002\",\"event_type\":\"track\",\"event_name\":\"Product Added\","
                + "\"anonymous_id\":\"a-1\",\"occurred_at\":\"2026-01-05T10:01:00.200Z\","
                + "\"event_date\":\"2026-01-05\",\"cart_id\":\"c-1\",\"product_id\":\"p-1\","
                + "\"quantity\":1.0,\"price_amount\":19.00}"),
        TestLake.rows(
            LAKE.read(Bronze.EVENTS).where("event_id in ('m-001','m-002')"),
            "event_id",
            "event_type",
            "event_name",
            "anonymous_id",
            "occurred_at",
            "event_date",
            "cart_id",
            "product_id",
            "quantity",
            "price_amount",
            "page_path"));
    assertEquals(
        List.of("a-77"),
        LAKE
            .read(Bronze.EVENTS)
            .where("event_type = 'alias'")
            .select("previous_id")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .toList());
    assertEquals(
        List.of("{\"email\":\"Jane.Doe@Example.com \",\"phone\":\"0901 234 567\"}"),
        TestLake.rows(LAKE.read(Bronze.EVENTS).where("event_id = 'm-004'"), "email", "phone"));
  }

  @Test
  void keepsTheEarliestOfTwoDeliveriesWithOneId() {
    assertEquals(
        List.of("{\"total\":\"22.00\",\"n\":1,\"checkout\":\"k-1\"}"),
        TestLake.rows(
            LAKE.read(Bronze.EVENTS).where("event_id = 'm-005'"),
            "cast(value_amount as string) as total",
            "size(products) as n",
            "get_json_object(properties, '$.checkout_id') as checkout"));
  }

  @Test
  void givesOldEventNamesTheirNameInTheSpecAndTextsTheirNumber() {
    assertEquals(
        List.of("{\"event_name\":\"Order Completed\",\"value_amount\":30.00}"),
        TestLake.rows(
            LAKE.read(Bronze.EVENTS).where("event_id = 'm-006'"), "event_name", "value_amount"));
  }

  @Test
  void datesAnEventInTheBusinessZone() {
    assertEquals(
        List.of("{\"event_date\":\"2026-01-06\",\"_effective_date\":\"2026-01-06\"}"),
        TestLake.rows(
            LAKE.read(Bronze.EVENTS).where("event_id = 'm-006'"), "event_date", "_effective_date"));
  }

  @Test
  void correctsTheSendersClockAndMarksTheFuture() {
    assertEquals(
        List.of(
            "{\"event_id\":\"m-010\",\"occurred_at\":\"2026-01-05T09:59:59.000Z\","
                + "\"is_future\":false}",
            "{\"event_id\":\"m-011\",\"occurred_at\":\"2026-01-05T10:00:00.000Z\","
                + "\"is_future\":true,\"claimed\":\"2027-06-01T00:00:00Z\"}"),
        TestLake.rows(
            LAKE.read(Bronze.EVENTS).where("event_id in ('m-010', 'm-011')"),
            "event_id",
            "occurred_at",
            "is_future",
            "get_json_object(extra, '$.claimed_at') as claimed"));
    assertTrue(first.line().contains("\"future\":1"), first.line());
  }

  @Test
  void setsBadRowsAsideWithReasonAndPosition() {
    assertEquals(
        List.of(
            "calls.gz 15 not JSON",
            "bad.json 1 price is not a number",
            "bad.json 2 timestamp is not a time",
            "bad.json 3 unknown event type",
            "bad.json 4 event_id is missing",
            "bad.json 5 the event bears no time",
            "bad.json 6 the line is longer than 10000 bytes",
            "bad.json 7 not one JSON object: text follows it",
            "torn.gz null the file is damaged or cut off"),
        LAKE
            .read(Bronze.QUARANTINE)
            .selectExpr(
                "concat_ws(' ', substring_index(file, '/', -1), coalesce(cast(position as string), 'null'), reason)"
                    + " as r",
                "file",
                "position")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .sorted(
                Comparator.comparing((String r) -> !r.startsWith("calls")).thenComparing(r -> r))
            .toList());
    assertEquals(
        "true", LAKE.values(Bronze.QUARANTINE, "max(length(raw)) = 200").iterator().next());
  }

  @Test
  void countsEveryRowOfEveryFile() {
    assertEquals(
        List.of(
            "bad.json 7=0+0+7 accepted",
            "calls.gz 15=13+1+1 accepted",
            "crlf.json 1=1+0+0 accepted",
            "empty.gz 0=0+0+0 accepted",
            "nothing.gz 0=0+0+0 accepted",
            "torn.gz 1=0+0+1 quarantined"),
        files("2026-01-09"));
    assertTrue(
        first.line().contains("\"rows_in\":24,\"accepted\":14,\"duplicate\":1,\"quarantined\":9"),
        first.line());
  }

  @Test
  void takesLateAndRewrittenFilesInWithoutCountingTwice() {
    assertEquals(
        List.of("calls.gz 3=1+2+0 rewritten", "late.json 2=1+1+0 accepted"), files("2026-01-10"));
    assertEquals(16, LAKE.read(Bronze.EVENTS).where("event_id <> 'm-050'").count());
    assertEquals(LAKE.read(Bronze.EVENTS).count(), LAKE.values(Bronze.EVENTS, "event_id").size());
    assertEquals(2, second.counts().get("accepted"));
  }

  @Test
  void listsFoldersOfLongAgoOnlyOnTheFullListing() {
    // 2026-01-15 is day 20468 = 7 * 2924.
    assertEquals(List.of(), files("2026-01-11"));
    assertEquals(0, third.written());
    LAKE.run(LANDING.job(), "2026-01-15");
    assertEquals(List.of("forgotten.json 1=1+0+0 accepted"), files("2026-01-15"));
  }

  @Test
  void takesInAllFoldersOfASourceThatIsAdded() {
    TestLake lake = TestLake.empty();
    Landfall landing = new Landfall().source("web", Entity.EVENTS, Format.SEGMENT, Map.of());
    landing.put("web/2025-06-01/old.json", CALLS[0]).put("web/2026-01-08/new.json", CALLS[1]);
    lake.run(landing.job(), "2026-01-10");
    landing.source("app", Entity.EVENTS, Format.SEGMENT, Map.of());
    landing.put("app/2025-06-01/old.json", CALLS[2]).put("app/2026-01-08/new.json", CALLS[3]);
    landing.put("web/2025-06-02/forgotten.json", CALLS[4]);
    lake.run(landing.job(), "2026-01-11");
    assertEquals(List.of("new.json", "old.json"), names(lake, "2026-01-11"), "of app alone");
  }

  private static List<String> names(TestLake lake, String date) {
    return lake
        .read(Bronze.LANDED_FILES)
        .where("run_date = '" + date + "'")
        .selectExpr("substring_index(file, '/', -1)")
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> files(String date) {
    return LAKE
        .read(Bronze.LANDED_FILES)
        .where("run_date = '" + date + "'")
        .selectExpr(
            "concat(substring_index(file, '/', -1), ' ', rows_in, '=', accepted, '+', duplicate,"
                + " '+', quarantined, ' ', status) as f")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }
}
