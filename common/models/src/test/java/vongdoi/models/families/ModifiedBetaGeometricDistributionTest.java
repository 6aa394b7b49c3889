package vongdoi.models.families;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import vongdoi.models.GoldenFacts;

class ModifiedBetaGeometricDistributionTest {

  private static final ModifiedBetaGeometricDistribution CDNOW =
      new ModifiedBetaGeometricDistribution(0.525, 6.183, 0.891, 1.614);

  @Test
  void agreesWithFortyDigitArithmetic() throws IOException {
    GoldenFacts.check(
        "mbg_point",
        24,
        new ModifiedBetaGeometricLikelihood(),
        p -> new ModifiedBetaGeometricDistribution(p[0], p[1], p[2], p[3]));
  }

  @Test
  void whoNeverCameBackMayHaveLeft() {
    assertEquals(0.390, CDNOW.aliveProbability(0, 0, 38.86), 5e-4);
    assertEquals(1.614 / (0.891 + 1.614), CDNOW.aliveProbability(0, 0, 0), 1e-12);
  }

  @Test
  void aNewCustomerIsOneWithoutHistory() {
    assertEquals(CDNOW.expectedPurchases(0, 0, 0, 39), CDNOW.expectedPurchases(39), 1e-12);
    assertEquals(0, CDNOW.expectedPurchases(0));
  }
}
