package vongdoi.models.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.models.Reference;
import vongdoi.models.fitting.FitSummary;

class GammaGammaTest {

  @Test
  void findsThePublishedFitOfCdnow() throws IOException {
    GammaGammaModel model = new GammaGamma().fit(Reference.frame(Reference.cdnowTransactions()));
    FitSummary fit = model.summary();
    assertEquals(946, fit.customers());
    assertEquals(-4055.917695, fit.logLikelihood(), 1e-6);
    assertEquals(6.249572, fit.parameter("p"), 1e-5);
    assertEquals(3.744225, fit.parameter("q"), 1e-5);
    assertEquals(15.443521, fit.parameter("v"), 1e-4);
    assertEquals(35.17, model.distribution().meanSpend(), 0.01);
    assertTrue(fit.converged() && fit.interior());
  }

  @Test
  void theUnitOfMoneyDoesNotMatter() throws IOException {
    Dataset<Row> dollars = Reference.frame(Reference.cdnowTransactions());
    Dataset<Row> dong =
        dollars.withColumn("monetary_value", functions.col("monetary_value").multiply(26_000));
    FitSummary one = new GammaGamma().fit(dollars).summary();
    FitSummary other = new GammaGamma().fit(dong).summary();
    assertEquals(one.parameter("q"), other.parameter("q"), 1e-9);
    assertEquals(one.parameter("v"), other.parameter("v") / 26_000, 1e-8);
  }

  @Test
  void weightsEqualReplication() throws IOException {
    Dataset<Row> rows = Reference.frame(Reference.cdnowTransactions());
    Dataset<Row> weighted = rows.withColumn("weight", functions.col("frequency").plus(1));
    Dataset<Row> replicated =
        rows.withColumn("n", functions.expr("explode(sequence(0, int(frequency)))"));
    FitSummary one = new GammaGamma().setWeightCol("weight").fit(weighted).summary();
    FitSummary other = new GammaGamma().fit(replicated).summary();
    assertEquals(other.parameter("v"), one.parameter("v"), 1e-9);
    assertEquals(other.logLikelihood(), one.logLikelihood(), 1e-7);
  }

  @Test
  void scoresNewCustomersWithTheMeanAndImpossibleOnesWithNothing() {
    GammaGammaModel model = GammaGammaModel.of(new GammaGammaDistribution(6.25, 3.74, 15.44));
    List<Row> scored =
        model
            .transform(
                Reference.frame(
                    List.of(
                        Reference.history(0, 0, 9, null),
                        Reference.history(2, 1, 9, 22.35),
                        Reference.history(2, 1, 9, -1.0))))
            .collectAsList();
    assertEquals(35.2189781021898, scored.get(0).<Double>getAs("expected_spend"), 1e-9);
    assertEquals(24.663713910761153, scored.get(1).<Double>getAs("expected_spend"), 1e-9);
    assertNull(scored.get(2).getAs("expected_spend"));
  }

  @Test
  void equalSpendersGetFiniteParameters() {
    Dataset<Row> rows =
        Reference.frame(
            List.of(
                Reference.history(1, 1, 9, 50.0),
                Reference.history(2, 1, 9, 50.0),
                Reference.history(3, 1, 9, 50.0)));
    GammaGammaModel model = new GammaGamma().fit(rows);
    assertTrue(model.summary().priorApplied());
    double expected = model.distribution().expectedSpend(3, 50);
    assertTrue(expected > 25 && expected < 100, "expected spend " + expected);
  }

  @Test
  void aSavedModelScoresTheSame(@TempDir Path folder) throws IOException {
    GammaGammaModel model =
        GammaGammaModel.of(new GammaGammaDistribution(6.1, 3.7, 1.0 / 3))
            .setExpectedSpendCol("spend");
    model.save(folder.resolve("model").toString());
    GammaGammaModel loaded = GammaGammaModel.load(folder.resolve("model").toString());
    assertEquals(model.distribution(), loaded.distribution());
    assertEquals("spend", loaded.getOrDefault(loaded.expectedSpendCol()));
  }
}
