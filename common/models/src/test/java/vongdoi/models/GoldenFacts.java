package vongdoi.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Function;
import vongdoi.models.fitting.Likelihood;
import vongdoi.models.purchase.PurchaseDistribution;
import vongdoi.models.purchase.PurchaseHistoryLikelihood;

/** Holds a family against the points that were computed with forty digits. */
public final class GoldenFacts {

  private GoldenFacts() {}

  public static void check(
      String name,
      int points,
      PurchaseHistoryLikelihood likelihood,
      Function<double[], PurchaseDistribution> family)
      throws IOException {
    JsonNode facts = Reference.facts(name);
    assertEquals(points, facts.size());
    for (JsonNode point : facts) {
      double[] p = Reference.numbers(point.get("params"));
      double[] history = {
        point.get("x").asDouble(), point.get("tx").asDouble(), point.get("T").asDouble()
      };
      checkFigures(point, family.apply(p), history);
      checkGradient(point, likelihood, p, history);
    }
  }

  private static void checkFigures(JsonNode point, PurchaseDistribution law, double[] h) {
    assertClose(point.get("ll"), law.logLikelihood(h[0], h[1], h[2]));
    assertClose(point.get("p_alive"), law.aliveProbability(h[0], h[1], h[2]));
    for (var horizon : point.get("cet").properties()) {
      double t = Double.parseDouble(horizon.getKey());
      assertClose(horizon.getValue(), law.expectedPurchases(h[0], h[1], h[2], t));
    }
    for (var horizon : point.get("p_active").properties()) {
      double t = Double.parseDouble(horizon.getKey());
      assertClose(horizon.getValue(), law.activeProbability(h[0], h[1], h[2], t));
    }
  }

  /** Against the published gradient, or against differences where none is published. */
  private static void checkGradient(
      JsonNode point, PurchaseHistoryLikelihood likelihood, double[] p, double[] history) {
    double[] gradient = new double[p.length];
    likelihood.at(p).add(history, 0, 1, gradient);
    for (int i = 0; i < p.length; i++) {
      if (point.has("grad")) {
        double expected = point.get("grad").get(i).asDouble();
        assertEquals(expected, gradient[i], 1e-9 * Math.max(1, Math.abs(expected)));
      } else {
        double difference = difference(likelihood, p, i, history);
        assertEquals(difference, gradient[i], 1e-6 * Math.max(1, Math.abs(difference)));
      }
    }
  }

  private static double difference(Likelihood likelihood, double[] p, int index, double[] history) {
    double step = 1e-5 * p[index];
    double[] above = p.clone();
    double[] below = p.clone();
    above[index] += step;
    below[index] -= step;
    double[] unused = new double[p.length];
    return (likelihood.at(above).add(history, 0, 1, unused)
            - likelihood.at(below).add(history, 0, 1, unused))
        / (2 * step);
  }

  private static void assertClose(JsonNode expected, double actual) {
    assertEquals(expected.asDouble(), actual, 1e-9 * Math.abs(expected.asDouble()));
  }
}
