package vongdoi.models.purchase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import vongdoi.models.PurchaseFamily;
import vongdoi.models.fitting.Likelihood;

class CovariateLikelihoodTest {

  @Test
  void gradientsReachTheCoefficients() {
    for (PurchaseFamily family : PurchaseFamily.values()) {
      PurchaseProcess process = family.estimator().process();
      Likelihood likelihood =
          new CovariateLikelihood(process.likelihood(), new CovariateEffects(process, 4, 1, 2));
      double[] p = {0.6, 8, 0.7, 3, 0.4, -0.3, 0.2};
      double[] observation = {1, 0.5, 2, 2, 3, 5};
      double[] gradient = new double[7];
      likelihood.at(p).add(observation, 0, 1, gradient);
      double[] numeric = new double[7];
      for (int i = 0; i < p.length; i++) {
        double[] above = p.clone();
        double[] below = p.clone();
        above[i] += 1e-5;
        below[i] -= 1e-5;
        numeric[i] =
            (likelihood.at(above).add(observation, 0, 1, new double[7])
                    - likelihood.at(below).add(observation, 0, 1, new double[7]))
                / 2e-5;
      }
      assertArrayEquals(numeric, gradient, 1e-7, family.name());
    }
  }
}
