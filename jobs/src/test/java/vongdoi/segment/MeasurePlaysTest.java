package vongdoi.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.TableColumn.Presence;

class MeasurePlaysTest {
  private static final int SEEDS = 100;
  private static final int CUSTOMERS = 1_500;

  @Test
  void newcombesExampleComesOut() {
    Uplift uplift = Uplift.ofShares(56, 70, 48, 80, 0.95);
    assertEquals(0.2, uplift.difference(), 1e-12);
    assertEquals(0.0524, uplift.low(), 5e-5);
    assertEquals(0.3339, uplift.high(), 5e-5);
  }

  /**
   * A hundred plays that bring nothing and ten that bring fifteen points, each with its own draw of
   * control customers: the intervals of the first hold 0, those of the others do not.
   */
  @Test
  void noUpliftGivesAnIntervalThatHoldsZeroAndAPlantedOneIsFound() {
    String plays =
        IntStream.range(0, SEEDS + 10)
            .mapToObj(
                i ->
                    "p%03d { name { en = a, vi = b }, rule = \"false\", play { action = a, kind = marketing, channels = [email], priority = 1, again-after-days = 30 } }"
                        .formatted(i))
            .collect(Collectors.joining("\n"));
    SegmentConfig config =
        Segments.with(
            """
            holdout { share = 0.3, salt = drawn }
            results { window-days = 90, horizon-days = 14, confidence = 0.98 }
            """,
            plays);
    Dataset<Row> units =
        LocalSpark.session()
            .range((long) (SEEDS + 10) * CUSTOMERS)
            .selectExpr(
                "format_string('p%03d', cast(id div " + CUSTOMERS + " as int)) as segment",
                "concat('c', id) as customer_id")
            .withColumn("is_control", new DrawHoldouts(config).isControl())
            .selectExpr(
                "*",
                "pmod(xxhash64(customer_id), 1000) < if(segment >= 'p100' and not is_control, 350, 200)"
                    + " as buys");
    TestLake lake = TestLake.empty();
    lake.append(
        Gold.MOMENT_MESSAGES,
        filled(
            Gold.MOMENT_MESSAGES,
            units.selectExpr(
                "*",
                "date'2026-01-02' as run_date",
                "'' as matter",
                "timestamp'2026-01-02 17:00:00' as send_after",
                "timestamp'2026-01-02 17:00:00' as planned_at")));
    lake.append(
        Silver.ORDERS,
        filled(
            Silver.ORDERS,
            units
                .where("buys")
                .selectExpr(
                    "concat('o', customer_id) as order_id",
                    "customer_id",
                    "timestamp'2026-01-07 03:00:00' as ordered_at",
                    "date'2026-01-07' as order_date",
                    "true as is_valid",
                    "100 + pmod(xxhash64(customer_id, 'spend'), 100) as net_amount")));
    lake.run(new MeasurePlays(config), "2026-01-20");
    Dataset<Row> results = lake.read(Gold.PLAY_RESULTS);
    List<Row> idle = results.where("segment < 'p100'").collectAsList();
    assertEquals(SEEDS, idle.size());
    long holding =
        results.where("segment < 'p100' and uplift_low <= 0 and uplift_high >= 0").count();
    assertTrue(holding >= 93, holding + " of 100 intervals hold 0");
    long revenueHolding =
        results
            .where("segment < 'p100' and revenue_uplift_low <= 0 and revenue_uplift_high >= 0")
            .count();
    assertTrue(revenueHolding >= 90, revenueHolding + " of 100 intervals of revenue hold 0");
    assertEquals(
        10, results.where("segment >= 'p100' and uplift_low > 0 and uplift < 0.25").count());
    assertEquals(
        SEEDS + 10L, results.where("treated_count + control_count = " + CUSTOMERS).count());
  }

  @Test
  void amountsAreSummedAsTheyArePaid() {
    SegmentConfig config =
        Segments.of(
            """
            failed { name { en = a, vi = b }, rule = "false", play { action = dunning, kind = service
              channels = [email], priority = 1, again-after-days = 30, goal = payment
              each = "array(named_struct('matter', failed_payment_id))" } }
            """);
    TestLake lake = TestLake.empty();
    String[] messages = new String[10];
    String[] payments = new String[20];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = message("failed", "p" + i, "2026-01-02T10:00:00Z");
      payments[2 * i] =
          "{\"payment_id\":\"p%d\",\"order_id\":\"o%1$d\",\"status\":\"failed\"}".formatted(i);
      payments[2 * i + 1] =
          "{\"payment_id\":\"p%db\",\"order_id\":\"o%1$d\",\"status\":\"paid\",\"currency\":\"VND\",\"amount\":0.1,\"paid_at\":\"2026-01-03T10:00:00Z\"}"
              .formatted(i);
    }
    lake.put(Gold.MOMENT_MESSAGES, messages).put(Silver.PAYMENTS, payments);
    lake.run(new MeasurePlays(config), "2026-01-20");
    assertEquals(Set.of("0.1"), lake.values(Gold.PLAY_RESULTS, "revenue_per_treated"));
  }

  @Test
  void recoveryIsTheShareOfFailedPaymentsThatWerePaidAfterTheMessage() {
    SegmentConfig config =
        Segments.of(
            """
            failed { name { en = a, vi = b }, rule = "false", play { action = dunning, kind = service
              channels = [email], priority = 1, again-after-days = 30, goal = payment
              each = "array(named_struct('matter', failed_payment_id))" } }
            renew { name { en = a, vi = b }, rule = "false", play { action = renewal-notice, kind = service
              channels = [email], priority = 1, again-after-days = 30, goal = renewal } }
            """);
    TestLake lake = TestLake.empty();
    lake.put(
        Gold.MOMENT_MESSAGES,
        message("failed", "p1", "2026-01-02T10:00:00Z"),
        message("failed", "p1@second", "2026-01-04T10:00:00Z"),
        message("failed", "p2", "2026-01-02T10:00:00Z"),
        message("failed", "p4", "2026-01-15T10:00:00Z"),
        message("renew", "s1@2026-01-05", "2026-01-02T10:00:00Z"),
        message("renew", "s2@2026-01-05", "2026-01-02T10:00:00Z"));
    lake.put(
        Silver.PAYMENTS,
        "{\"payment_id\":\"p1\",\"order_id\":\"o1\",\"status\":\"failed\"}",
        "{\"payment_id\":\"p1b\",\"order_id\":\"o1\",\"status\":\"paid\",\"amount\":50,\"paid_at\":\"2026-01-03T10:00:00Z\"}",
        "{\"payment_id\":\"p2\",\"order_id\":\"o2\",\"status\":\"failed\"}",
        "{\"payment_id\":\"p2b\",\"order_id\":\"o2\",\"status\":\"paid\",\"amount\":50,\"paid_at\":\"2026-01-02T09:00:00Z\"}",
        "{\"payment_id\":\"p4\",\"order_id\":\"o4\",\"status\":\"failed\"}");
    lake.put(
        Silver.SUBSCRIPTIONS,
        "{\"subscription_id\":\"s1\",\"status\":\"active\",\"current_period_end\":\"2026-02-05T00:00:00Z\"}",
        "{\"subscription_id\":\"s2\",\"status\":\"lapsed\",\"current_period_end\":\"2026-01-05T00:00:00Z\"}");
    lake.run(new MeasurePlays(config), "2026-01-20");
    assertEquals(
        List.of(
            "{\"segment\":\"failed\",\"treated_count\":2,\"treated_converted_count\":1,\"treated_rate\":0.5,\"control_count\":0}",
            "{\"segment\":\"renew\",\"treated_count\":2,\"treated_converted_count\":1,\"treated_rate\":0.5,\"control_count\":0}"),
        lake.rows(
            Gold.PLAY_RESULTS,
            "segment",
            "treated_count",
            "treated_converted_count",
            "treated_rate",
            "control_count",
            "uplift"));
  }

  private static String message(String segment, String matter, String at) {
    return "{\"run_date\":\"%1$s\",\"segment\":\"%2$s\",\"customer_id\":\"c\",\"matter\":\"%3$s\",\"send_after\":\"%4$s\",\"expires_at\":\"2026-01-05T00:00:00Z\",\"is_service\":true}"
        .formatted(at.substring(0, 10), segment, matter, at);
  }

  /** The frame with the columns of the table that it lacks: null, or a neutral text or number. */
  private static Dataset<Row> filled(Table table, Dataset<Row> rows) {
    Dataset<Row> filled = rows;
    for (TableColumn c : table.columns()) {
      if (!List.of(rows.columns()).contains(c.name())) {
        String neutral =
            c.type().equals("boolean") ? "false" : c.type().equals("string") ? "''" : "0";
        boolean required = c.presence() == Presence.REQUIRED;
        filled = filled.selectExpr("*", (required ? neutral : "null") + " as " + c.name());
      }
    }
    return filled;
  }
}
