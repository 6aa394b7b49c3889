package vongdoi.models.families;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import vongdoi.models.GoldenFacts;
import vongdoi.models.Reference;

class ParetoNbdDistributionTest {

  private static final ParetoNbdDistribution CDNOW =
      new ParetoNbdDistribution(0.5532755, 10.5776116, 0.6062136, 11.6679118);

  @Test
  void agreesWithFortyDigitArithmetic() throws IOException {
    GoldenFacts.check(
        "pnbd_point",
        85,
        new ParetoNbdLikelihood(),
        p -> new ParetoNbdDistribution(p[0], p[1], p[2], p[3]));
    for (JsonNode point : Reference.facts("pnbd_point")) {
      double[] p = Reference.numbers(point.get("params"));
      double expected = point.get("p_alive_at_T_plus_39").asDouble();
      assertEquals(
          expected,
          new ParetoNbdDistribution(p[0], p[1], p[2], p[3])
              .aliveProbability(
                  point.get("x").asDouble(),
                  point.get("tx").asDouble(),
                  point.get("T").asDouble(),
                  39),
          1e-9 * expected);
    }
  }

  @Test
  void expectsThePublishedPurchasesOfNewCustomers() throws IOException {
    double[] expected = Reference.numbers(Reference.facts("pnbd_expectation").get("E(t=0..9)"));
    ParetoNbdDistribution law = new ParetoNbdDistribution(0.55, 10.56, 0.61, 11.64);
    for (int t = 0; t < expected.length; t++) {
      assertEquals(expected[t], law.expectedPurchases(t), 1e-12);
    }
  }

  @Test
  void expectsThePublishedPurchasesOfKnownCustomers() {
    assertEquals(25.45655, CDNOW.expectedPurchases(26, 30.86, 31, 52), 1e-4);
    assertEquals(0.99791794, CDNOW.aliveProbability(26, 30.86, 31), 1e-7);
    ParetoNbdDistribution rounded = new ParetoNbdDistribution(0.55, 10.58, 0.61, 11.67);
    assertEquals(6.2060517889632418, rounded.expectedPurchases(132, 200, 200, 10), 1e-12);
    assertEquals(6.2528722475748113, rounded.expectedPurchases(133, 200, 200, 10), 1e-12);
  }

  @Test
  void frequentCustomersWhoFellSilentAreGone() {
    double[] expected = {0.705906, 0.144154, 0.02249, 0.00309};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], CDNOW.expectedPurchases(10 + 5 * i, 20, 39, 52), 1e-6);
    }
  }

  @Test
  void staysFiniteWhereNaiveFormsOverflow() {
    ParetoNbdDistribution law = new ParetoNbdDistribution(10.465, 7.98565181e-3, 3.0516, 2.820);
    assertEquals(1323.18893097, law.logLikelihood(400, 5, 6), 1e-7);
    assertEquals(2594.40445462, law.logLikelihood(500, 1, 37), 1e-7);
    assertEquals(1888.82124974, law.logLikelihood(500, 4, 37), 1e-7);
    double busy = CDNOW.expectedPurchases(10_000, 999, 1000, 1000);
    assertTrue(busy > 1000 && busy < 20_000, "expected purchases " + busy);
    double[] gradient = new double[4];
    double atBoundary =
        new ParetoNbdLikelihood()
            .at(new double[] {0.5, 4, 2e6, 1.9e9})
            .add(new double[] {3, 20, 52}, 0, 1, gradient);
    assertTrue(Double.isFinite(atBoundary) && Double.isFinite(gradient[3]), "" + atBoundary);
  }

  @Test
  void tellsWhoIsAliveWhereDifferencesCancel() {
    ParetoNbdDistribution law = new ParetoNbdDistribution(0.5143, 2.8845, 0.2856, 14.1087);
    double[][] histories = {
      {221, 103.42857, 103.57143},
      {254, 97.14286, 97.28571},
      {161, 94.71429, 98},
      {204, 98.57143, 99.42857}
    };
    double[] expected = {0.999596052318, 0.999558226123, 0.749487752258, 0.994255079638};
    for (int i = 0; i < expected.length; i++) {
      double[] h = histories[i];
      assertEquals(expected[i], law.aliveProbability(h[0], h[1], h[2]), 1e-11);
    }
  }

  @Test
  void discountsPurchasesForEverAsPublished() {
    ParetoNbdDistribution law = new ParetoNbdDistribution(0.5533, 10.5776, 0.6062, 11.6679);
    assertEquals(0.1814042141, law.discountedPurchasesForEver(0, 0, 77.86, 0.0027), 1e-10);
    assertEquals(1.0040526661, law.discountedPurchasesForEver(7, 35.71, 77.86, 0.0027), 1e-10);
    assertEquals(
        1.8641833281,
        new ParetoNbdDistribution(0.5629966, 12.5590370, 0.4081095, 10.5148048)
            .discountedPurchasesForEver(7, 35, 77.86, 0.0027),
        1e-10);
    assertTrue(
        law.discountedPurchasesForEver(7, 35, 77.86, 0.1)
            < law.discountedPurchasesForEver(7, 35, 77.86, 0.01));
    Exception refused =
        assertThrows(
            IllegalArgumentException.class, () -> law.discountedPurchasesForEver(7, 35, 77.86, 0));
    assertTrue(refused.getMessage().startsWith("Invalid discount rate: 0.0"), refused.getMessage());
  }

  @Test
  void timeAliveIsContinuousAtShapeOne() {
    double below = new ParetoNbdDistribution(0.5, 4, 1 - 1e-9, 10).expectedPurchases(2, 9, 20, 30);
    double at = new ParetoNbdDistribution(0.5, 4, 1, 10).expectedPurchases(2, 9, 20, 30);
    assertEquals(at, below, 1e-7);
  }
}
