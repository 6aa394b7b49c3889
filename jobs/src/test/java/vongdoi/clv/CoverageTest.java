package vongdoi.clv;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static Coverage coverage(double held, double customers, boolean refuses) {
    ClvConfig c = ClvTest.CONFIG;
    return Coverage.of(
        Map.of(Coverage.METRIC, held, "backtest_customers", customers),
        new ClvConfig(90, 90, 1, 0, 200, 0.999, 0.03, refuses, c.hazard(), c.tiers()));
  }

  @Test
  void eightOfTenGiveOrTakeThreeOfAHundredKeepThePromise() {
    for (double held : new double[] {0.771, 0.8, 0.829}) {
      Coverage kept = coverage(held, 5000, true);
      assertFalse(kept.isBroken() || kept.isRefused());
      assertTrue(kept.finding().orElseThrow().passed());
      assertTrue(kept.inWords().isEmpty());
    }
  }

  @Test
  void tooNarrowAndTooWideAreTold() {
    for (double held : new double[] {0.769, 0.831}) {
      Coverage broken = coverage(held, 5000, false);
      assertTrue(broken.isBroken());
      assertFalse(broken.finding().orElseThrow().passed());
      assertTrue(broken.inWords().en().contains("held " + held), broken.inWords().en());
    }
  }

  @Test
  void isRefusedOnlyWhereConfiguredAndBeyondChance() {
    assertTrue(coverage(0.74, 5000, true).isRefused());
    assertFalse(coverage(0.74, 5000, false).isRefused());
    assertTrue(coverage(0.76, 300, true).isBroken());
    assertFalse(coverage(0.76, 300, true).isRefused());
  }

  @Test
  void ofFewCustomersOrNoBacktestNothingIsSaid() {
    assertTrue(coverage(0.5, 199, true).finding().isEmpty());
    assertFalse(coverage(0.5, 199, true).isRefused());
    assertTrue(Coverage.of(Map.of(), ClvTest.CONFIG).finding().isEmpty());
  }
}
