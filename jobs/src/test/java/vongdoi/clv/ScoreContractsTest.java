package vongdoi.clv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class ScoreContractsTest {
  private static final LocalDate DATE = LocalDate.parse("2026-07-01");
  private static TestLake lake;

  /** Monthly subscriptions, half of which end easily and half hardly ever; and one that is new. */
  @BeforeAll
  static void score() {
    SplittableRandom random = new SplittableRandom(5);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      LocalDate start = DATE.minusDays(30 + random.nextInt(600));
      double churn = i % 2 == 0 ? 0.3 : 0.03;
      LocalDate end = start;
      boolean ended = false;
      while (!ended && end.plusMonths(1).isBefore(DATE)) {
        end = end.plusMonths(1);
        ended = random.nextDouble() < churn;
      }
      rows.add(row("s" + i, start, ended ? end : null));
    }
    rows.add(row("fresh", DATE.minusDays(3), null));
    lake = TestLake.empty().put(Silver.SUBSCRIPTIONS, rows.toArray(String[]::new));
    lake.run(new ScoreContracts(ClvTest.CONFIG), DATE.toString());
  }

  private static String row(String id, LocalDate start, LocalDate end) {
    return ("{\"subscription_id\":\"%s\",\"customer_id\":\"c-%s\",\"interval\":\"month\","
            + "\"amount\":100,\"currency\":\"VND\",\"status\":\"%s\","
            + "\"started_at\":\"%sT05:00:00Z\"%s}")
        .formatted(
            id,
            id,
            end == null ? "active" : "cancelled",
            start,
            end == null ? "" : ",\"cancelled_at\":\"" + end + "T05:00:00Z\"");
  }

  @Test
  void scoresOnlyContractsInForce() {
    long inForce = lake.read(Silver.SUBSCRIPTIONS).where("status = 'active'").count();
    assertEquals(inForce, lake.read(Gold.CONTRACT_SCORES).count());
  }

  @Test
  void whoHasRenewedOftenRenewsMoreLikely() {
    Row row =
        lake.read(Gold.CONTRACT_SCORES)
            .selectExpr(
                "min_by(renewal_probability, renewals_count)",
                "max_by(renewal_probability, renewals_count)",
                "corr(renewal_probability, renewals_count)")
            .head();
    assertTrue(row.getDouble(0) < row.getDouble(1) && row.getDouble(2) > 0.5, row.toString());
    assertEquals(
        0,
        lake.read(Gold.CONTRACT_SCORES)
            .where("subscription_id = 'fresh'")
            .head()
            .<Long>getAs("renewals_count"));
  }

  @Test
  void moneyIsTheRenewalsToCome() {
    Row fresh = lake.read(Gold.CONTRACT_SCORES).where("subscription_id = 'fresh'").head();
    double renewals = fresh.getAs("expected_renewals");
    assertTrue(renewals > 1 && renewals < 3, "renewals in 90 days " + renewals);
    assertEquals(
        100 * renewals, fresh.getDecimal(fresh.fieldIndex("contract_amount")).doubleValue(), 0.01);
  }

  @Test
  void plansAreToldApartAndLengthsOfPeriodReadInWords() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      boolean leaves = i % 4 == 0;
      LocalDate start = DATE.minusMonths(i % 2 == 0 ? 4 : 26);
      rows.add(
          row("p" + i, start, leaves ? DATE.minusMonths(1) : null)
              .replace(
                  "\"interval\":\"month\"",
                  i % 2 == 0
                      ? "\"plan\":\"loose\",\"interval\":\"Month-to-month\""
                      : "\"plan\":\"loyal\",\"interval\":\"Month-to-month\""));
    }
    rows.add(
        row("long", DATE.minusYears(5), null)
            .replace("\"interval\":\"month\"", "\"interval\":\"Two year\""));
    TestLake plans = TestLake.empty().put(Silver.SUBSCRIPTIONS, rows.toArray(String[]::new));
    plans.run(new ScoreContracts(ClvTest.CONFIG), DATE.toString());
    Row training = plans.read(Gold.CONTRACT_TRAININGS).head();
    assertTrue(
        training
            .getJavaMap(training.fieldIndex("parameters"))
            .keySet()
            .containsAll(List.of("alpha.1.0", "alpha.1.0.loose", "alpha.1.0.loyal", "alpha.24.0")));
    assertEquals(
        2L,
        plans
            .read(Gold.CONTRACT_SCORES)
            .where("subscription_id = 'long'")
            .head()
            .<Long>getAs("renewals_count"));
    Row means =
        plans
            .read(Gold.CONTRACT_SCORES)
            .where("subscription_id <> 'long'")
            .selectExpr(
                "avg(if(int(substr(subscription_id, 2)) % 2 = 0, renewal_probability, null))",
                "avg(if(int(substr(subscription_id, 2)) % 2 = 1, renewal_probability, null))")
            .head();
    assertTrue(means.getDouble(0) + 0.05 < means.getDouble(1), means.toString());
  }

  @Test
  void whereNoneHadEndedBeforeTheFitIsNotCalledTested() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String row = row("z" + i, DATE.minusMonths(10), null);
      rows.add(i % 3 == 0 ? row.replace("active", "cancelled") : row);
    }
    TestLake snapshot = TestLake.empty().put(Silver.SUBSCRIPTIONS, rows.toArray(String[]::new));
    snapshot.run(new ScoreContracts(ClvTest.CONFIG), DATE.toString());
    Row training = snapshot.read(Gold.CONTRACT_TRAININGS).head();
    assertEquals(Map.of(), training.getJavaMap(training.fieldIndex("metrics")));
    assertTrue(training.<String>getAs("reason").contains("none had ended"));
    // A third left after ten months, none before: renewal is likely, but far from certain.
    double renewal =
        snapshot
            .read(Gold.CONTRACT_SCORES)
            .selectExpr("avg(renewal_probability)")
            .head()
            .getDouble(0);
    assertTrue(renewal > 0.9 && renewal < 0.99, "renewal " + renewal);
  }

  @Test
  void endsOfTheLastDaysWereForetold() {
    Row training = lake.read(Gold.CONTRACT_TRAININGS).head();
    Map<String, Double> metrics = training.getJavaMap(training.fieldIndex("metrics"));
    double foretold = metrics.get("backtest_expected_ends");
    double came = metrics.get("backtest_actual_ends");
    assertTrue(Math.abs(foretold - came) < 4 * Math.sqrt(came), metrics.toString());
    assertTrue(metrics.get("backtest_auc") > 0.6, metrics.toString());
    assertTrue(metrics.get("backtest_ece") < 0.1, metrics.toString());
  }
}
