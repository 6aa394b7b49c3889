package vongdoi.models.families;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.models.LocalSpark;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.purchase.PurchaseDistribution;

class CovariatesTest {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "frequency DOUBLE, recency DOUBLE, T DOUBLE, is_member DOUBLE, is_online DOUBLE");

  @Test
  void coefficientsAndParametersAreRecovered(@TempDir Path folder) throws Exception {
    Dataset<Row> rows = LocalSpark.session().createDataFrame(simulated(8000), SCHEMA);
    ParetoNbdModel model =
        new ParetoNbd()
            .setTransactionCovariates("is_member")
            .setLifetimeCovariates("is_online")
            .setHorizon(10)
            .fit(rows);
    FitSummary fit = model.summary();
    double[] truth = {0.9, 8, 0.8, 15, 0.6, -0.7};
    String[] names = {"r", "alpha", "s", "beta", "transaction.is_member", "lifetime.is_online"};
    for (int i = 0; i < names.length; i++) {
      assertEquals(truth[i], fit.parameter(names[i]), 3 * fit.standardError(names[i]), names[i]);
    }
    model.save(folder.resolve("model").toString());
    Row scored = model.transform(rows.limit(1)).head();
    Row loaded =
        ParetoNbdModel.load(folder.resolve("model").toString()).transform(rows.limit(1)).head();
    assertEquals(scored, loaded);
    PurchaseDistribution law = model.law(scored.getDouble(3), scored.getDouble(4));
    assertEquals(
        law.expectedPurchases(scored.getDouble(0), scored.getDouble(1), scored.getDouble(2), 10),
        scored.<Double>getAs("expected_purchases"),
        1e-12);
    Exception refused = assertThrows(IllegalArgumentException.class, () -> model.law(1));
    assertTrue(
        refused.getMessage().startsWith("Invalid number of covariates: 1 (must be 2"),
        refused.getMessage());
  }

  @Test
  void refusesMissingCovariatesInAFitAndScoresThemWithNothing() {
    List<Row> rows = List.of(RowFactory.create(1.0, 3.0, 9.0, null, 0.0));
    Dataset<Row> frame = LocalSpark.session().createDataFrame(rows, SCHEMA);
    BetaGeometric estimator = new BetaGeometric().setTransactionCovariates("is_member");
    Exception refused = assertThrows(IllegalArgumentException.class, () -> estimator.fit(frame));
    assertTrue(
        refused.getMessage().startsWith("Cannot fit BetaGeometric: 1 distinct rows"),
        refused.getMessage());
    BetaGeometricModel model =
        new BetaGeometricModel(
                "m",
                FitSummary.given(
                    List.of("r", "alpha", "a", "b", "transaction.is_member"),
                    0.2,
                    4.0,
                    0.8,
                    2.4,
                    0.5))
            .setTransactionCovariates("is_member");
    assertNull(model.transform(frame).head().getAs("alive_probability"));
  }

  /**
   * Pareto/NBD customers: members buy e^0.6 times as often, online ones leave e^0.7 times as late.
   */
  private static List<Row> simulated(int customers) {
    RandomGenerator random = new Well19937c(3);
    GammaDistribution rates = new GammaDistribution(random, 0.9, 1.0 / 8);
    GammaDistribution dropouts = new GammaDistribution(random, 0.8, 1.0 / 15);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      double member = random.nextInt(2);
      double online = random.nextInt(2);
      double rate = rates.sample() * Math.exp(0.6 * member);
      double death =
          -Math.log1p(-random.nextDouble()) / (dropouts.sample() * Math.exp(-0.7 * online));
      double age = 30 + random.nextInt(23);
      int frequency = 0;
      double last = 0;
      double next = -Math.log1p(-random.nextDouble()) / rate;
      while (next <= Math.min(age, death)) {
        frequency++;
        last = next;
        next -= Math.log1p(-random.nextDouble()) / rate;
      }
      rows.add(RowFactory.create((double) frequency, last, age, member, online));
    }
    return rows;
  }
}
