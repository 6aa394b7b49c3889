package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.churn.ChurnConfig;
import vongdoi.churn.ScoreChurn;
import vongdoi.churn.TrainChurn;
import vongdoi.clv.FitClv;
import vongdoi.clv.ScoreClv;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.job.TestLake;
import vongdoi.feature.ComputeFeatures;
import vongdoi.feature.LearnSeason;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.VongdoiConfig;
import vongdoi.report.ReportQuality;

/**
 * A shop that is busier by two thirds in the weeks before Christmas, judged on an autumn of which
 * it had seen the last weeks once.
 */
class SeasonTest {
  private static final VongdoiConfig CONFIG = ConfigFile.load(null, Map.of()).settings();
  private static final SeasonalShop SHOP =
      new SeasonalShop(LocalDate.parse("2024-11-11"), 398, 900, 4, SeasonTest::pace);
  private static TestLake lake;

  private static double pace(LocalDate day) {
    LocalDate christmas = LocalDate.of(day.getYear(), 12, 25);
    long ahead = christmas.toEpochDay() - day.toEpochDay();
    return ahead < 3 || ahead > 60 ? 1 : 1.7;
  }

  @BeforeAll
  static void train() {
    lake = SHOP.lake();
    lake.run(new ComputeFeatures(CONFIG.feature()), SHOP.date());
    lake.run(new LearnSeason(CONFIG.feature()), SHOP.date());
    lake.run(new FitClv(CONFIG.clv()), SHOP.date());
    lake.run(new TrainChurn(CONFIG.churn()), SHOP.date());
  }

  @Test
  void theIndexOfADateKnowsNothingAfterIt() {
    TestLake shorter = TestLake.empty();
    String then = LocalDate.parse(SHOP.date()).minusDays(90).toString();
    shorter.append(
        Silver.ORDERS, lake.read(Silver.ORDERS).where("order_date <= date'" + then + "'"));
    shorter.run(new ComputeFeatures(CONFIG.feature()), then);
    shorter.run(new LearnSeason(CONFIG.feature()), then);
    String known = "as_of_date = date'" + then + "'";
    assertEquals(
        TestLake.rows(shorter.read(Gold.SEASON).where(known)),
        TestLake.rows(lake.read(Gold.SEASON).where(known)));
  }

  @Test
  void ordersOfAnAutumnAreForetoldNearerThanByTheCalendar() {
    Map<String, Double> metrics = SeasonalShop.metrics(lake, Gold.CLV_TRAININGS);
    assertTrue(metrics.get("backtest_season_index") > 1.1, metrics.toString());
    assertTrue(
        Math.abs(metrics.get("backtest_orders_error"))
            < Math.abs(metrics.get("calendar.backtest_orders_error")) - 0.05,
        metrics.toString());
  }

  @Test
  void probabilitiesOfLeavingFollowTheSeasonAhead() {
    Map<String, Double> metrics = SeasonalShop.metrics(lake, Gold.CHURN_TRAININGS);
    double came = metrics.get("churn_rate");
    assertTrue(
        Math.abs(metrics.get("mean_score") - came)
            < Math.abs(metrics.get("unshifted.mean_score") - came),
        metrics.toString());
    assertTrue(metrics.get("ece") < metrics.get("unshifted.ece"), metrics.toString());
  }

  @Test
  void whatWasSaidIsHeldAgainstWhatCameOnceTheHorizonHasPassed() {
    TestLake own = lake.copy();
    String later = LocalDate.parse(SHOP.date()).plusDays(90).toString();
    own.run(new ScoreChurn(CONFIG.churn()), SHOP.date());
    own.run(new ScoreClv(CONFIG.clv()), SHOP.date());
    assertEquals(0, own.read(Gold.CHURN_WATCH).where("checked_on is not null").count());
    // Nobody buys any more: all will have left.
    own.run(new ComputeFeatures(CONFIG.feature()), later);
    own.run(new LearnSeason(CONFIG.feature()), later);
    own.run(new ScoreChurn(CONFIG.churn()), later);
    Row checked = own.read(Gold.CHURN_WATCH).where("checked_on is not null").head();
    assertEquals(SHOP.date(), checked.getAs("as_of_date").toString());
    assertEquals(later, checked.getAs("checked_on").toString());
    assertEquals(1, checked.<Double>getAs("churn_rate"));
    assertEquals(
        List.of("{\"n\":2}"),
        TestLake.rows(own.read(Gold.CHURN_WATCH).selectExpr("count(1) as n")));
    own.run(new ReportQuality(List.of(new ScoreChurn(CONFIG.churn()))), later);
    Row check = own.read(Gold.TABLE_QUALITY).where("check = 'promise_kept'").head();
    assertEquals("gold.churn_scores", check.getAs("table"));
    assertEquals(false, check.getAs("passed"));
    assertEquals(Set.of(later), own.values(Gold.CHURN_SCORES, "as_of_date"));

    String next = LocalDate.parse(later).plusDays(1).toString();
    own.run(new ComputeFeatures(CONFIG.feature()), next);
    own.run(new TrainChurn(CONFIG.churn()), next);
    Row verdict = own.read(Gold.CHURN_TRAININGS).where("trained_on = date'" + next + "'").head();
    assertTrue(
        verdict.<String>getAs("reason").contains("said on " + SHOP.date()), verdict.toString());
    Map<String, Double> metrics = verdict.getJavaMap(verdict.fieldIndex("metrics"));
    assertEquals(1, metrics.get("promise.came"));
    assertEquals(checked.<Double>getAs("mean_score"), metrics.get("promise.said"));
  }

  @Test
  void whereConfiguredScoresThatDidNotComeTrueAreHeldAndTheWatchGoesOn() {
    ChurnConfig strict =
        ConfigFile.load(null, Map.of("churn.refuse-on-promise", "true")).settings().churn();
    TestLake own = lake.copy();
    LocalDate later = LocalDate.parse(SHOP.date()).plusDays(90);
    own.run(new ScoreChurn(strict), SHOP.date());
    own.run(new ComputeFeatures(CONFIG.feature()), later.toString());
    JobException refused =
        assertThrows(JobException.class, () -> own.run(new ScoreChurn(strict), later.toString()));
    assertEquals(ExitCode.GATE_REFUSED, refused.exitCode());
    assertTrue(refused.getMessage().contains("churn.refuse-on-promise"), refused.getMessage());
    assertEquals(Set.of(SHOP.date()), own.values(Gold.CHURN_SCORES, "as_of_date"));
    assertEquals(Set.of(SHOP.date(), later.toString()), own.values(Gold.CHURN_WATCH, "as_of_date"));
    assertEquals(
        List.of("{\"check\":\"promise_kept\",\"severity\":\"stop\",\"passed\":false}"),
        own.rows(Gold.TABLE_QUALITY, "check", "severity", "passed"));
  }
}
