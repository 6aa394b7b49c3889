package vongdoi.models.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import vongdoi.models.Reference;

class GammaGammaDistributionTest {

  @Test
  void agreesWithFortyDigitArithmetic() throws IOException {
    JsonNode points = Reference.facts("gg_point");
    assertEquals(10, points.size());
    for (JsonNode point : points) {
      double[] p = Reference.numbers(point.get("params"));
      GammaGammaDistribution law = new GammaGammaDistribution(p[0], p[1], p[2]);
      double orders = point.get("x").asDouble();
      double spend = point.get("m").asDouble();
      assertClose(point.get("ll").asDouble(), law.logLikelihood(orders, spend));
      assertClose(point.get("cond_mean").asDouble(), law.expectedSpend(orders, spend));
      double[] gradient = new double[3];
      new GammaGammaLikelihood().at(p).add(new double[] {orders, spend}, 0, 1, gradient);
      double[] expected = Reference.numbers(point.get("grad"));
      for (int i = 0; i < 3; i++) {
        assertClose(expected[i], gradient[i]);
      }
    }
  }

  @Test
  void newCustomersAreExpectedToSpendThePopulationMean() {
    GammaGammaDistribution law = new GammaGammaDistribution(6.25, 3.74, 15.44);
    assertEquals(35.17, law.expectedSpend(0, 0), 0.1);
    assertEquals(law.meanSpend(), law.expectedSpend(0, Double.NaN));
  }

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, 1e-9 * Math.max(1e-2, Math.abs(expected)));
  }
}
