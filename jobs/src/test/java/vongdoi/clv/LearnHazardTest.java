package vongdoi.clv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vongdoi.clv.contract.HazardConfig;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.JobException;
import vongdoi.common.job.TestLake;

/** The hazard of made-up contracts against the one that they were made with. */
class LearnHazardTest {
  private static final LocalDate DATE = LocalDate.parse("2026-07-01");
  private static final HazardConfig SHORT =
      new HazardConfig(28, 500, 50, 20, 3, 30_000, 12, 12, 0.001, 8, 3, 0.3, 42, 0.98);
  private static final HazardConfig AS_SHIPPED =
      new HazardConfig(28, 500, 50, 20, 5, 30_000, 12, 12, 0.001, 60, 3, 0.15, 42, 0.98);
  private static TestLake snapshot;
  private static double best;

  private static ClvConfig config(HazardConfig hazard) {
    ClvConfig c = ClvTest.CONFIG;
    return new ClvConfig(90, 90, 1.0, 0.1, 50, 0.999, 0.03, false, hazard, c.tiers());
  }

  /** Who left did so on the day; one attribute was written down by who had left. */
  @BeforeAll
  static void learnOfASnapshot() {
    List<TelcoContracts.Seen> seen = new TelcoContracts(3).snapshot(1500);
    best = auc(seen);
    snapshot = lake(seen);
    snapshot.run(new LearnHazard(config(SHORT)), DATE.toString());
    snapshot.run(new ScoreContracts(config(SHORT)), DATE.toString());
  }

  private static double auc(List<TelcoContracts.Seen> seen) {
    return TelcoContracts.auc(
        seen.stream().map(s -> new double[] {s.probability(), s.churned() ? 1 : 0}).toList());
  }

  private static TestLake lake(List<TelcoContracts.Seen> seen) {
    List<String> rows = new ArrayList<>();
    for (TelcoContracts.Seen one : seen) {
      rows.add(
          TelcoContracts.row(
              one.contract(),
              DATE.minusMonths(one.tenure()),
              one.churned() ? DATE : null,
              Map.of(
                  "TotalCharges",
                  one.totalCharges((rows.size() % 7 - 3) * 0.01),
                  "code",
                  "0" + rows.size() % 3,
                  "survey",
                  one.churned() ? "why did you go" : "")));
    }
    return TestLake.empty().put(Silver.SUBSCRIPTIONS, rows.toArray(String[]::new));
  }

  private static Row training(TestLake lake) {
    return lake.read(Gold.HAZARD_TRAININGS).where("status <> 'challenger'").head();
  }

  private static Map<String, Double> metrics(TestLake lake) {
    Row row = training(lake);
    return row.getJavaMap(row.fieldIndex("metrics"));
  }

  @Test
  void aSnapshotIsJudgedOnContractsNotLearntFrom() {
    Map<String, Double> metrics = metrics(snapshot);
    assertEquals("champion", training(snapshot).getAs("status"), training(snapshot).toString());
    assertTrue(Math.abs(metrics.get("auc") - best) < 0.025, best + " " + metrics);
    assertTrue(metrics.get("ece") < 0.03, metrics.toString());
    assertTrue(
        metrics.get("log_loss") + 0.02 < metrics.get("shifted_beta_geometric.log_loss"),
        metrics.toString());
  }

  @Test
  void anAttributeThatKnowsTheOutcomeIsLeftOutAndNamed() {
    assertTrue(training(snapshot).<String>getAs("reason").endsWith("outcome: survey"));
    assertFalse(parameters().stream().anyMatch(p -> p.contains("survey")));
  }

  private static List<String> parameters() {
    Row row = training(snapshot);
    return List.copyOf(row.<String, Double>getJavaMap(row.fieldIndex("parameters")).keySet());
  }

  @Test
  void aModelWhoseFilesWereChangedIsNotRead() throws IOException {
    TestLake other = snapshot.copy();
    Path stored =
        Path.of(other.warehouse().lake(), "models", "contract-hazard", "contract-hazard-" + DATE);
    try (Stream<Path> files = Files.walk(stored)) {
      Path metadata =
          files.filter(f -> f.toString().contains("/metadata/part-")).findFirst().orElseThrow();
      Files.writeString(metadata, Files.readString(metadata) + " ");
    }
    JobException refused =
        assertThrows(
            JobException.class,
            () -> other.run(new ScoreContracts(config(SHORT)), DATE.plusDays(1).toString()));
    assertTrue(
        refused.getMessage().contains("are not those that were stored"), refused.getMessage());
  }

  @Test
  void textsAndNumbersAreToldApartStrictly() {
    List<String> names = parameters();
    assertTrue(names.stream().anyMatch(n -> n.endsWith(".attribute.code=01")), names.toString());
    assertTrue(names.stream().anyMatch(n -> n.endsWith(".attribute.SeniorCitizen=#")));
    assertTrue(names.stream().anyMatch(n -> n.endsWith(".attribute.TotalCharges=#")));
    assertTrue(names.stream().anyMatch(n -> n.endsWith(".plan=Two year")));
  }

  @Test
  void everyContractInForceHasACurveThatFallsAndWhatItBrings() {
    long inForce = snapshot.read(Silver.SUBSCRIPTIONS).where("status = 'active'").count();
    assertEquals(inForce, snapshot.read(Gold.CONTRACT_SCORES).count());
    assertEquals(12 * inForce, snapshot.read(Gold.CONTRACT_SURVIVAL).count());
    Row broken =
        snapshot
            .read(Gold.CONTRACT_SURVIVAL)
            .alias("a")
            .join(
                snapshot.read(Gold.CONTRACT_SURVIVAL).alias("b"),
                functions.expr("a.subscription_id = b.subscription_id and a.month + 1 = b.month"))
            .selectExpr(
                "count_if(abs(a.survival_probability * (1 - b.hazard_probability)"
                    + " - b.survival_probability) > 1e-9)",
                "count_if(a.remaining_amount > b.remaining_amount)")
            .head();
    assertEquals(0, broken.getLong(0) + broken.getLong(1));
    assertEquals(
        0,
        snapshot
            .read(Gold.CONTRACT_SCORES)
            .alias("s")
            .join(
                snapshot.read(Gold.CONTRACT_SURVIVAL).where("month = 3").alias("c"),
                "subscription_id")
            .where("s.contract_amount <> c.remaining_amount or s.model_version <> c.model_version")
            .count());
  }

  @Test
  void reasonsNameWhatRaisesTheHazardInBothLanguages() {
    Row shares =
        snapshot
            .read(Gold.CONTRACT_SCORES)
            .join(
                snapshot
                    .read(Silver.SUBSCRIPTIONS)
                    .selectExpr(
                        "subscription_id",
                        "attributes['InternetService'] = 'Fiber optic' as is_fiber",
                        "plan"),
                "subscription_id")
            .selectExpr(
                "avg(if(is_fiber, int(array_contains(reasons_en, 'InternetService: Fiber optic')), null))",
                "count_if(array_contains(reasons_en, 'plan Two year'))",
                "count_if(array_contains(reasons_vi, 'gói Month-to-month'))",
                "count_if(size(reasons_en) <> size(reasons_vi) or size(reasons_en) > 3)")
            .head();
    assertTrue(shares.getDouble(0) > 0.5, shares.toString());
    assertEquals(0, shares.getLong(1));
    assertTrue(shares.getLong(2) > 100, shares.toString());
    assertEquals(0, shares.getLong(3));
  }

  @Test
  void isLearntAgainOnlyAfterSomeDays() {
    TestLake later = snapshot.copy();
    later.run(new LearnHazard(config(SHORT)), DATE.plusDays(27).toString());
    assertEquals(Set.of("contract-hazard-" + DATE), later.values(Gold.HAZARD_TRAININGS, "version"));
  }

  @Test
  void nothingIsLearntOfFewContracts() {
    TestLake few = lake(new TelcoContracts(4).snapshot(300));
    few.run(new LearnHazard(config(SHORT)), DATE.toString());
    assertEquals(0, few.read(Gold.HAZARD_TRAININGS).count());
    few.run(new ScoreContracts(config(SHORT)), DATE.toString());
    assertTrue(few.read(Gold.CONTRACT_SURVIVAL).count() > 0);
    assertEquals(Set.of("contract-" + DATE), few.values(Gold.CONTRACT_SURVIVAL, "model_version"));
  }

  @Test
  void endsToComeAreForetoldFromAHistory() {
    assertHistory(1500, SHORT, 0.05, 0.05);
  }

  @Test
  @Tag("heavy")
  void aSnapshotOfThePublicSizeComesNearTheTruth() {
    double auc = 0;
    double ece = 0;
    int seeds = 3;
    for (int seed = 1; seed <= seeds; seed++) {
      List<TelcoContracts.Seen> seen = new TelcoContracts(seed).snapshot(7043);
      TestLake lake = lake(seen);
      lake.run(new LearnHazard(config(AS_SHIPPED)), DATE.toString());
      Map<String, Double> metrics = metrics(lake);
      System.out.printf("snapshot %d: best %.4f %s%n", seed, auc(seen), metrics);
      auc += (auc(seen) - metrics.get("auc")) / seeds;
      ece += metrics.get("ece") / seeds;
    }
    assertTrue(auc < 0.01, "AUC below the truth's by " + auc);
    assertTrue(ece <= 0.0125, "calibration error " + ece);
  }

  @Test
  @Tag("heavy")
  void aHistoryOfManyComesNearTheTruth() {
    assertHistory(12_000, AS_SHIPPED, 0.01, 0.01);
  }

  /** Contracts of four years; who knows the hazard ranks the ends of the last days best. */
  private static void assertHistory(
      int contracts, HazardConfig config, double aucBelow, double calibration) {
    TelcoContracts telco = new TelcoContracts(7);
    SplittableRandom random = new SplittableRandom(8);
    LocalDate then = DATE.minusDays(90);
    List<String> rows = new ArrayList<>();
    List<double[]> truth = new ArrayList<>();
    for (int i = 0; i < contracts; i++) {
      TelcoContracts.Contract contract = telco.contract("h" + i);
      LocalDate start = DATE.minusDays(1 + random.nextInt(1440));
      LocalDate end = null;
      int age = 0;
      while (end == null && start.plusMonths(age + 1).isBefore(DATE.plusDays(1))) {
        age++;
        end = telco.ends(contract, age, -0.9) ? start.plusMonths(age) : null;
      }
      rows.add(TelcoContracts.row(contract, start, end, Map.of()));
      if (!start.isAfter(then) && (end == null || end.isAfter(then))) {
        double stays = 1;
        for (int month = 1; !start.plusMonths(month).isAfter(DATE); month++) {
          if (start.plusMonths(month).isAfter(then)) {
            stays *= 1 - TelcoContracts.hazard(contract, month, -0.9);
          }
        }
        truth.add(new double[] {1 - stays, end == null ? 0 : 1});
      }
    }
    TestLake lake = TestLake.empty().put(Silver.SUBSCRIPTIONS, rows.toArray(String[]::new));
    lake.run(new LearnHazard(config(config)), DATE.toString());
    Map<String, Double> metrics = metrics(lake);
    double known = TelcoContracts.auc(truth);
    System.out.printf("history of %d: best %.4f %s%n", contracts, known, metrics);
    assertEquals("champion", training(lake).getAs("status"), training(lake).toString());
    assertEquals(truth.size(), metrics.get("contracts"), 0.0);
    assertTrue(metrics.get("auc") > known - aucBelow, known + " " + metrics);
    assertTrue(metrics.get("ece") < calibration + 0.005, metrics.toString());
  }
}
