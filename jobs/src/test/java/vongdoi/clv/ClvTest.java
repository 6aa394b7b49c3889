package vongdoi.clv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.clv.contract.HazardConfig;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.job.TestLake;
import vongdoi.report.ReportQuality;

class ClvTest {
  static final ClvConfig CONFIG =
      new ClvConfig(
          90,
          90,
          1.0,
          0.0,
          50,
          0.999,
          0.03,
          false,
          new HazardConfig(28, 500, 50, 20, 3, 30_000, 12, 12, 0.001, 20, 3, 0.2, 42, 0.98),
          List.of(
              new ClvConfig.Tier("platinum", 0.01),
              new ClvConfig.Tier("gold", 0.10),
              new ClvConfig.Tier("low", 1.0)));
  private static final int CUSTOMERS = 2000;
  private static TestLake lake;

  /** Buyers by a gamma mix of rates without dropout, seen at day 270 and at day 360. */
  @BeforeAll
  static void simulate() {
    SplittableRandom random = new SplittableRandom(7);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      double rate = -0.02 * Math.log(1 - random.nextDouble());
      double spend = (i % 10 == 0 ? 0.01 : 1) * (50 + 100 * random.nextDouble());
      int before = 0;
      int now = 0;
      double lastBefore = 0;
      double lastNow = 0;
      for (double t = 0; t < 360; ) {
        t += -Math.log(1 - random.nextDouble()) / rate;
        if (t < 270) {
          before++;
          lastBefore = t;
        }
        if (t < 360) {
          now++;
          lastNow = t;
        }
      }
      rows.add(row(i, "2026-04-02", before, lastBefore, 270, spend));
      rows.add(row(i, "2026-07-01", now, lastNow, 360, spend));
    }
    lake = TestLake.empty().put(Gold.FEATURES, rows.toArray(String[]::new));
    lake.run(new FitClv(CONFIG), "2026-07-01");
    lake.run(new ScoreClv(CONFIG), "2026-07-01");
  }

  private static String row(int id, String date, int x, double last, double age, double spend) {
    return ("{\"as_of_date\":\"%s\",\"customer_id\":\"c%d\",\"is_buyer\":true,\"customer_class\":\"person\",\"currency\":\"%s\","
            + "\"days_since_first_order\":%f,\"days_first_to_last_order\":%f,"
            + "\"repeat_orders_count\":%d,\"mean_repeat_order_amount\":%s,\"total_amount\":%f}")
        .formatted(
            date,
            id,
            id % 10 == 0 ? "USD" : "VND",
            age,
            last,
            x,
            x == 0 ? "null" : "" + spend,
            (x + 1) * spend);
  }

  @Test
  void everyBuyerIsScoredOnce() {
    assertEquals(CUSTOMERS, lake.read(Gold.CLV_SCORES).count());
    assertEquals(
        List.of("{\"model_version\":\"clv-2026-07-01\"}"),
        TestLake.rows(lake.read(Gold.CLV_SCORES).select("model_version").distinct()));
  }

  @Test
  void theFitForetellsWhatWasHeldBack() {
    Row row = lake.read(Gold.CLV_TRAININGS).head();
    Map<String, Double> metrics = row.getJavaMap(row.fieldIndex("metrics"));
    assertEquals(CUSTOMERS, metrics.get("backtest_customers"));
    assertEquals(0, metrics.get("backtest_orders_error"), 0.1);
    assertEquals(0, metrics.get("backtest_amount_error"), 0.1);
    assertTrue(metrics.get("backtest_orders_correlation") > 0.5, metrics.toString());
    assertTrue(metrics.get("backtest_normalised_gini") > 0.5, metrics.toString());
    assertTrue(metrics.get("backtest_orders_mae") < metrics.get("backtest_naive_orders_mae"));
    assertEquals(0.8, metrics.get("backtest_interval_coverage"), 0.1, metrics.toString());
    for (String family : List.of("BG/NBD", "MBG/NBD", "Pareto/NBD")) {
      assertTrue(metrics.get("out_of_time_log_likelihood." + family) < 0, metrics.toString());
    }
  }

  /**
   * Half of the customers spend three times as much as ever before: half of what came is outside.
   */
  @Test
  void aFitWhoseIntervalsDoNotHoldSaysSoAndIsRefusedWhereConfigured() {
    TestLake windfall = lake.copy();
    windfall.append(
        Gold.FEATURES,
        lake.read(Gold.FEATURES)
            .where("as_of_date = date'2026-07-01'")
            .withColumn("as_of_date", functions.expr("date'2026-07-02'")));
    windfall.append(
        Gold.FEATURES,
        lake.read(Gold.FEATURES)
            .where("as_of_date = date'2026-04-02'")
            .withColumn("as_of_date", functions.expr("date'2026-04-03'"))
            .withColumn(
                "total_amount",
                functions.expr("total_amount / if(crc32(customer_id) % 2 = 0, 3, 1)")));
    List<String> good = windfall.rows(Gold.CLV_SCORES);
    TestLake strict = windfall.copy();

    windfall.run(new FitClv(CONFIG), "2026-07-02");
    Row told = windfall.read(Gold.CLV_TRAININGS).where("version = 'clv-2026-07-02'").head();
    assertEquals("champion", told.getAs("status"));
    assertTrue(told.<String>getAs("reason").contains("intervals of value held"), told.toString());
    windfall.run(new ReportQuality(List.of(new FitClv(CONFIG))), "2026-07-02");
    assertEquals(
        List.of("{\"table\":\"gold.clv_trainings\",\"severity\":\"warn\",\"passed\":false}"),
        TestLake.rows(
            windfall
                .read(Gold.TABLE_QUALITY)
                .where("check = 'interval_coverage'")
                .select("table", "severity", "passed")));

    ClvConfig refusing =
        new ClvConfig(90, 90, 1, 0, 50, 0.999, 0.03, true, CONFIG.hazard(), CONFIG.tiers());
    strict.run(new FitClv(refusing), "2026-07-02");
    assertEquals(
        Set.of("clv-2026-07-01 champion", "clv-2026-07-02 rejected"),
        strict.values(Gold.CLV_TRAININGS, "version || ' ' || status"));
    JobException refused =
        assertThrows(JobException.class, () -> strict.run(new ScoreClv(refusing), "2026-07-02"));
    assertEquals(ExitCode.GATE_REFUSED, refused.exitCode());
    assertEquals(good, strict.rows(Gold.CLV_SCORES));
  }

  @Test
  void valueIsTheMarginOnWhatACustomerBuys() {
    TestLake costs = lake.copy();
    costs.append(
        Gold.FEATURES,
        lake.read(Gold.FEATURES)
            .where("as_of_date = date'2026-07-01'")
            .withColumn("as_of_date", functions.expr("date'2026-07-02'"))
            .withColumn(
                "margin_share",
                functions.expr("if(crc32(customer_id) % 2 = 0, 0.25D, cast(null as double))")));
    costs.run(new ScoreClv(CONFIG), "2026-07-02");
    assertEquals(
        0,
        costs
            .read(Gold.CLV_SCORES)
            .as("own")
            .join(lake.read(Gold.CLV_SCORES).as("plain"), "customer_id")
            .where(
                "abs(own.clv_amount - plain.clv_amount * if(crc32(customer_id) % 2 = 0, 0.25D, 1D))"
                    + " > 0.011")
            .count());
  }

  @Test
  void customersOfAWeakCurrencyCrowdNobodyOutOfTheBestTier() {
    assertEquals(
        List.of(
            "{\"currency\":\"USD\",\"is_share\":true}", "{\"currency\":\"VND\",\"is_share\":true}"),
        TestLake.rows(
            lake.read(Gold.CLV_SCORES)
                .groupBy("currency")
                .agg(
                    functions.expr(
                        "count_if(tier = 'gold') between 0.05 * count(1) and 0.15 * count(1) as is_share"))));
  }

  @Test
  void tiersHoldTheirShareOfTheBest() {
    Row counts =
        lake.read(Gold.CLV_SCORES)
            .where("currency = 'VND'")
            .selectExpr(
                "count_if(tier = 'platinum')",
                "count_if(tier = 'gold')",
                "min(if(tier = 'platinum', clv_amount, null)) >= max(if(tier = 'gold', clv_amount,"
                    + " null))",
                "min(if(tier = 'gold', clv_amount, null)) >= max(if(tier = 'low', clv_amount,"
                    + " null))")
            .head();
    assertTrue(counts.getLong(0) >= 18 && counts.getLong(0) < 36, counts.toString());
    assertTrue(counts.getLong(0) + counts.getLong(1) >= 180, counts.toString());
    assertTrue(counts.getBoolean(2) && counts.getBoolean(3), counts.toString());
  }
}
