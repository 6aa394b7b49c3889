package vongdoi.identity.blocking;

import java.io.Serializable;
import java.util.List;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.scoring.Bits;

/**
 * How many pairs the blocks of each rule hold, by size of block, and from it the largest block that
 * each rule may have: so large that all blocks together stay within the budget. A rule that is too
 * coarse for many records, such as a family name alone, then keeps its small blocks, those of rare
 * values, and refuses the others.
 */
public final class BlockSizes implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int STEPS_PER_DOUBLING = 4;
  private static final int STEPS = 32 * STEPS_PER_DOUBLING;
  private final boolean[] sure;
  private final double[][] pairs;
  private final double[][] records;

  public BlockSizes(List<BlockingRule> rules) {
    sure = new boolean[rules.size()];
    for (int r = 0; r < sure.length; r++) {
      sure[r] = rules.get(r).isSure();
    }
    pairs = new double[rules.size()][STEPS];
    records = new double[rules.size()][STEPS];
  }

  /** Counts a record's share of its blocks. */
  public BlockSizes add(Statistics statistics, Profile raw) {
    long[] keys = statistics.blockingKeys(statistics.telling(raw));
    for (int r = 0; r < pairs.length; r++) {
      int size = keys[r] == 0 ? 0 : statistics.bearers(keys[r]);
      if (size > 1) {
        pairs[r][step(size)] += (size - 1) / 2.0;
        records[r][step(size)]++;
      }
    }
    return this;
  }

  public BlockSizes add(BlockSizes other) {
    for (int r = 0; r < pairs.length; r++) {
      for (int s = 0; s < STEPS; s++) {
        pairs[r][s] += other.pairs[r][s];
        records[r][s] += other.records[r][s];
      }
    }
    return this;
  }

  private static int step(int size) {
    return (int) (STEPS_PER_DOUBLING * Bits.log2(size));
  }

  /**
   * Largest block of each rule, so that no rule holds more pairs than its share and all of them
   * together not more than all may. What cheap rules leave goes to the others; rules that are sure
   * have no budget.
   *
   * @param all pairs that the blocks of all rules may hold
   * @param largest no block may be larger, whatever the budget
   */
  public int[] caps(double all, int largest) {
    double low = 0;
    double high = all;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (held(capsOf(middle, largest)) <= all) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return capsOf(low, largest);
  }

  private int[] capsOf(double budget, int largest) {
    int[] caps = new int[pairs.length];
    for (int r = 0; r < caps.length; r++) {
      double sum = 0;
      int s = 0;
      while (s < STEPS && (sure[r] || sum + pairs[r][s] <= budget)) {
        sum += pairs[r][s++];
      }
      double size = Math.pow(2, (double) s / STEPS_PER_DOUBLING);
      caps[r] = (int) Math.min(largest, Math.ceil(size) - 1);
    }
    return caps;
  }

  /** Pairs of the blocks up to each rule's cap, counted once for each rule that they share. */
  private double held(int[] caps) {
    double sum = 0;
    for (int r = 0; r < caps.length; r++) {
      for (int s = 0; s <= step(Math.max(caps[r], 1)); s++) {
        sum += pairs[r][s];
      }
    }
    return sum;
  }

  /** Records of a rule's blocks above a size. */
  public double refused(int rule, int cap) {
    double sum = 0;
    for (int s = step(Math.max(cap, 1)) + 1; s < STEPS; s++) {
      sum += records[rule][s];
    }
    return sum;
  }

  /** Pairs of all blocks that are not refused, counted once for each rule that they share. */
  public double pairs(Blocking blocking) {
    return held(blocking.caps());
  }
}
