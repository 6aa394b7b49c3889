package vongdoi.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.WithPartitions;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.common.job.TestLake;
import vongdoi.feature.ComputeFeatures;
import vongdoi.feature.FeatureConfig;

class ChurnTest {
  private static final String DATE = "2026-05-31";
  private static final ComputeFeatures FEATURES =
      new ComputeFeatures(
          new FeatureConfig(List.of(0, 90, 180), 1, new FeatureConfig.Classes(Map.of(), Map.of())));
  private static TestLake lake;

  private static ChurnConfig config(long minCustomers, double minGain) {
    return new ChurnConfig(
        90,
        365,
        1,
        minCustomers,
        20,
        30000,
        5000,
        false,
        minGain,
        .001,
        4,
        2,
        .2,
        42,
        .98,
        .25,
        .05,
        false,
        new ChurnConfig.Profit(.05, .005, 6, 14));
  }

  @BeforeAll
  static void trainOnASimulatedShop() {
    lake = SimulatedShop.fill(TestLake.empty(), 1500, LocalDate.parse(DATE));
    lake.run(FEATURES, DATE);
    lake.run(new TrainChurn(config(100, 0)), DATE);
    lake.run(new ScoreChurn(config(100, 0)), DATE);
  }

  private static TestLake sameFeatures() {
    return TestLake.empty().append(Gold.FEATURES, lake.read(Gold.FEATURES).repartition(5));
  }

  private static Row training(TestLake of) {
    return of.read(Gold.CHURN_TRAININGS).head();
  }

  @Test
  void plantedSignalIsFoundAboveEachSingleColumn() {
    Row training = training(lake);
    assertEquals("champion", training.getAs("status"));
    assertEquals("churn-2026-05-31", training.getAs("version"));
    Map<String, Double> metrics = training.getJavaMap(training.fieldIndex("metrics"));
    assertTrue(metrics.get("auc") > metrics.get("auc.recency"), metrics.toString());
    assertTrue(metrics.get("auc") > metrics.get("auc.frequency"), metrics.toString());
    assertTrue(metrics.get("auc") >= metrics.get("auc.activity"), metrics.toString());
    assertTrue(metrics.get("expected_maximum_profit") > 0, metrics.toString());
    assertTrue(metrics.get("auc") > .75, metrics.toString());
    assertTrue(metrics.get("ece") < .08, metrics.toString());
  }

  @Test
  void everyBuyerHasAScore() {
    long buyers =
        lake.read(Gold.FEATURES).where("is_buyer and as_of_date = date'" + DATE + "'").count();
    assertEquals(1500, buyers);
    assertEquals(buyers, lake.read(Gold.CHURN_SCORES).count());
    assertEquals(Set.of(DATE), lake.values(Gold.CHURN_SCORES, "as_of_date"));
    assertTrue(lake.values(Gold.CHURN_SCORES, "churn_probability").size() > 500);
  }

  @Test
  void nobodyIsScoredWhomNoModelMayLookAt() {
    TestLake other = lake.copy();
    other.put(
        Silver.PROFILES,
        "{\"customer_id\":\"c7\",\"first_seen_at\":\"2025-06-01T00:00:00Z\",\"profiling_refused\":\"objected\"}");
    other.run(FEATURES, DATE);
    assertEquals(
        Set.of("unprofiled"),
        TestLake.rows(
                other
                    .read(Gold.FEATURES)
                    .where("customer_id = 'c7' and as_of_date = date'" + DATE + "'"),
                "customer_class as c")
            .stream()
            .map(r -> r.replaceAll(".*:\"|\"}", ""))
            .collect(Collectors.toSet()));
    other.run(new ScoreChurn(config(100, 0)), DATE);
    assertEquals(0, other.read(Gold.CHURN_SCORES).where("customer_id = 'c7'").count());
    assertEquals(1499, other.read(Gold.CHURN_SCORES).count());
  }

  @Test
  void equalAtAnyParallelism() {
    TestLake other = sameFeatures();
    other.run(new WithPartitions(new TrainChurn(config(100, 0)), 7), DATE);
    other.run(new WithPartitions(new ScoreChurn(config(100, 0)), 7), DATE);
    List<String> columns =
        Gold.CHURN_TRAININGS.columnNames().stream()
            .filter(c -> !List.of("parameters", "content_sha256").contains(c))
            .toList();
    assertEquals(
        lake.rows(Gold.CHURN_TRAININGS, columns.toArray(String[]::new)),
        other.rows(Gold.CHURN_TRAININGS, columns.toArray(String[]::new)));
    assertEquals(lake.rows(Gold.CHURN_SCORES), other.rows(Gold.CHURN_SCORES));
    String algorithm = training(lake).getAs("algorithm");
    // Spark writes ids of its own into the Parquet of trees.
    if (!algorithm.contains("trees")) {
      assertEquals(
          lake.values(Gold.CHURN_TRAININGS, "content_sha256"),
          other.values(Gold.CHURN_TRAININGS, "content_sha256"));
    }
  }

  @Test
  void aModelWhoseFilesWereChangedIsNotRead() throws IOException {
    TestLake other = lake.copy();
    Path stored = Path.of(other.warehouse().lake(), "models", "churn", "churn-" + DATE);
    try (Stream<Path> files = Files.walk(stored)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertTrue(
          all.stream().noneMatch(f -> f.toString().matches(".*_[0-9a-f]{12}.*")), all::toString);
      Path metadata =
          all.stream()
              .filter(f -> f.toString().contains("/metadata/part-"))
              .findFirst()
              .orElseThrow();
      Files.writeString(metadata, Files.readString(metadata) + " ");
    }
    JobException refused =
        assertThrows(
            JobException.class, () -> other.run(new ScoreChurn(config(100, 0)), "2026-06-01"));
    assertTrue(
        refused.getMessage().contains("are not those that were stored"), refused.getMessage());
  }

  @Test
  void aRefusedModelScoresNothingAndTheLastGoodScoresStay() {
    TestLake other = sameFeatures();
    other.run(new TrainChurn(config(100_000, 0)), DATE);
    other.run(new ScoreChurn(config(100, 0)), DATE);
    List<String> good = other.rows(Gold.CHURN_SCORES);
    other.append(
        Gold.CHURN_TRAININGS,
        other
            .read(Gold.CHURN_TRAININGS)
            .selectExpr(
                "model",
                "'churn-2026-06-01' as version",
                "'rejected' as status",
                "date'2026-06-01' as trained_on",
                "horizon_days",
                "algorithm",
                "training_rows",
                "parameters",
                "metrics",
                "reason",
                "reason_vi",
                "content_sha256"));
    assertRefused(other, "2026-06-01");
    assertEquals(good, other.rows(Gold.CHURN_SCORES));
  }

  private static void assertRefused(TestLake of, String date) {
    JobException refused =
        assertThrows(JobException.class, () -> of.run(new ScoreChurn(config(100, 0)), date));
    assertEquals(ExitCode.GATE_REFUSED, refused.exitCode());
  }

  @Test
  void columnThatKnowsTheFutureIsRefused() {
    TestLake planted = TestLake.empty();
    planted.append(
        Gold.FEATURES,
        lake.read(Gold.FEATURES)
            .alias("f")
            .join(
                lake.read(Gold.FEATURES)
                    .selectExpr(
                        "customer_id as c",
                        "date_sub(as_of_date, 90) as d",
                        "if(days_since_last_order >= 90, 5L, 0L) as future"),
                expr("customer_id = c and as_of_date = d"),
                "left")
            .withColumn("complaints_365d", expr("coalesce(future, 0L)"))
            .select(
                Gold.FEATURES.columnNames().stream().map(functions::col).toArray(Column[]::new)));
    planted.run(new TrainChurn(config(100, 0)), DATE);
    assertEquals("rejected", training(planted).getAs("status"));
    String reason = training(planted).getAs("reason");
    assertTrue(reason.contains("complaints") && reason.contains("future"), reason);
  }

  @Test
  void reasonsSayInWordsWhatRaisesTheRisk() {
    Row riskiest =
        lake.read(Gold.CHURN_SCORES)
            .orderBy(col("churn_probability").desc(), col("customer_id"))
            .head();
    List<String> english = riskiest.getList(riskiest.fieldIndex("reasons_en"));
    List<String> vietnamese = riskiest.getList(riskiest.fieldIndex("reasons_vi"));
    assertTrue(String.join("; ", english).contains("no order for"), english.toString());
    assertTrue(String.join("; ", vietnamese).contains("chưa mua lại"), vietnamese.toString());
    assertEquals(english.size(), vietnamese.size());
    assertEquals(0, lake.read(Gold.CHURN_SCORES).where("size(reasons_en) > 3").count());
  }

  @Test
  void populationOfTheScoresIsWatched() {
    Row watch = lake.read(Gold.CHURN_WATCH).head();
    assertEquals("churn-2026-05-31", watch.getAs("model_version"));
    double psi = watch.getAs("psi");
    assertTrue(psi >= 0 && psi < 1, "PSI " + psi);
  }

  @Test
  void tooFewOutcomesFallBackToRecency() {
    TestLake few = sameFeatures();
    few.run(new TrainChurn(config(100_000, 0)), DATE);
    assertEquals(Set.of("recency"), few.values(Gold.CHURN_TRAININGS, "algorithm"));
    few.run(new ScoreChurn(config(100_000, 0)), DATE);
    assertEquals(1500, few.read(Gold.CHURN_SCORES).count());
    assertEquals(Set.of("churn-2026-05-31"), few.values(Gold.CHURN_SCORES, "model_version"));
    assertTrue(few.values(Gold.CHURN_SCORES, "churn_probability").size() > 3);
  }

  @Test
  void featuresOfAnotherDateAreInputMissingAndNoReasonToFallBack() {
    TestLake other = sameFeatures();
    other.run(new TrainChurn(config(100_000, 0)), DATE);
    other.run(new ScoreChurn(config(100_000, 0)), DATE);
    for (Job job :
        List.of(new TrainChurn(config(100_000, 0)), new ScoreChurn(config(100_000, 0)))) {
      JobException missing =
          assertThrows(JobException.class, () -> other.run(job, "2027-01-01"), job.name());
      assertEquals(ExitCode.INPUT_MISSING, missing.exitCode());
      assertTrue(missing.getMessage().contains("newest of " + DATE), missing.getMessage());
    }
    assertEquals(
        Set.of("recency champion"),
        other.values(Gold.CHURN_TRAININGS, "algorithm || ' ' || status"));
    assertEquals(1500, other.read(Gold.CHURN_SCORES).count());
  }

  @Test
  void whereNobodysOutcomeIsKnownTheModelIsAFormula() {
    TestLake young = TestLake.empty();
    young.append(Gold.FEATURES, lake.read(Gold.FEATURES).where("as_of_date = date'" + DATE + "'"));
    young.run(new TrainChurn(config(100, 0)), DATE);
    assertEquals(
        Set.of("recency-prior champion"),
        young.values(Gold.CHURN_TRAININGS, "algorithm || ' ' || status"));
  }

  @Test
  void sameContentIsNotTrainedAgain() {
    long version = lake.warehouse().version(Gold.CHURN_TRAININGS);
    Set<String> before = lake.values(Gold.CHURN_TRAININGS, "to_json(struct(*))");
    lake.run(new WithPartitions(new TrainChurn(config(100, 0)), 3), DATE);
    assertEquals(version + 1, lake.warehouse().version(Gold.CHURN_TRAININGS));
    assertEquals(before, lake.values(Gold.CHURN_TRAININGS, "to_json(struct(*))"));
  }
}
