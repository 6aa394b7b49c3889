package vongdoi.models.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpecialFunctionsTest {

  @Test
  void logRisingIsTheLogOfTheRisingFactorial() {
    for (double start : new double[] {1e-6, 0.3, 9.99, 10, 37, 1e6, 1e12}) {
      double expected = 0;
      for (int i = 0; i < 7; i++) {
        expected += Math.log(start + i);
      }
      assertEquals(expected, SpecialFunctions.logRising(start, 7), 4e-15 * Math.abs(expected));
    }
  }

  @Test
  void digammaRisingIsTheSameBelowAndAboveTheSwitchToAsymptotics() {
    for (double start : new double[] {0.01, 5, 9.999, 10.001, 400}) {
      double sum = 0;
      for (int i = 99; i >= 0; i--) {
        sum += 1 / (start + i);
      }
      assertEquals(sum, SpecialFunctions.digammaRising(start, 100), 1e-13 * sum);
    }
  }

  @Test
  void digammaOfOneIsMinusEulersConstant() {
    assertEquals(-0.5772156649015329, SpecialFunctions.digamma(1), 1e-15);
  }
}
