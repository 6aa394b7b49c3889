package vongdoi.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.lifecycle.JourneyConfig.Fact;
import vongdoi.lifecycle.JourneyConfig.FunnelStage;
import vongdoi.lifecycle.JourneyConfig.JourneyStage;
import vongdoi.lifecycle.JourneyConfig.Metric;
import vongdoi.lifecycle.JourneyConfig.ScoreModel;
import vongdoi.platform.ConfigFile;

/** The shipped metric table, with LEO CDP's points, on customers made for each stage. */
class ScoreJourneysTest {
  private static final String DATE = "2026-01-10";
  private static TestLake lake;

  private static LifecycleConfig shipped(String halfLifeDays) {
    return ConfigFile.load(null, Map.of("lifecycle.journey.half-life-days", halfLifeDays))
        .settings()
        .lifecycle();
  }

  private static String profile(String customer, String more) {
    return "{\"customer_id\":\"%s\",\"first_seen_at\":\"2025-06-01T00:00:00Z\",\"completeness_score\":0.5%s}"
        .formatted(customer, more.isEmpty() ? "" : "," + more);
  }

  private static String bought(int orders, String last, int amount) {
    return "\"email\":\"x@x.vn\",\"orders_count\":%d,\"last_order_at\":\"%sT03:00:00Z\",\"total_amount\":%d"
        .formatted(orders, last, amount);
  }

  private static String session(String customer, String more) {
    return "{\"session_id\":\"%s-%d\",\"customer_id\":\"%s\",\"started_at\":\"2026-01-01T00:00:00Z\",%s}"
        .formatted(customer, more.hashCode(), customer, more);
  }

  private static String order(String customer, String day, String more) {
    return "{\"order_id\":\"%s-%s\",\"customer_id\":\"%s\",\"ordered_at\":\"%sT03:00:00Z\",\"is_valid\":true%s}"
        .formatted(customer, day, customer, day, more);
  }

  private static String said(String customer, String kind, String mood, String day) {
    return "{\"feedback_id\":\"%s-%s-%s\",\"customer_id\":\"%s\",\"kind\":\"%s\",\"sentiment\":\"%s\",\"given_at\":\"%sT03:00:00Z\"}"
        .formatted(customer, kind, day, customer, kind, mood, day);
  }

  private static String subscription(String customer, String status) {
    return "{\"subscription_id\":\"%s\",\"customer_id\":\"%s\",\"status\":\"%s\",\"started_at\":\"2025-06-01T00:00:00Z\",\"cancelled_at\":\"2025-12-01T00:00:00Z\"}"
        .formatted(customer, customer, status);
  }

  @BeforeAll
  static void score() {
    lake =
        TestLake.empty()
            .put(
                Silver.PROFILES,
                profile("01-new", ""),
                profile("02-returning", "\"sessions_count\":2"),
                profile("03-lead", "\"email\":\"l@x.vn\""),
                profile("04-prospect", "\"sessions_count\":1"),
                profile("05-first", bought(1, "2026-01-05", 100)),
                profile("06-engaged", bought(2, "2026-01-04", 900)),
                profile("07-happy", bought(1, "2026-01-03", 100)),
                profile("08-advocate", bought(1, "2026-01-02", 100) + ",\"referrals_count\":3"),
                profile("09-unhappy", bought(1, "2025-12-02", 100)),
                profile("10-gone", "\"email\":\"g@x.vn\""),
                profile("11-kept", "\"email\":\"k@x.vn\",\"active_subscriptions_count\":1"),
                profile("12-appeased", bought(3, "2025-11-01", 5000)))
            .put(
                Silver.SESSIONS,
                session("02-returning", "\"pages_count\":2"),
                session("02-returning", "\"pages_count\":1"),
                session("04-prospect", "\"pages_count\":4,\"cart_additions_count\":2"))
            .put(
                Silver.ORDERS,
                order("05-first", "2026-01-05", ""),
                order("06-engaged", "2026-01-03", ""),
                order("06-engaged", "2026-01-04", ""),
                order("07-happy", "2026-01-03", ""),
                order("08-advocate", "2026-01-02", ""),
                order("09-unhappy", "2025-12-02", ""),
                order("12-appeased", "2025-10-01", ""),
                order("12-appeased", "2025-10-15", ""),
                order("12-appeased", "2025-11-01", ""))
            .put(
                Silver.FEEDBACK,
                said("07-happy", "nps", "positive", "2026-01-04"),
                said("08-advocate", "review", "positive", "2026-01-03"),
                said("08-advocate", "csat", "neutral", "2026-01-04"),
                said("08-advocate", "csat", "neutral", "2026-01-05"),
                said("09-unhappy", "review", "positive", "2025-12-03"),
                said("09-unhappy", "complaint", "negative", "2025-12-09"),
                said("12-appeased", "complaint", "negative", "2025-12-03"),
                said("12-appeased", "ces", "positive", "2025-12-09"),
                said("12-appeased", "nps", "negative", "2026-01-11"))
            .put(
                Silver.SUBSCRIPTIONS,
                subscription("10-gone", "cancelled"),
                subscription("11-kept", "cancelled"))
            .put(
                Gold.LIFECYCLE,
                "{\"customer_id\":\"08-advocate\",\"stage\":\"advocate\",\"status\":\"active\"}",
                "{\"customer_id\":\"07-happy\",\"stage\":\"advocate\",\"status\":\"active\"}");
    lake.run(new ScoreJourneys(shipped("0")), DATE);
  }

  private static List<String> told(String expression) {
    return lake
        .read(Gold.JOURNEY_SCORES)
        .selectExpr("concat_ws(' ', customer_id, " + expression + ")")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void everyStageOfTheFunnelIsReached() {
    assertEquals(
        List.of(
            "01-new new-visitor awareness 10",
            "02-returning returning-visitor awareness 20",
            "03-lead lead action 30",
            "04-prospect prospect action 40",
            "05-first new-customer action 50",
            "06-engaged engaged-customer action 60",
            "07-happy happy-customer advocacy 70",
            "08-advocate customer-advocate advocacy 77",
            "09-unhappy unhappy-customer advocacy 90",
            "10-gone terminated-customer action 100",
            "11-kept new-customer action 50",
            "12-appeased happy-customer advocacy 70"),
        told("funnel_stage, journey_stage, journey_score"));
  }

  @Test
  void pointsAreThoseOfTheMetricTable() {
    assertEquals(
        List.of(
            "02-returning 3.0 0.0 0.0 0.0 0.0",
            "04-prospect 6.0 48.0 0.0 0.0 0.0",
            "06-engaged 10.0 0.0 63.0 2.0 0.0",
            "09-unhappy 10.0 0.0 108.0 4.0 -40.0"),
        told("lead_score, prospect_score, engagement_score, loyalty_score, detractor_score")
            .stream()
            .filter(r -> r.matches("(02|04|06|09).*"))
            .toList());
  }

  @Test
  void neutralVoicesCountLessAndOnlyThoseOfTheDate() {
    assertEquals(
        List.of("08-advocate 0 2 0 2 1", "12-appeased 0 0 0 0 0"),
        told(
                "csat_positive_count, csat_neutral_count, csat_negative_count, csat_sentiment,"
                    + " cfs_sentiment")
            .stream()
            .filter(r -> r.matches("(08|12).*"))
            .toList());
    assertEquals(
        List.of("12-appeased 0 1"),
        told("nps_negative_count, ces_sentiment").stream()
            .filter(r -> r.startsWith("12"))
            .toList());
  }

  @Test
  void promotersWhoBroughtOthersAreAmbassadors() {
    List<String> all = told("is_ambassador, is_influencer, advocacy_reason");
    assertEquals("07-happy false false", all.get(6), "promotes, but brought nobody");
    assertEquals("08-advocate true true recommends us and brought 3 customers", all.get(7));
  }

  @Test
  void quintilesAndGroupsFollowFromRanks() {
    assertEquals(
        List.of(
            "04-prospect PROSPECTS",
            "05-first 5 511 NEW",
            "06-engaged 6 444 LOYAL",
            "07-happy 7 311 ALMOST_LOST",
            "08-advocate 8 211 DORMANT",
            "09-unhappy 39 111 DORMANT",
            "10-gone PROSPECTS",
            "11-kept PROSPECTS",
            "12-appeased 70 155 PREVIOUSLY_LOYAL"),
        told("recency_days, rfm_score, rfm_group").subList(3, 12));
  }

  @Test
  void pointsFadeByTheHalfLife() {
    TestLake fading =
        TestLake.empty()
            .put(Silver.PROFILES, profile("a", ""))
            .put(
                Silver.SESSIONS,
                "{\"session_id\":\"s\",\"customer_id\":\"a\",\"started_at\":\"2026-01-05T17:00:00Z\",\"pages_count\":8}");
    fading.run(new ScoreJourneys(shipped("5")), DATE);
    assertEquals(List.of("{\"lead_score\":5.0}"), fading.rows(Gold.JOURNEY_SCORES, "lead_score"));
  }

  @Test
  void aMisspeltColumnIsRefusedWhenTheConfigurationLoads() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Metric(
                        1,
                        ScoreModel.LEAD,
                        FunnelStage.LEAD,
                        JourneyStage.ASK,
                        0,
                        Optional.of(Fact.SESSIONS),
                        Optional.of("page_count"),
                        Optional.empty()))
            .getMessage();
    assertTrue(message.contains("page_count") && message.contains("pages_count"), message);
  }

  @Test
  void whatWasSpentIsComparedAmongBuyersOfOneCurrency() {
    Dataset<Row> buyers =
        LocalSpark.session()
            .sql(
                "select *, 1 as recency_days, 1L as orders_count from values"
                    + " ('VND', 200000), ('VND', 300000), ('VND', 400000), ('VND', 500000), ('VND', 600000),"
                    + " ('USD', 20), ('USD', 30), ('USD', 40), ('USD', 50), ('USD', 60)"
                    + " as t(currency, total_amount)");
    assertEquals(
        List.of("[USD,[1,2,3,4,5]]", "[VND,[1,2,3,4,5]]"),
        RfmGroups.of(buyers)
            .orderBy("total_amount")
            .groupBy("currency")
            .agg(functions.array_sort(functions.collect_list("monetary_score")))
            .orderBy("currency")
            .collectAsList()
            .stream()
            .map(
                r ->
                    "["
                        + r.get(0)
                        + ",["
                        + String.join(
                            ",", r.<Integer>getList(1).stream().map(String::valueOf).toList())
                        + "]]")
            .toList());
  }

  /** All 125 combinations, of which Shopify's words cover each with one group. */
  @Test
  void everyScoreHasAGroup() {
    Map<String, Integer> groups = new TreeMap<>();
    List<String> rows = new ArrayList<>();
    for (int r = 1; r <= 5; r++) {
      for (int f = 1; f <= 5; f++) {
        for (int m = 1; m <= 5; m++) {
          rows.add("(%d, %d, %d)".formatted(r, f, m));
        }
      }
    }
    LocalSpark.session()
        .sql(
            "select recency_score, (frequency_score + monetary_score) / 2D as _fm from values "
                + String.join(", ", rows)
                + " as t(recency_score, frequency_score, monetary_score)")
        .selectExpr(RfmGroups.GROUP)
        .collectAsList()
        .forEach(row -> groups.merge(row.getString(0), 1, Integer::sum));
    assertEquals(
        "{ACTIVE=26, ALMOST_LOST=6, AT_RISK=32, CHAMPIONS=6, DORMANT=12, LOYAL=12,"
            + " NEEDS_ATTENTION=13, NEW=6, PREVIOUSLY_LOYAL=6, PROMISING=6}",
        groups.toString());
  }
}
