package vongdoi.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import vongdoi.models.families.BetaGeometric;
import vongdoi.models.families.ModifiedBetaGeometric;
import vongdoi.models.families.ParetoNbd;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.purchase.PurchaseDistribution;
import vongdoi.models.spend.GammaGamma;

/** Fits and forecasts of all families on CDNOW, held against what was published of them. */
class PublishedForecastsTest {

  private static final double[] ACTUAL = {.237, .697, 1.393, 1.560, 2.532, 2.947, 3.862, 6.359};

  @Test
  void paretoNbdFindsItsFit() throws IOException {
    FitSummary fit = new ParetoNbd().fit(Reference.frame(Reference.cdnowSummary())).summary();
    assertFit(fit, new double[] {.5532755, 10.5776116, .6062136, 11.6679118}, -9594.973919);
    assertEquals(.0476288, fit.standardError("r"), 1e-6);
    assertEquals(.842724, fit.standardError("alpha"), 1e-5);
    assertEquals(.1872796, fit.standardError("s"), 1e-5);
    assertEquals(6.2110288, fit.standardError("beta"), 1e-3);
    FitSummary days = new ParetoNbd().fit(Reference.frame(Reference.cdnowTransactions())).summary();
    assertEquals(-9594.976168, days.logLikelihood(), 1e-4);
  }

  @Test
  void modifiedBetaGeometricFindsItsFit() throws IOException {
    FitSummary fit =
        new ModifiedBetaGeometric().fit(Reference.frame(Reference.cdnowSummary())).summary();
    assertFit(fit, new double[] {.524838, 6.182992, .8913562, 1.6139993}, -9582.132685);
    assertEquals(.0832641, fit.standardError("r"), 1e-6);
    assertEquals(.5374724, fit.standardError("b"), 1e-4);
    FitSummary days =
        new ModifiedBetaGeometric().fit(Reference.frame(Reference.cdnowTransactions())).summary();
    assertEquals(-9582.135716, days.logLikelihood(), 1e-4);
  }

  @Test
  void allFamiliesFitTheWholeOfCdnow() throws IOException {
    Dataset<Row> master = Reference.frame(Reference.cdnowMaster()).cache();
    assertFit(
        new BetaGeometric().fit(master).summary(),
        new double[] {.251624, 4.788943, .7234336, 2.161088},
        -95368.443933);
    assertFit(
        new ModifiedBetaGeometric().fit(master).summary(),
        new double[] {.6371397, 7.31029, .8074741, 1.228394},
        -95336.958320);
    FitSummary pareto = new ParetoNbd().fit(master).summary();
    assertFit(pareto, new double[] {.59742, 11.58566, .5221856, 8.827759}, -95415.118604);
    assertEquals(8685, pareto.distinctObservations());
    FitSummary spend = new GammaGamma().fit(master).summary();
    assertFit(spend, new double[] {6.275359, 3.62445, 14.98369}, -40763.47626);
    master.unpersist(true);
  }

  @Test
  void holdoutPurchasesByFrequencyAreThePublishedOnes() throws IOException {
    Dataset<Row> sample = Reference.frame(Reference.cdnowSummary());
    assertHoldout(
        new ParetoNbd().setHorizon(39).fit(sample).transform(sample),
        new double[] {.138, .599, 1.196, 1.714, 2.398, 2.907, 3.819, 6.403},
        1665.51);
    assertHoldout(
        new BetaGeometric().setHorizon(39).fit(sample).transform(sample),
        new double[] {.225, .523, 1.044, 1.520, 2.164, 2.654, 3.504, 6.157},
        1653.41);
    assertHoldout(
        new ModifiedBetaGeometric().setHorizon(39).fit(sample).transform(sample),
        new double[] {.185, .551, 1.049, 1.493, 2.104, 2.564, 3.361, 5.849},
        1576.73);
    assertEquals(1882, holdout().stream().mapToInt(Integer::intValue).sum());
    double[] mean = meansByFrequency(holdout().stream().map(Integer::doubleValue).toList());
    for (int i = 0; i < ACTUAL.length; i++) {
      assertEquals(ACTUAL[i], mean[i], 0.001);
    }
  }

  @Test
  void cumulativeRepeatPurchasesAreThePublishedOnes() throws IOException {
    List<Row> sample = Reference.cdnowSummary();
    PurchaseDistribution pareto = new ParetoNbd().fit(Reference.frame(sample)).law();
    int[] weeks = {20, 21, 22, 23, 24, 25};
    double[] published = {1309, 1385, 1460, 1533, 1604, 1674};
    for (int i = 0; i < weeks.length; i++) {
      assertEquals(published[i], cumulative(pareto, sample, weeks[i]), 1);
    }
    assertEquals(2532.78, cumulative(pareto, sample, 39), 0.05);
    assertEquals(4275.39, cumulative(pareto, sample, 78), 0.05);
    PurchaseDistribution geometric = new BetaGeometric().fit(Reference.frame(sample)).law();
    assertEquals(2501.53, cumulative(geometric, sample, 39), 1);
    assertEquals(4165.66, cumulative(geometric, sample, 78), 1);
  }

  private static void assertFit(FitSummary fit, double[] parameters, double logLikelihood) {
    for (int i = 0; i < parameters.length; i++) {
      assertEquals(parameters[i], fit.estimates().get(i), 2e-5 * parameters[i], fit.toString());
    }
    assertEquals(logLikelihood, fit.logLikelihood(), 1e-4);
  }

  /**
   * Expected repeat purchases of the cohort until a week after the start of 1997; as published, a
   * day's purchases are over when the next day starts.
   */
  private static double cumulative(PurchaseDistribution law, List<Row> sample, double week) {
    double sum = 0;
    for (Row row : sample) {
      sum += law.expectedPurchases(Math.max(0, week + 1 / 7.0 - (39 - row.getDouble(2))));
    }
    return sum;
  }

  private static void assertHoldout(Dataset<Row> scored, double[] published, double total)
      throws IOException {
    List<Double> expected =
        scored.select("expected_purchases").collectAsList().stream()
            .map(row -> row.getDouble(0))
            .toList();
    assertEquals(total, expected.stream().mapToDouble(d -> d).sum(), 0.05);
    double[] mean = meansByFrequency(expected);
    for (int i = 0; i < published.length; i++) {
      assertEquals(published[i], mean[i], 0.01);
    }
  }

  /** Means of customers with 0 to 6 and with 7 or more repeat purchases. */
  private static double[] meansByFrequency(List<Double> values) throws IOException {
    List<Row> sample = Reference.cdnowSummary();
    double[] sums = new double[8];
    int[] counts = new int[8];
    for (int i = 0; i < values.size(); i++) {
      int bin = (int) Math.min(7, sample.get(i).getDouble(0));
      sums[bin] += values.get(i);
      counts[bin]++;
    }
    for (int i = 0; i < 8; i++) {
      sums[i] /= counts[i];
    }
    return sums;
  }

  /** Purchases of the 39 weeks after the calibration, by customer in the order of the sample. */
  private static List<Integer> holdout() throws IOException {
    LocalDate end = Reference.CALIBRATION_END;
    return Reference.cdnowDays().stream()
        .map((TreeMap<LocalDate, Double> days) -> days.tailMap(end, false).size())
        .toList();
  }
}
