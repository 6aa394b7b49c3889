package vongdoi.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Table;

/**
 * Campaign {@code observed} went to the thousand who spend 60 where two thousand others spend 40
 * and three hundred nothing, and brings 5 each. Campaign {@code drawn} left out half of two
 * thousand who came after the first, and brings 7 each.
 */
class CampaignsTest {
  private static final TestLake LAKE = TestLake.empty();

  @BeforeAll
  static void measure() {
    Dataset<Row> people =
        LocalSpark.session()
            .range(6_000)
            .selectExpr(
                "concat('c', id) as customer_id",
                "case when id < 1000 then 'mailed' when id < 3000 then 'other'"
                    + " when id < 3300 then 'idle' when id < 5300 then 'later' end as kind",
                "id % 2 = 0 as is_even")
            .where("kind is not null");
    put(Silver.ORDERS, orders(people));
    put(
        Silver.CONTACTS,
        people
            .where("kind in ('mailed', 'later')")
            .selectExpr(
                "concat('m-', customer_id) as message_id",
                "customer_id",
                "if(kind = 'mailed', 'observed', 'drawn') as campaign",
                "if(kind = 'mailed', '2026-01-10T03:00:00Z', '2026-02-10T03:00:00Z') as sent_at",
                "if(kind = 'mailed', '2026-01-19T03:00:00Z', '2026-02-19T03:00:00Z') as until_at",
                "kind = 'later' and is_even as is_control"));
    LAKE.put(
        Silver.CONTACTS,
        message("a newcomer of the window", "n1", "observed", "2026-01-10"),
        message("somebody unknown", null, "observed", "2026-01-10"),
        message("the same customer again", "c1", "observed", "2026-01-12"),
        message("tomorrow", "c1", "not yet", "2026-02-16"));
    LAKE.put(
        Silver.ORDERS,
        "{\"order_id\":\"n\",\"customer_id\":\"n1\",\"order_date\":\"2026-01-12\",\"is_valid\":true,\"currency\":\"VND\",\"net_amount\":100000}",
        "{\"order_id\":\"cancelled\",\"customer_id\":\"c1\",\"order_date\":\"2026-01-12\",\"is_valid\":false,\"net_amount\":100000}");
    LAKE.put(
        Silver.REDEMPTIONS,
        "{\"redemption_id\":\"1\",\"customer_id\":\"c1\",\"campaign\":\"observed\"}",
        "{\"redemption_id\":\"2\",\"customer_id\":\"c1\",\"campaign\":\"observed\"}",
        "{\"redemption_id\":\"3\",\"campaign\":\"observed\"}",
        "{\"redemption_id\":\"4\",\"customer_id\":\"c1\",\"campaign\":\"never sent\"}");
    LAKE.run(new MeasureCampaigns(new SegmentConfig.Results(90, 14, 0.98)), "2026-02-15");
  }

  /** A first order long before, one in the days before the campaign, one in its window. */
  private static Dataset<Row> orders(Dataset<Row> people) {
    String habit = "if(kind = 'mailed', 60, 40) + pmod(xxhash64(customer_id), 2001) / 100 - 10";
    String chance = "pmod(xxhash64(customer_id, '%s'), 2001) / 100 - 10";
    String before = habit + " + " + chance.formatted("before");
    String after =
        habit
            + " + "
            + chance.formatted("after")
            + " + case when kind = 'mailed' then 5"
            + " when kind = 'later' and not is_even then 7 else 0 end";
    return people
        .selectExpr(
            "*",
            "inline(array("
                + order("first", "'2025-10-01'", "'2026-01-25'", "10d")
                + ", "
                + order("before", "'2026-01-05'", "'2026-02-06'", before)
                + ", "
                + order("after", "'2026-01-19'", "'2026-02-12'", after)
                + "))")
        .where("kind <> 'idle' or time = 'first'")
        .selectExpr(
            "concat(customer_id, time) as order_id",
            "customer_id",
            "day as order_date",
            "true as is_valid",
            "'VND' as currency",
            "amount as net_amount",
            "if(time = 'after' and customer_id in ('c7', 'c9', 'c1500'), 'SALE', null) as coupon");
  }

  private static String order(String time, String day, String dayOfLater, String amount) {
    return "struct('%s' as time, if(kind = 'later', %s, %s) as day, double(%s) as amount)"
        .formatted(time, dayOfLater, day, amount);
  }

  private static void put(Table table, Dataset<Row> rows) {
    LAKE.put(table, rows.toJSON().collectAsList().toArray(String[]::new));
  }

  private static String message(String id, String customer, String campaign, String day) {
    return "{\"message_id\":\"%s\",\"customer_id\":%s,\"campaign\":\"%s\",\"sent_at\":\"%sT03:00:00Z\"%s}"
        .formatted(
            id,
            customer == null ? "null" : "\"" + customer + "\"",
            campaign,
            day,
            campaign.equals("observed") ? ",\"until_at\":\"2026-01-19T03:00:00Z\"" : "");
  }

  private static Row result(String campaign, String... columns) {
    return LAKE.read(Gold.CAMPAIGN_RESULTS)
        .where("campaign = '" + campaign + "'")
        .selectExpr(columns)
        .head();
  }

  @Test
  void comparesWhomTheSenderHeldOutElseBuyersWhoGotNothing() {
    assertEquals(
        List.of(
            "{\"campaign\":\"drawn\",\"design\":\"held-out\",\"sent_on\":\"2026-02-10\",\"until_on\":\"2026-02-15\",\"window_days\":6,\"is_over\":false,\"contacted_count\":1000,\"treated_count\":1000,\"control_count\":1000}",
            "{\"campaign\":\"observed\",\"design\":\"not-mailed\",\"sent_on\":\"2026-01-10\",\"until_on\":\"2026-01-19\",\"window_days\":10,\"is_over\":true,\"contacted_count\":1002,\"treated_count\":1000,\"control_count\":2300}"),
        LAKE.rows(
            Gold.CAMPAIGN_RESULTS,
            "campaign",
            "design",
            "sent_on",
            "until_on",
            "window_days",
            "is_over",
            "contacted_count",
            "treated_count",
            "control_count"));
  }

  @Test
  void countsWhoOrderedInTheWindowAndWhichCouponsCameBack() {
    assertEquals(
        List.of(
            "{\"campaign\":\"drawn\",\"treated_converted_count\":1000,\"control_converted_count\":1000,\"coupon_orders_count\":0,\"redemptions_count\":0,\"redeemers_count\":0}",
            "{\"campaign\":\"observed\",\"treated_converted_count\":1000,\"control_converted_count\":2000,\"coupon_orders_count\":2,\"redemptions_count\":3,\"redeemers_count\":1}"),
        LAKE.rows(
            Gold.CAMPAIGN_RESULTS,
            "campaign",
            "treated_converted_count",
            "control_converted_count",
            "coupon_orders_count",
            "redemptions_count",
            "redeemers_count"));
  }

  @Test
  void differenceInDifferencesFindsTheEffectUnderABiasedChoice() {
    Row plain = result("observed", "revenue_difference_low", "revenue_per_treated");
    assertTrue(plain.getDouble(0) > 25, "who buys more was mailed: " + plain);
    assertEquals(65, plain.getDouble(1), 1);
    holds("observed", "difference_in_differences", 5);
  }

  @Test
  void aGroupHeldOutGivesTheEffectAtOnce() {
    holds("drawn", "revenue_difference", 7);
    holds("drawn", "difference_in_differences", 7);
  }

  private static void holds(String campaign, String measure, double effect) {
    Row interval = result(campaign, measure + "_low", measure, measure + "_high");
    assertTrue(
        interval.getDouble(0) <= effect && effect <= interval.getDouble(2),
        () -> interval + " holds " + effect);
    assertTrue(interval.getDouble(2) - interval.getDouble(0) < 4, () -> interval + " is narrow");
    assertEquals((interval.getDouble(0) + interval.getDouble(2)) / 2, interval.getDouble(1), 1e-9);
  }
}
