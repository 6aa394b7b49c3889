package vongdoi.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class DrawHoldoutsTest {
  private static final SegmentConfig CONFIG =
      Segments.with(
          "holdout { share = 0.2, salt = one }",
          """
          offer { name { en = a, vi = b }, rule = "true", play { action = a, kind = marketing
            channels = [email], priority = 1, again-after-days = 1 } }
          half { name { en = a, vi = b }, rule = "true", play { action = a, kind = marketing
            channels = [email], priority = 1, again-after-days = 1, control-share = 0.5 } }
          bill { name { en = a, vi = b }, rule = "true", play { action = a, kind = service
            channels = [email], priority = 1, again-after-days = 1 } }
          list { name { en = a, vi = b }, rule = "true" }
          """);

  @Test
  void theDrawKeepsItsShareAndStaysThroughMerges() {
    TestLake lake = TestLake.empty();
    lake.put(
        Gold.SEGMENT_MEMBERS,
        IntStream.range(0, 2000)
            .boxed()
            .flatMap(i -> Stream.of("offer", "half", "bill", "list").map(s -> member(s, i)))
            .toArray(String[]::new));
    lake.run(new DrawHoldouts(CONFIG), "2026-01-01");
    assertEquals(
        0,
        lake.read(Gold.HOLDOUTS).where("segment in ('bill', 'list')").count(),
        "a service message has no control group, and no play has no effect to measure");
    assertShare(lake, "offer", 0.2);
    assertShare(lake, "half", 0.5);

    String held = someone(lake, "is_control");
    String treated = someone(lake, "not is_control");
    lake.put(
        Silver.CUSTOMERS,
        "{\"customer_id\":\"%s\",\"status\":\"retired\",\"redirect_to\":\"%s\"}"
            .formatted(held, treated));
    lake.run(new DrawHoldouts(CONFIG), "2026-01-02");
    assertEquals(
        1,
        lake.read(Gold.HOLDOUTS)
            .where("segment = 'offer' and is_control and customer_id = '" + treated + "'")
            .count(),
        "of two draws of one day the one held out stays");

    lake.put(
        Silver.CUSTOMERS,
        "{\"customer_id\":\"%s\",\"status\":\"retired\",\"redirect_to\":\"newcomer\"}"
            .formatted(treated));
    lake.put(Gold.SEGMENT_MEMBERS, member("offer", "newcomer"));
    lake.run(new DrawHoldouts(CONFIG), "2026-01-03");
    assertEquals(
        1,
        lake.read(Gold.HOLDOUTS)
            .where("segment = 'offer' and is_control and customer_id = 'newcomer'")
            .where("assigned_on = '2026-01-01'")
            .count());
  }

  private static String someone(TestLake lake, String condition) {
    return lake.read(Gold.HOLDOUTS)
        .where("segment = 'offer' and " + condition)
        .orderBy("customer_id")
        .head()
        .getAs("customer_id");
  }

  private static void assertShare(TestLake lake, String segment, double share) {
    long held =
        lake.read(Gold.HOLDOUTS).where("is_control and segment = '" + segment + "'").count();
    assertTrue(Math.abs(held / 2000.0 - share) < 0.04, segment + ": " + held);
  }

  private static String member(String segment, Object customer) {
    return "{\"segment\":\"%s\",\"customer_id\":\"%s\",\"entered_at\":\"2026-01-01\"}"
        .formatted(segment, customer);
  }
}
