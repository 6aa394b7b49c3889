package vongdoi.models.families;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import vongdoi.models.LocalSpark;
import vongdoi.models.Reference;
import vongdoi.models.fitting.FitSummary;

class BetaGeometricBetaBernoulliTest {

  private static final BetaGeometricBetaBernoulliDistribution DONORS =
      new BetaGeometricBetaBernoulliDistribution(1.203523, 0.749716, 0.656718, 2.783441);

  @Test
  void findsThePublishedFitOfDonations() throws IOException {
    Dataset<Row> donors = donors();
    BetaGeometricBetaBernoulliModel model =
        new BetaGeometricBetaBernoulli().setWeightCol("donors").setHorizon(5).fit(donors);
    FitSummary fit = model.summary();
    assertEquals(1.203523, fit.parameter("alpha"), 5e-6);
    assertEquals(0.749716, fit.parameter("beta"), 5e-6);
    assertEquals(0.656718, fit.parameter("gamma"), 5e-6);
    assertEquals(2.783441, fit.parameter("delta"), 5e-5);
    assertEquals(-33225.58127, fit.logLikelihood(), 1e-4);
    assertEquals(11_104, fit.customers());
    assertTrue(fit.dropoutIdentified());
    Row total = model.transform(donors).selectExpr("sum(donors * expected_purchases)").head();
    assertEquals(12_884.2, total.getDouble(0), 0.5);
  }

  @Test
  void givesThePublishedPatterns() {
    assertEquals(-2.18167, DONORS.logLikelihood(6, 6, 6), 2e-3);
    assertEquals(-1.16752, DONORS.logLikelihood(0, 0, 6), 2e-3);
    assertEquals(0.11, DONORS.aliveProbability(0, 0, 6), 0.005);
    assertEquals(0.93, DONORS.aliveProbability(6, 6, 6), 0.005);
  }

  @Test
  void expectsTheSameAsTheProbabilitiesOfItsPatterns() {
    double silent = 0;
    for (int n = 6; n <= 8; n++) {
      silent = DONORS.logLikelihood(4, 5, n);
    }
    double active = 1 - Math.exp(silent - DONORS.logLikelihood(4, 5, 6));
    assertEquals(active, DONORS.activeProbability(4, 5, 6, 2), 1e-12);
    assertEquals(0, DONORS.expectedPurchases(4, 5, 6, 0));
    double one = DONORS.expectedPurchases(4, 5, 6, 1);
    assertEquals(DONORS.activeProbability(4, 5, 6, 1), one, 1e-12);
  }

  @Test
  void refusesHistoriesAndHorizonsBetweenOpportunities() {
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> DONORS.expectedPurchases(4, 5, 6, 1.5));
    assertTrue(refused.getMessage().startsWith("Invalid BG/BB horizon: 1.5"), refused.getMessage());
    Row scored =
        BetaGeometricBetaBernoulliModel.of(DONORS)
            .transform(Reference.frame(List.of(Reference.history(3, 2, 6, null))))
            .head();
    assertNull(scored.getAs("alive_probability"));
  }

  private static Dataset<Row> donors() throws IOException {
    return LocalSpark.session()
        .createDataFrame(
            Reference.donations(),
            StructType.fromDDL("frequency DOUBLE, recency DOUBLE, T DOUBLE, donors DOUBLE"));
  }
}
