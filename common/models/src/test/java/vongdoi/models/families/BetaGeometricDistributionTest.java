package vongdoi.models.families;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import vongdoi.models.GoldenFacts;
import vongdoi.models.Reference;

class BetaGeometricDistributionTest {

  private static final BetaGeometricDistribution CDNOW =
      new BetaGeometricDistribution(0.243, 4.414, 0.793, 2.426);

  @Test
  void agreesWithFortyDigitArithmetic() throws IOException {
    GoldenFacts.check(
        "bg_point",
        24,
        new BetaGeometricLikelihood(),
        p -> new BetaGeometricDistribution(p[0], p[1], p[2], p[3]));
  }

  @Test
  void expectsThePublishedPurchasesOfNewCustomers() throws IOException {
    JsonNode facts = Reference.facts("bg_expectation").get("E");
    for (var fact : facts.properties()) {
      assertClose(
          fact.getValue().asDouble(), CDNOW.expectedPurchases(Double.parseDouble(fact.getKey())));
    }
  }

  @Test
  void countsPurchasesAsPublished() throws IOException {
    JsonNode facts = Reference.facts("bg_pmf");
    assertClose(facts.get("t=2,n=10").asDouble(), CDNOW.purchaseCountProbability(10, 2));
    assertClose(facts.get("t=39,n=0").asDouble(), CDNOW.purchaseCountProbability(0, 39));
    double[] tail = Reference.numbers(facts.get("t=30,n=11..20"));
    for (int i = 0; i < tail.length; i++) {
      assertClose(tail[i], CDNOW.purchaseCountProbability(11 + i, 30));
    }
  }

  @Test
  void countProbabilitiesSumToOneAndAverageToTheExpectation() {
    double sum = 0;
    double mean = 0;
    for (int n = 0; n < 2000; n++) {
      double probability = CDNOW.purchaseCountProbability(n, 39);
      sum += probability;
      mean += n * probability;
    }
    assertEquals(1, sum, 1e-12);
    assertEquals(CDNOW.expectedPurchases(39), mean, 1e-10);
  }

  @Test
  void expectsFinitelyWhereTheHypergeometricFormFails() {
    assertEquals(
        0.564588615533,
        new BetaGeometricDistribution(0.11, 2.24, 0.31, 0.50).expectedPurchases(0, 0, 1, 30),
        1e-12);
    assertEquals(
        0.338144260752,
        new BetaGeometricDistribution(0.11, 2.24, 1, 0.50).expectedPurchases(0, 0, 1, 30),
        1e-12);
  }

  @Test
  void staysFiniteWhereNaiveFormsOverflow() {
    BetaGeometricDistribution law =
        new BetaGeometricDistribution(10.465, 7.98565181e-3, 3.0516, 2.820);
    double[][] histories = {{400, 5, 6}, {500, 1, 37}, {500, 4, 37}};
    double[] expected = {1312.49581078833, 2581.72862967047, 1877.11600115126};
    for (int i = 0; i < histories.length; i++) {
      double[] h = histories[i];
      assertEquals(expected[i], law.logLikelihood(h[0], h[1], h[2]), 1e-7);
      double purchases = law.expectedPurchases(h[0], h[1], h[2], 52);
      assertTrue(purchases >= 0 && purchases < 1e5, "expected purchases " + purchases);
    }
    double busy = CDNOW.expectedPurchases(10_000, 999, 1000, 1000);
    assertTrue(busy > 1000 && busy < 10_000, "expected purchases " + busy);
  }

  @Test
  void frequentCustomersWhoFellSilentAreGone() {
    double[] expected = {0.347494, 0.042838, 0.004159, 0.000358};
    BetaGeometricDistribution fitted =
        new BetaGeometricDistribution(0.2425929, 4.4135316, 0.7928861, 2.4257534);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], fitted.expectedPurchases(10 + 5 * i, 20, 39, 52), 1e-6);
    }
  }

  @Test
  void expectsNothingInNoTime() {
    assertEquals(0, CDNOW.expectedPurchases(2, 30.43, 38.86, 0));
    assertEquals(0, CDNOW.activeProbability(2, 30.43, 38.86, 0));
  }

  @Test
  void alivenessDoesNotDependOnTheUnitOfTime() {
    BetaGeometricDistribution inDays =
        new BetaGeometricDistribution(0.243, 7 * 4.414, 0.793, 2.426);
    assertEquals(CDNOW.aliveProbability(2, 30, 38), inDays.aliveProbability(2, 210, 266), 1e-14);
    assertEquals(
        CDNOW.expectedPurchases(2, 30, 38, 52), inDays.expectedPurchases(2, 210, 266, 364), 1e-12);
  }

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, 1e-9 * Math.abs(expected));
  }
}
