package vongdoi.identity.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import vongdoi.identity.scoring.Bits;

class JoinThresholdTest {
  @Test
  void groupsNeedLessOnAverageThanOnePair() {
    JoinThreshold threshold = JoinThreshold.of(Bits.of(0.6));
    assertEquals(Bits.of(0.6), threshold.bits(1, 1), 1e-9);
    assertEquals(JoinThreshold.STRONG, threshold.bits(3, 1), 0.01);
    assertEquals(-2, threshold.bits(1000, 1));
    assertEquals(2, linked(1, 0.7));
    assertEquals(1, linked(1, 0.5));
    assertEquals(3, linked(2, -0.4));
    assertEquals(2, linked(2, -0.7));
    assertEquals(6, linked(5, -1.4));
    assertEquals(5, linked(5, -1.7));
  }

  @Test
  void twoGroupsThatAreEachSomebodyNeedAsMuchAsOnePair() {
    JoinThreshold threshold = JoinThreshold.of(Bits.of(0.6));
    assertEquals(threshold.bits(8, 1), threshold.bits(8, 2));
    assertEquals(Bits.of(0.6), threshold.bits(8, 3), 1e-9);
    assertEquals(Bits.of(0.6), threshold.bits(1000, 400), 1e-9);
  }

  @Test
  void allPairsOfTwoFirmsSayTheSameOverAgain() {
    JoinThreshold threshold = JoinThreshold.ofFirms(Bits.of(0.6));
    assertEquals(Bits.of(0.6), threshold.bits(1, 1), 1e-9);
    assertEquals(Bits.of(0.6), threshold.bits(1000, 1), 1e-9);
  }

  /**
   * Records in the largest group, where some are sure of each other and one more says so many bits
   * of each of them.
   */
  private static long linked(int sure, double bits) {
    int[] group = new int[sure + 1];
    Arrays.setAll(group, i -> i);
    double[] weights = new double[sure + 1];
    Arrays.fill(weights, 1);
    AverageLinkage linkage =
        new AverageLinkage(
            new AverageLinkage.Groups() {
              @Override
              public int find(int record) {
                return group[record];
              }

              @Override
              public boolean mayJoin(int a, int b) {
                return true;
              }

              @Override
              public void join(int a, int b) {
                Arrays.setAll(group, i -> group[i] == Math.max(a, b) ? Math.min(a, b) : group[i]);
              }
            },
            weights,
            JoinThreshold.of(Bits.of(0.6)));
    for (int i = 0; i < sure; i++) {
      linkage.add(i, sure, bits);
      for (int j = i + 1; j < sure; j++) {
        linkage.add(i, j, Bits.HIGHEST);
      }
    }
    linkage.run();
    return Arrays.stream(group).filter(g -> g == group[0]).count();
  }
}
