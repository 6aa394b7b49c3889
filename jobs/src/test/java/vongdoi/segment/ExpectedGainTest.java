package vongdoi.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/** Two plays of one priority compete for customers of whom more or less is known. */
class ExpectedGainTest {
  private static final SegmentConfig CONFIG =
      Segments.of(
          """
          small { name { en = a, vi = b }, rule = "false", play {
            action = small, kind = marketing, channels = [email], priority = 10
            again-after-days = 30, value = "total_amount", cost = 2 } }
          large { name { en = a, vi = b }, rule = "false", play {
            action = large, kind = marketing, channels = [email], priority = 10
            again-after-days = 30, value = "10 * total_amount" } }
          open { name { en = a, vi = b }, rule = "false", play {
            action = open, kind = marketing, channels = [email], priority = 20
            again-after-days = 30 } }
          """);

  private static String score(String customer, String segment, double uplift, boolean decides) {
    return "{\"customer_id\":\"%s\",\"segment\":\"%s\",\"uplift\":%s,\"is_personal\":%s,\"decides\":%4$s,\"conversion_amount\":70,\"because_en\":\"3 visits in 30 days\"}"
        .formatted(customer, segment, uplift, decides);
  }

  private static TestLake planned(String... scores) {
    List<String> customers = List.of("gains", "told-only", "unknown");
    TestLake lake = TestLake.empty();
    lake.put(
        Silver.PROFILES,
        customers.stream()
            .map(
                c ->
                    "{\"customer_id\":\"%s\",\"email\":\"%1$s@x.vn\",\"total_amount\":100}"
                        .formatted(c))
            .toArray(String[]::new));
    lake.put(
        Silver.CONSENTS,
        customers.stream()
            .map(
                c ->
                    "{\"customer_id\":\"%s\",\"purpose\":\"marketing\",\"channel\":\"email\",\"status\":\"granted\"}"
                        .formatted(c))
            .toArray(String[]::new));
    lake.put(
        Gold.SEGMENT_MEMBERS,
        customers.stream()
            .flatMap(
                c ->
                    Stream.of("small", "large", "open")
                        .map(
                            s ->
                                "{\"segment\":\"%s\",\"customer_id\":\"%s\",\"entered_at\":\"2026-01-01\"}"
                                    .formatted(s, c)))
            .toArray(String[]::new));
    lake.put(
        Silver.CUSTOMERS,
        customers.stream().map("{\"customer_id\":\"%s\"}"::formatted).toArray(String[]::new));
    if (scores.length > 0) {
      lake.put(Gold.UPLIFT_SCORES, scores);
    }
    lake.run(new PlanActions(CONFIG), "2026-01-10");
    return lake;
  }

  private static List<String> decided(TestLake lake, String... columns) {
    return lake
        .read(Gold.NEXT_ACTIONS)
        .orderBy("customer_id", "segment")
        .selectExpr(
            "concat_ws(' ', customer_id, segment, string("
                + String.join("), string(", columns)
                + "))")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .toList();
  }

  @Test
  void theLargerGainWinsWhereItDecidesAndTheLargerValueElsewhere() {
    TestLake lake =
        planned(
            score("gains", "small", 0.1, true),
            score("gains", "large", 0.001, true),
            score("gains", "open", 0.5, true),
            score("told-only", "small", 0.1, false),
            score("told-only", "large", -0.001, false));
    assertEquals(
        List.of(
            "gains large 1.00 3 lower-priority",
            "gains open 35.00 1 lower-priority",
            "gains small 8.00 2",
            "told-only large -1.00 2",
            "told-only open lower-priority",
            "told-only small 8.00 1 lower-priority",
            "unknown large",
            "unknown open lower-priority",
            "unknown small lower-priority"),
        decided(lake, "expected_gain_amount", "gain_rank", "suppressed_reason"));
    assertEquals(
        List.of(
            "gains large 0.1 more of 100 such customers will order because of it (3 visits in 30 days); worth 1,000 each",
            "gains open 50.0 more of 100 such customers will order because of it (3 visits in 30 days); worth 70 each",
            "gains small 10.0 more of 100 such customers will order because of it (3 visits in 30 days); worth 100 each; the message costs 2",
            "told-only large 0.1 fewer of 100 members will order because of it (3 visits in 30 days); worth 1,000 each"),
        decided(lake, "gain_reason_en").subList(0, 4));
    assertEquals(
        "gains small thêm 10,0 trong 100 khách như vậy sẽ mua nhờ tin này; mỗi khách đáng giá 100; chi phí tin 2",
        decided(lake, "gain_reason_vi").get(2));
  }

  @Test
  void withoutScoresTheValueDecidesAndNoGainIsTold() {
    assertEquals(
        List.of("gains large", "gains open lower-priority", "gains small lower-priority"),
        decided(
                planned(),
                "expected_gain_amount",
                "gain_rank",
                "gain_reason_en",
                "suppressed_reason")
            .subList(0, 3));
  }
}
