package vongdoi.models.families;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.models.LocalSpark;
import vongdoi.models.Reference;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.spend.GammaGamma;

class BetaGeometricTest {

  @Test
  void findsThePublishedFitOfCdnow() throws IOException {
    FitSummary fit = new BetaGeometric().fit(Reference.frame(Reference.cdnowSummary())).summary();
    assertEquals(List.of("r", "alpha", "a", "b"), fit.names());
    assertEquals(0.2425929, fit.parameter("r"), 1e-7);
    assertEquals(4.4135316, fit.parameter("alpha"), 1e-6);
    assertEquals(0.7928861, fit.parameter("a"), 1e-6);
    assertEquals(2.4257534, fit.parameter("b"), 1e-6);
    assertEquals(-9582.425561, fit.logLikelihood(), 1e-6);
    assertEquals(0.0125573, fit.standardError("r"), 1e-7);
    assertEquals(0.3782214, fit.standardError("alpha"), 1e-6);
    assertEquals(0.1857191, fit.standardError("a"), 1e-6);
    assertEquals(0.7053458, fit.standardError("b"), 1e-5);
    assertEquals(2357, fit.customers());
    assertTrue(fit.distinctObservations() < 2357);
    assertTrue(fit.converged() && fit.interior() && fit.dropoutIdentified());
    assertFalse(fit.priorApplied());
  }

  @Test
  void findsTheLikelihoodOfExactDays() throws IOException {
    FitSummary fit =
        new BetaGeometric().fit(Reference.frame(Reference.cdnowTransactions())).summary();
    assertEquals(-9582.429207, fit.logLikelihood(), 1e-6);
    assertEquals(4.4136019, fit.parameter("alpha"), 1e-4);
  }

  @Test
  void fitsTheSameOnTheExecutors() throws IOException {
    Dataset<Row> rows = Reference.frame(Reference.cdnowSummary()).repartition(3).cache();
    rows.count();
    int cached = LocalSpark.session().sparkContext().getPersistentRDDs().size();
    FitSummary driver = new BetaGeometric().fit(rows).summary();
    FitSummary executors = new BetaGeometric().setMaxDriverRows(0).fit(rows).summary();
    assertArrayEquals(estimates(driver), estimates(executors), 1e-9);
    assertEquals(cached, LocalSpark.session().sparkContext().getPersistentRDDs().size());
    rows.unpersist(true);
  }

  @Test
  void weightsEqualReplication() {
    Dataset<Row> rows = Reference.frame(simulated(400, 0.8, 2.5));
    Dataset<Row> weighted = rows.withColumn("weight", functions.col("frequency").plus(1));
    Dataset<Row> replicated =
        rows.withColumn("n", functions.expr("explode(sequence(0, int(frequency)))"));
    FitSummary one = new BetaGeometric().setWeightCol("weight").fit(weighted).summary();
    FitSummary other = new BetaGeometric().fit(replicated).summary();
    assertArrayEquals(estimates(one), estimates(other), 1e-10);
    assertEquals(other.logLikelihood(), one.logLikelihood(), 1e-8);
    assertEquals(other.customers(), one.customers());
  }

  @Test
  void alivenessDoesNotDependOnTheUnitOfTime() {
    Dataset<Row> weeks = Reference.frame(simulated(400, 0.8, 2.5));
    Dataset<Row> days =
        weeks
            .withColumn("recency", functions.col("recency").multiply(7))
            .withColumn("T", functions.col("T").multiply(7));
    BetaGeometric estimator = new BetaGeometric().setRegParam(0.01);
    double[] inWeeks = column(estimator.fit(weeks).transform(weeks), "alive_probability");
    double[] inDays = column(estimator.fit(days).transform(days), "alive_probability");
    assertArrayEquals(inWeeks, inDays, 1e-9);
  }

  @Test
  void reportsAndSteadiesDataWithoutDropout() {
    Dataset<Row> loyal = Reference.frame(loyal(500));
    FitSummary fit = new BetaGeometric().fit(loyal).summary();
    assertFalse(fit.dropoutIdentified());
    assertTrue(fit.priorApplied() && fit.converged());
    assertTrue(fit.parameter("a") > 1e-3 && fit.parameter("b") < 1e3, fit.toString());
    assertEquals(0.5, fit.parameter("r"), 0.15);
    FitSummary bare = new BetaGeometric().setPrior("never").fit(loyal).summary();
    assertFalse(bare.dropoutIdentified() || bare.priorApplied());
    assertTrue(bare.logLikelihood() >= fit.logLikelihood());
  }

  @Test
  void endsInFiniteParametersWhenNobodyComesBack() {
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      rows.add(Reference.history(0, 0, i, null));
    }
    Dataset<Row> once = Reference.frame(rows);
    BetaGeometricModel model = new BetaGeometric().fit(once);
    assertTrue(model.summary().priorApplied());
    double[] expected = column(model.transform(once), "expected_purchases");
    assertTrue(expected[49] >= 0 && expected[49] < 0.1, "expected purchases " + expected[49]);
  }

  @Test
  void regularisationDrawsParametersInAndZeroLeavesThem() {
    Dataset<Row> rows = Reference.frame(simulated(400, 0.8, 2.5));
    double[] plain = estimates(new BetaGeometric().fit(rows).summary());
    double[] zero = estimates(new BetaGeometric().setRegParam(0).fit(rows).summary());
    double[] drawn = estimates(new BetaGeometric().setRegParam(0.1).fit(rows).summary());
    assertArrayEquals(plain, zero);
    assertTrue(drawn[3] < plain[3]);
  }

  @Test
  void addsTheThreeForecasts() {
    BetaGeometricDistribution law = new BetaGeometricDistribution(0.243, 4.414, 0.793, 2.426);
    Dataset<Row> rows = Reference.frame(List.of(Reference.history(2, 30.43, 38.86, null)));
    Row scored = BetaGeometricModel.of(law).setHorizon(39).transform(rows).first();
    assertEquals(0.726578570080673, scored.<Double>getAs("alive_probability"), 1e-12);
    assertEquals(0.5546271379170044, scored.<Double>getAs("active_probability"), 1e-12);
    assertEquals(1.2260281747671427, scored.<Double>getAs("expected_purchases"), 1e-12);
  }

  @Test
  void leavesOutUnnamedColumnsAndImpossibleHistories() {
    BetaGeometricDistribution law = new BetaGeometricDistribution(0.243, 4.414, 0.793, 2.426);
    Dataset<Row> rows =
        Reference.frame(
            List.of(Reference.history(2, 40, 38, null), Reference.history(0, 3, 38, null)));
    Dataset<Row> scored = BetaGeometricModel.of(law).setActiveProbabilityCol("").transform(rows);
    assertFalse(List.of(scored.columns()).contains("active_probability"));
    for (Row row : scored.collectAsList()) {
      assertNull(row.getAs("alive_probability"));
      assertNull(row.getAs("expected_purchases"));
    }
  }

  @Test
  void refusesImpossibleHistoriesAndMissingColumns() {
    Dataset<Row> rows =
        Reference.frame(
            List.of(Reference.history(2, 40, 38, null), Reference.history(1, 3, 38, null)));
    Exception impossible =
        assertThrows(IllegalArgumentException.class, () -> new BetaGeometric().fit(rows));
    assertTrue(impossible.getMessage().startsWith("Cannot fit BetaGeometric: 1 distinct rows"));
    Exception missing =
        assertThrows(
            IllegalArgumentException.class, () -> new BetaGeometric().setAgeCol("age").fit(rows));
    assertTrue(missing.getMessage().startsWith("Invalid input column: age"));
    Exception nobody =
        assertThrows(IllegalArgumentException.class, () -> new BetaGeometric().fit(rows.limit(0)));
    assertTrue(nobody.getMessage().contains("no row"));
  }

  @Test
  void aSavedModelScoresTheSame(@TempDir Path folder) throws IOException {
    Dataset<Row> rows = Reference.frame(simulated(300, 0.8, 2.5));
    BetaGeometricModel model = new BetaGeometric().setHorizon(13).fit(rows);
    String path = folder.resolve("model").toString();
    model.write().save(path);
    BetaGeometricModel loaded = BetaGeometricModel.load(path);
    assertEquals(model.uid(), loaded.uid());
    assertEquals(model.summary(), loaded.summary());
    assertArrayEquals(
        column(model.transform(rows), "expected_purchases"),
        column(loaded.transform(rows), "expected_purchases"));
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
      assertTrue(bytes < 4096, "a model takes " + bytes + " bytes");
    }
  }

  @Test
  void savesParametersThatHaveNoStandardErrors(@TempDir Path folder) throws IOException {
    BetaGeometricModel model =
        BetaGeometricModel.of(new BetaGeometricDistribution(0.1, 1.0 / 3, 2, 3e-7));
    model.save(folder.resolve("model").toString());
    FitSummary loaded = BetaGeometricModel.load(folder.resolve("model").toString()).summary();
    assertEquals(model.summary(), loaded);
  }

  @Test
  void worksInAPipeline(@TempDir Path folder) throws IOException {
    Dataset<Row> rows = Reference.frame(withSpend(simulated(300, 0.8, 2.5)));
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new BetaGeometric().setHorizon(52).setExpectedPurchasesCol("orders"),
                  new GammaGamma().setExpectedSpendCol("spend")
                });
    pipeline.write().save(folder.resolve("pipeline").toString());
    PipelineModel model = Pipeline.load(folder.resolve("pipeline").toString()).fit(rows);
    model.write().save(folder.resolve("model").toString());
    PipelineModel loaded = PipelineModel.load(folder.resolve("model").toString());
    assertArrayEquals(
        column(model.transform(rows), "orders"), column(loaded.transform(rows), "orders"));
    assertArrayEquals(
        column(model.transform(rows), "spend"), column(loaded.transform(rows), "spend"));
  }

  @Test
  void copiesKeepParamsAndFit() {
    BetaGeometric estimator = new BetaGeometric().setHorizon(7).setMaxIter(50);
    BetaGeometric copy = estimator.copy(new ParamMap());
    assertEquals(7.0, copy.getOrDefault(copy.horizon()));
    assertEquals(estimator.uid(), copy.uid());
    BetaGeometricModel model = estimator.fit(Reference.frame(simulated(100, 0.8, 2.5)));
    ParamMap longer = new ParamMap().put(model.horizon(), (Object) 14.0);
    BetaGeometricModel changed = model.copy(longer);
    assertEquals(14.0, changed.getOrDefault(changed.horizon()));
    assertEquals(7.0, model.getOrDefault(model.horizon()));
    assertEquals(model.summary(), changed.summary());
    assertEquals(estimator, changed.parent());
    assertTrue(estimator.explainParams().contains("regParam"));
  }

  /** Customers of the BG/NBD with r = 0.5, alpha = 4 and the given dropout, watched for a year. */
  private static List<Row> simulated(int customers, double a, double b) {
    RandomGenerator random = new Well19937c(11);
    GammaDistribution rate = new GammaDistribution(random, 0.5, 0.25);
    BetaDistribution dropout = new BetaDistribution(random, a, b);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      double age = 20 + random.nextInt(33);
      double lambda = rate.sample();
      double leaving = dropout.sample();
      int frequency = 0;
      double recency = 0;
      double next = -Math.log1p(-random.nextDouble()) / lambda;
      while (next <= age) {
        frequency++;
        recency = next;
        next =
            random.nextDouble() < leaving
                ? Double.POSITIVE_INFINITY
                : next - Math.log1p(-random.nextDouble()) / lambda;
      }
      rows.add(Reference.history(frequency, recency, age, null));
    }
    return rows;
  }

  /** Customers who keep their pace to the end: purchases of a negative binomial, evenly spread. */
  private static List<Row> loyal(int customers) {
    RandomGenerator random = new Well19937c(7);
    GammaDistribution rate = new GammaDistribution(random, 0.5, 0.25);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      double age = 20 + random.nextInt(33);
      int x = new PoissonDistribution(random, rate.sample() * age + 1e-9, 1e-9, 10_000).sample();
      rows.add(Reference.history(x, age * x / (x + 0.5), age, null));
    }
    return rows;
  }

  private static List<Row> withSpend(List<Row> rows) {
    Random random = new Random(5);
    return rows.stream()
        .map(
            row ->
                Reference.history(
                    row.getDouble(0),
                    row.getDouble(1),
                    row.getDouble(2),
                    row.getDouble(0) == 0 ? null : 1e5 * Math.exp(random.nextGaussian())))
        .toList();
  }

  private static double[] estimates(FitSummary fit) {
    return fit.estimates().stream().mapToDouble(d -> d).toArray();
  }

  private static double[] column(Dataset<Row> rows, String name) {
    return rows.select(name).collectAsList().stream().mapToDouble(r -> r.getDouble(0)).toArray();
  }
}
