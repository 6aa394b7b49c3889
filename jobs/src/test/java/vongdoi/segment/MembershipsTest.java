package vongdoi.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.delta.tables.DeltaTable;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.segment.SegmentSizes.Size;

class MembershipsTest {
  private static final SegmentConfig CONFIG =
      Segments.with(
          "size-alarm { factor = 2.0, least = 1 }",
          """
          big-until-small { name { en = a, vi = b }, rule = "orders_count >= 10", exit = "orders_count < 5" }
          big-for-a-while { name { en = a, vi = b }, rule = "orders_count >= 10", minimum-stay-days = 3 }
          big-not-again-soon { name { en = a, vi = b }, rule = "orders_count >= 10", reentry-after-days = 3 }
          big { name { en = a, vi = b }, rule = "orders_count >= 10" }
          """);

  private static String[] profiles(int orders) {
    return new String[] {
      "{\"customer_id\":\"c\",\"orders_count\":%d}".formatted(orders),
      "{\"customer_id\":\"d\",\"orders_count\":20}"
    };
  }

  private final TestLake lake = TestLake.empty();

  private void day(String date, int orders) {
    lake.warehouse().create(Silver.PROFILES);
    DeltaTable.forPath(
            vongdoi.common.spark.LocalSpark.session(),
            lake.warehouse().lake() + "/tables/silver/profiles")
        .delete();
    lake.put(Silver.PROFILES, profiles(orders));
    lake.run(new AssignSegments(CONFIG), date);
  }

  @Test
  void reasonsAreInTheLanguageOfTheReaders() {
    lake.put(Silver.PROFILES, profiles(3));
    lake.run(
        new AssignSegments(
            Segments.with(
                "reasons-in = vi",
                """
                both { name { en = a, vi = b }, rule = "orders_count = 3"
                  reason = "concat(orders_count, ' orders')", reason-vi = "concat(orders_count, ' đơn')" }
                one { name { en = a, vi = b }, rule = "orders_count = 3", reason = "'plain'" }
                """)),
        "2026-01-01");
    assertEquals(
        Set.of("both 3 đơn", "one plain"),
        lake.values(Gold.SEGMENT_MEMBERS, "concat_ws(' ', segment, reason)"));
  }

  @Test
  void membersStayUntilTheirExitTheirTimeOrTheirReturnIsDue() {
    day("2026-01-01", 10);
    day("2026-01-02", 7);
    assertEquals(List.of("big-for-a-while", "big-until-small"), segmentsOf("c"));
    day("2026-01-03", 10);
    assertEquals(List.of("big", "big-for-a-while", "big-until-small"), segmentsOf("c"));
    day("2026-01-05", 4);
    assertEquals(List.of(), segmentsOf("c"));
    day("2026-01-06", 10);
    assertEquals(
        List.of("big", "big-for-a-while", "big-not-again-soon", "big-until-small"),
        segmentsOf("c"));
    assertEquals(
        List.of(
            "{\"segment\":\"big\",\"entered_count\":1,\"members_before_count\":1,\"is_jump\":false}",
            "{\"segment\":\"big-for-a-while\",\"entered_count\":1,\"members_before_count\":1,\"is_jump\":false}",
            "{\"segment\":\"big-not-again-soon\",\"entered_count\":1,\"members_before_count\":1,\"is_jump\":false}",
            "{\"segment\":\"big-until-small\",\"entered_count\":1,\"members_before_count\":1,\"is_jump\":false}"),
        TestLake.rows(
            lake.read(Gold.SEGMENT_SIZES).where("run_date = '2026-01-06'"),
            "segment",
            "entered_count",
            "members_before_count",
            "is_jump"));
    assertEquals(
        "{\"segment\":\"big\",\"other_segment\":\"big-for-a-while\",\"both_count\":2,\"share_of_segment\":1.0,\"share_of_other\":1.0}",
        lake.rows(Gold.SEGMENT_OVERLAPS).get(0));
  }

  @Test
  void dryRunCountsAndWritesNothing() {
    lake.put(Silver.PROFILES, profiles(10));
    SortedMap<String, Long> counts =
        lake.preview(new AssignSegments(CONFIG), "2026-01-01").orElseThrow().counts();
    assertEquals(2, counts.get("big_members_count"));
    assertEquals(0, lake.read(Gold.SEGMENT_MEMBERS).count());
  }

  @Test
  void aJumpNeedsBothTheFactorAndTheNumber() {
    SegmentSizes sizes = new SegmentSizes(new SegmentConfig.SizeAlarm(2, 100));
    assertTrue(sizes.isJump(new Size(301, 0, 0, 150)));
    assertTrue(sizes.isJump(new Size(0, 0, 0, 100)));
    assertFalse(sizes.isJump(new Size(300, 0, 0, 150)), "not by more than the factor");
    assertFalse(sizes.isJump(new Size(50, 0, 0, 10)), "not by so many");
    assertFalse(sizes.isJump(new Size(500, 0, 0, 0)), "a new segment");
  }

  private List<String> segmentsOf(String customer) {
    return lake
        .read(Gold.SEGMENT_MEMBERS)
        .where("exited_at is null and customer_id = '" + customer + "'")
        .orderBy("segment")
        .collectAsList()
        .stream()
        .map(r -> r.<String>getAs("segment"))
        .toList();
  }
}
