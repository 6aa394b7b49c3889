package vongdoi.models.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BfgsTest {

  @Test
  void followsTheCurvedValleyOfRosenbrock() {
    Bfgs.Optimum optimum = Bfgs.minimise(BfgsTest::rosenbrock, new double[] {-1.2, 1}, 200, 1e-9);
    assertTrue(optimum.converged());
    assertArrayEquals(new double[] {1, 1}, optimum.point(), 1e-8);
  }

  @Test
  void convergesInFewStepsThoughValuesAreRounded() {
    AtomicInteger evaluations = new AtomicInteger();
    Bfgs.Objective rounded =
        (point, gradient) -> {
          evaluations.incrementAndGet();
          double value = rosenbrock(point, gradient);
          return 1000 + Math.rint(value * 1e8) / 1e8;
        };
    Bfgs.Optimum optimum = Bfgs.minimise(rounded, new double[] {-1.2, 1}, 200, 1e-9);
    assertTrue(optimum.converged());
    assertTrue(evaluations.get() < 120, evaluations + " evaluations");
  }

  @Test
  void reportsThatItRanOutOfIterations() {
    Bfgs.Optimum optimum = Bfgs.minimise(BfgsTest::rosenbrock, new double[] {-1.2, 1}, 3, 1e-9);
    assertFalse(optimum.converged());
    assertEquals(3, optimum.iterations());
  }

  private static double rosenbrock(double[] point, double[] gradient) {
    double x = point[0];
    double valley = point[1] - x * x;
    gradient[0] = -400 * x * valley - 2 * (1 - x);
    gradient[1] = 200 * valley;
    return 100 * valley * valley + (1 - x) * (1 - x);
  }
}
