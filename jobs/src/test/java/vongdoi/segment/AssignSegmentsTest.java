package vongdoi.segment;

import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Table;

class AssignSegmentsTest {

  @Test
  void intervalsOpenCloseAndReopenByRunDate() {
    Dataset<Row> own =
        rows(
            "segment string, customer_id string, entered_at date, exited_at date, score double, reason string",
            interval("stays", "2026-01-02", null),
            interval("leaves-or-was-merged-away", "2026-01-02", null),
            interval("closed-by-an-earlier-run-of-the-date", "2026-01-02", "2026-01-06"),
            interval("opened-by-an-earlier-run-of-the-date", "2026-01-06", null),
            interval("opened-by-it-and-still-in", "2026-01-06", null),
            interval("comes-back", "2026-01-02", "2026-01-04"),
            interval("gone-for-long", "2026-01-02", "2026-01-04"));
    Dataset<Row> members =
        rows(
            "segment string, customer_id string, enters boolean, stays boolean, score double,"
                + " reason string",
            Stream.of(
                    "stays",
                    "closed-by-an-earlier-run-of-the-date",
                    "opened-by-it-and-still-in",
                    "comes-back",
                    "is-new")
                .map(c -> RowFactory.create("s", c, true, true, 2.0, "new"))
                .toArray(Row[]::new));
    assertEquals(
        Stream.of(
                "stays,2026-01-02,null,2.0,false",
                "leaves-or-was-merged-away,2026-01-02,2026-01-06,1.0,false",
                "closed-by-an-earlier-run-of-the-date,2026-01-02,null,2.0,false",
                "opened-by-an-earlier-run-of-the-date,2026-01-06,2026-01-06,null,true",
                "opened-by-it-and-still-in,2026-01-06,null,2.0,false",
                "comes-back,2026-01-06,null,2.0,false",
                "is-new,2026-01-06,null,2.0,false")
            .map(r -> "[" + r + "]")
            .sorted()
            .toList(),
        new Memberships(Map.of(), SegmentConfig.Wording.EN)
                .intervals(own, members, lit(Date.valueOf("2026-01-06")))
                .select("customer_id", "entered_at", "exited_at", "score", "_deleted")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList());
  }

  @Test
  void shippedRulesFindTheirMembersAndPlaysTheirChannel() {
    TestLake lake = TestLake.empty();
    ShippedCustomers.put(lake);
    AssignSegments job = new AssignSegments(Segments.shipped());
    lake.run(job, "2026-01-10");
    assertEquals(
        ShippedCustomers.MEMBERS, lake.rows(Gold.SEGMENT_MEMBERS, "segment", "customer_id"));
    assertEquals(Outcome.UNCHANGED, lake.run(job, "2026-01-10").outcome());
    lake.run(new DrawHoldouts(Segments.shipped()), "2026-01-10");
    lake.run(new PlanActions(Segments.shipped()), "2026-01-10");
    assertEquals(
        ShippedCustomers.ACTIONS,
        lake.rows(
            Gold.NEXT_ACTIONS,
            "customer_id",
            "matter",
            "action",
            "channel",
            "expires_at",
            "suppressed_reason"));
    assertTrue(
        lake.values(Gold.NEXT_ACTIONS, "payload").containsAll(ShippedCustomers.PAYLOADS),
        () -> lake.values(Gold.NEXT_ACTIONS, "payload").toString());
    assertEquals(Segments.shipped().segments().size(), lake.read(Gold.SEGMENTS).count());

    lake.run(job, "2026-01-11");
    assertTrue(
        lake.rows(Gold.SEGMENT_MEMBERS, "segment", "entered_at", "exited_at")
            .contains(
                "{\"segment\":\"birthday\",\"entered_at\":\"2026-01-10\",\"exited_at\":\"2026-01-11\"}"));
  }

  @Test
  void reasonsInVietnameseHoldNoWordsOfTheTables() {
    TestLake lake = TestLake.empty();
    ShippedCustomers.put(lake);
    lake.run(new AssignSegments(Segments.shipped("segment.reasons-in = vi")), "2026-01-10");
    assertEquals(
        Set.of(
            "ambassadors chấm NPS 9 hoặc 10",
            "birthday sinh nhật",
            "cart-left-behind bỏ quên giỏ hàng, số sản phẩm: 2",
            "high-value hạng vàng",
            "payment-failed thanh toán bị từ chối: ngân hàng từ chối hẳn",
            "payment-pending chưa thanh toán qua vietqr",
            "renewal-due tự gia hạn sau 2 ngày",
            "renewal-off gói kết thúc sau 9 ngày",
            "unhappy chấm điểm thấp",
            "win-back chưa mua lại 120 ngày: đã rời"),
        lake.values(Gold.SEGMENT_MEMBERS, "concat_ws(' ', segment, reason)"));
  }

  private static final SegmentConfig SUGGESTED =
      Segments.of(
          """
          buyers {
            name { en = "Buyers", vi = "Buyers" }, rule = "orders_count > 0"
            play { action = thank, kind = marketing, goal = order, priority = 2, channels = [email]
                   again-after-days = 1, payload { orders = "orders_count" } }
          }
          suggested {
            name { en = "Suggested", vi = "Suggested" }, rule = "recommended_product_ids is not null"
            play { action = suggest, kind = marketing, goal = order, priority = 1, channels = [email]
                   again-after-days = 1 }
          }
          told { name { en = "Told", vi = "Told" }, rule = "orders_count > 1"
            play { action = tell, kind = marketing, goal = order, priority = 1, channels = [email]
                   again-after-days = 1, payload { products = "recommended_product_ids" } }
          }
          """);

  private static void buyer(TestLake lake, String customer, int orders) {
    lake.put(
        Silver.PROFILES,
        "{\"customer_id\":\"%s\",\"orders_count\":%d,\"email\":\"%1$s@x.vn\"}"
            .formatted(customer, orders));
    lake.put(
        Gold.RECOMMENDATIONS,
        "{\"customer_id\":\"%s\",\"rank\":1,\"product_id\":\"p\"}".formatted(customer));
    lake.put(
        Silver.CONSENTS,
        "{\"customer_id\":\"%s\",\"channel\":\"email\",\"purpose\":\"marketing\",\"status\":\"granted\"}"
            .formatted(customer));
  }

  private static Set<String> members(TestLake lake) {
    return lake.values(
        Gold.SEGMENT_MEMBERS, "concat_ws(' ', segment, customer_id, entered_at, exited_at)");
  }

  @Test
  void aSegmentThatNeedsWhatWasNotRenewedKeepsItsMembersAndTheOthersGoOn() {
    TestLake lake = TestLake.empty();
    buyer(lake, "early", 1);
    AssignSegments job = new AssignSegments(SUGGESTED);
    lake.run(job, "2026-01-10");
    buyer(lake, "late", 2);
    Set<Table> held = Set.of(Gold.RECOMMENDATIONS);
    assertEquals(
        1, lake.runWithout(held, job, "2026-01-11").counts().get("segments_held").intValue());
    assertEquals(
        Set.of(
            "buyers early 2026-01-10",
            "suggested early 2026-01-10",
            "buyers late 2026-01-11",
            "told late 2026-01-11"),
        members(lake));
    assertEquals(
        Set.of("buyers 2 1", "suggested 1 1", "told 1 0"),
        lake.values(
            Gold.SEGMENT_SIZES,
            "if(run_date = '2026-01-11', concat_ws(' ', segment, members_count, members_before_count),"
                + " 'buyers 2 1')"));
    assertEquals(
        Set.of("buyers suggested", "buyers told"),
        lake.values(Gold.SEGMENT_OVERLAPS, "concat_ws(' ', segment, other_segment)"));
    lake.run(job, "2026-01-11");
    assertTrue(members(lake).contains("suggested late 2026-01-11"), () -> members(lake).toString());
  }

  @Test
  void aPlayThatNeedsWhatWasNotRenewedWaitsAndTheOthersArePlanned() {
    TestLake lake = TestLake.empty();
    buyer(lake, "c", 2);
    lake.run(new AssignSegments(SUGGESTED), "2026-01-10");
    PlanActions job = new PlanActions(SUGGESTED);
    lake.runWithout(Set.of(Gold.RECOMMENDATIONS), job, "2026-01-10");
    assertEquals(Set.of("thank null"), planned(lake));
    lake.run(job, "2026-01-10");
    assertEquals(
        Set.of("suggest null", "tell lower-priority", "thank lower-priority"), planned(lake));
    SegmentConfig onlySuggests =
        Segments.of(
            """
            suggested {
              name { en = "Suggested", vi = "Suggested" }, rule = "recommended_product_ids is not null"
              play { action = suggest, kind = marketing, goal = order, priority = 1
                     channels = [email], again-after-days = 1 }
            }
            """);
    lake.runWithout(Set.of(Gold.RECOMMENDATIONS), new PlanActions(onlySuggests), "2026-01-11");
    assertEquals(Set.of(), planned(lake));
  }

  private static Set<String> planned(TestLake lake) {
    return lake.values(
        Gold.NEXT_ACTIONS, "concat(action, ' ', coalesce(suppressed_reason, 'null'))");
  }

  private static Dataset<Row> rows(String schema, Row... rows) {
    return LocalSpark.session().createDataFrame(List.of(rows), StructType.fromDDL(schema));
  }

  private static Row interval(String customer, String from, String to) {
    return RowFactory.create(
        "s", customer, Date.valueOf(from), to == null ? null : Date.valueOf(to), 1.0, "old");
  }
}
