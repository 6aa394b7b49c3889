package vongdoi.models.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.models.LocalSpark;
import vongdoi.models.Reference;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.fitting.Likelihood;

class ShiftedBetaGeometricTest {

  @Test
  void findsThePublishedFitsOfBothSegments() throws IOException {
    FitSummary high = fit("highend").summary();
    assertEquals(0.6680884, high.parameter("alpha"), 1e-6);
    assertEquals(3.806095, high.parameter("beta"), 1e-5);
    assertEquals(-1611.1581, high.logLikelihood(), 1e-4);
    assertTrue(high.converged() && high.interior());
    FitSummary regular = fit("regular").summary();
    assertEquals(0.7040773, regular.parameter("alpha"), 1e-6);
    assertEquals(1.182043, regular.parameter("beta"), 1e-5);
    assertEquals(-1680.2652, regular.logLikelihood(), 1e-4);
  }

  @Test
  void projectsTheYearsNotSeen() throws IOException {
    assertSurvival(new double[] {46.0, 43.6, 41.4, 39.5, 37.8}, fit("highend").distribution());
    assertSurvival(new double[] {22.0, 20.4, 19.1, 18.0, 17.0}, fit("regular").distribution());
  }

  @Test
  void retentionRisesAsPublished() {
    ShiftedBetaGeometricDistribution high = new ShiftedBetaGeometricDistribution(0.668, 3.806);
    double[] retention = {0.8507, 0.8780, 0.8968, 0.9106, 0.9212};
    double[] lifetime = {5.4149, 5.9018, 6.2943, 6.6203, 6.8971};
    ShiftedBetaGeometricDistribution regular = new ShiftedBetaGeometricDistribution(0.704, 1.182);
    double[] regularLifetime = {2.9647, 4.1035, 4.8701, 5.4424, 5.8944};
    for (int n = 0; n < 5; n++) {
      assertEquals(retention[n], high.renewalProbability(n), 5e-5);
      assertEquals(lifetime[n], high.residualLifetime(n, 0.1), 5e-5);
      assertEquals(regularLifetime[n], regular.residualLifetime(n, 0.1), 5e-5);
    }
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> high.residualLifetime(1, 0));
    assertTrue(refused.getMessage().startsWith("Invalid discount rate: 0.0"), refused.getMessage());
  }

  @Test
  void scoresContractsInForceAndThoseThatEnded(@TempDir Path folder) throws IOException {
    ShiftedBetaGeometricModel model =
        ShiftedBetaGeometricModel.of(new ShiftedBetaGeometricDistribution(0.668, 3.806))
            .setHorizon(2)
            .setDiscountRate(0.1)
            .setDiscountedRenewalsCol("discounted");
    Dataset<Row> rows = contracts(List.of(contract(1, 0, 1), contract(3, 1, 1), contract(0, 1, 1)));
    List<Row> scored = model.transform(rows).collectAsList();
    double first = 4.806 / 5.474;
    double second = first * 5.806 / 6.474;
    assertEquals(first, scored.get(0).<Double>getAs("renewal_probability"), 1e-12);
    assertEquals(second, scored.get(0).<Double>getAs("survival_probability"), 1e-12);
    assertEquals(first + second, scored.get(0).<Double>getAs("expected_renewals"), 1e-12);
    assertEquals(first / 1.1 + second / 1.21, scored.get(0).<Double>getAs("discounted"), 1e-12);
    assertEquals(0, scored.get(1).<Double>getAs("renewal_probability"));
    assertNull(scored.get(2).getAs("renewal_probability"));
    model.save(folder.resolve("model").toString());
    ShiftedBetaGeometricModel loaded =
        ShiftedBetaGeometricModel.load(folder.resolve("model").toString());
    assertEquals(scored, loaded.transform(rows).collectAsList());
  }

  @Test
  void gradientIsThatOfTheLikelihood() {
    double[] p = {0.7, 1.2};
    double[] gradient = new double[2];
    Likelihood likelihood = new ShiftedBetaGeometricLikelihood();
    likelihood.at(p).add(new double[] {4, 1}, 0, 1, gradient);
    double[] numeric = new double[2];
    for (int i = 0; i < 2; i++) {
      double[] above = p.clone();
      double[] below = p.clone();
      above[i] += 1e-6;
      below[i] -= 1e-6;
      numeric[i] =
          (likelihood.at(above).add(new double[] {4, 1}, 0, 1, new double[2])
                  - likelihood.at(below).add(new double[] {4, 1}, 0, 1, new double[2]))
              / 2e-6;
    }
    assertArrayEquals(numeric, gradient, 1e-8);
  }

  private static void assertSurvival(double[] percent, ShiftedBetaGeometricDistribution law) {
    for (int i = 0; i < percent.length; i++) {
      assertEquals(percent[i], 100 * law.survivalProbability(8.0 + i), 0.05);
    }
  }

  private static ShiftedBetaGeometricModel fit(String segment) throws IOException {
    List<Integer> survivors = Reference.survivors(segment);
    List<Row> rows = new ArrayList<>();
    for (int year = 1; year < survivors.size(); year++) {
      rows.add(contract(year, 1, survivors.get(year - 1) - survivors.get(year)));
    }
    int last = survivors.size() - 1;
    rows.add(contract(last, 0, survivors.get(last)));
    return new ShiftedBetaGeometric().setWeightCol("customers").fit(contracts(rows));
  }

  private static Row contract(int periods, int ended, int customers) {
    return RowFactory.create(periods, ended, customers);
  }

  private static Dataset<Row> contracts(List<Row> rows) {
    return LocalSpark.session()
        .createDataFrame(rows, StructType.fromDDL("periods INT, ended INT, customers INT"));
  }
}
