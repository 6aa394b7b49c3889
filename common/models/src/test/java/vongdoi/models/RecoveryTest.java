package vongdoi.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import vongdoi.models.families.BetaGeometric;
import vongdoi.models.families.ModifiedBetaGeometric;
import vongdoi.models.families.ParetoNbd;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.purchase.PurchaseEstimator;

/** Parameters found again within two standard errors in 200,000 simulated customers. */
class RecoveryTest {
  private static final int CUSTOMERS = 200_000;

  /** One customer's time of leaving, given the purchases so far. */
  private interface Leaving {
    double after(double purchase);
  }

  @Test
  void ofTheBetaGeometricModel() {
    RandomGenerator random = new Well19937c(1);
    BetaDistribution dropouts = new BetaDistribution(random, 0.8, 2.5);
    assertRecovered(
        new BetaGeometric(),
        random,
        0.6,
        8,
        () -> {
          double dropout = dropouts.sample();
          return purchase ->
              purchase > 0 && random.nextDouble() < dropout ? purchase : Double.POSITIVE_INFINITY;
        },
        0.8,
        2.5);
  }

  @Test
  void ofTheModifiedBetaGeometricModel() {
    RandomGenerator random = new Well19937c(2);
    BetaDistribution dropouts = new BetaDistribution(random, 0.8, 2.5);
    assertRecovered(
        new ModifiedBetaGeometric(),
        random,
        0.6,
        8,
        () -> {
          double dropout = dropouts.sample();
          return purchase -> random.nextDouble() < dropout ? purchase : Double.POSITIVE_INFINITY;
        },
        0.8,
        2.5);
  }

  @Test
  void ofTheParetoModel() {
    RandomGenerator random = new Well19937c(3);
    GammaDistribution dropouts = new GammaDistribution(random, 0.7, 1.0 / 14);
    assertRecovered(
        new ParetoNbd(),
        random,
        0.6,
        8,
        () -> {
          double death = -Math.log1p(-random.nextDouble()) / dropouts.sample();
          return purchase -> death;
        },
        0.7,
        14);
  }

  private static void assertRecovered(
      PurchaseEstimator<?, ?> estimator,
      RandomGenerator random,
      double r,
      double alpha,
      Supplier<Leaving> leaving,
      double third,
      double fourth) {
    GammaDistribution rates = new GammaDistribution(random, r, 1 / alpha);
    Map<List<Double>, Long> histories = new HashMap<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      histories.merge(history(random, rates.sample(), leaving.get()), 1L, Long::sum);
    }
    List<Row> rows = new ArrayList<>();
    histories.forEach((h, n) -> rows.add(RowFactory.create(h.get(0), h.get(1), h.get(2), n)));
    Dataset<Row> frame =
        LocalSpark.session()
            .createDataFrame(
                rows, StructType.fromDDL("frequency DOUBLE, recency DOUBLE, T DOUBLE, n BIGINT"));
    estimator.setWeightCol("n");
    FitSummary fit = estimator.fit(frame).summary();
    assertEquals(CUSTOMERS, fit.customers());
    List<Double> truth = Arrays.asList(r, alpha, third, fourth);
    for (int i = 0; i < truth.size(); i++) {
      double error = fit.standardErrors().get(i);
      assertEquals(truth.get(i), fit.estimates().get(i), 2 * error, fit.names().get(i));
    }
  }

  /**
   * Purchases until leaving or the end; times to a hundredth of a week, so that customers share
   * them.
   */
  private static List<Double> history(RandomGenerator random, double rate, Leaving leaving) {
    double age = 20 + random.nextInt(33);
    double frequency = 0;
    double last = 0;
    double gone = leaving.after(0);
    double next = -Math.log1p(-random.nextDouble()) / rate;
    while (next <= Math.min(age, gone)) {
      frequency++;
      last = next;
      gone = Math.min(gone, leaving.after(next));
      next -= Math.log1p(-random.nextDouble()) / rate;
    }
    return List.of(frequency, Math.rint(last * 100) / 100, age);
  }
}
