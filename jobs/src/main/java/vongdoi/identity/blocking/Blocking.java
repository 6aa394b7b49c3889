package vongdoi.identity.blocking;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.scoring.Entry;

/** Places records in the blocks of each rule that others share and that are not too large. */
public final class Blocking implements Serializable {
  private static final long serialVersionUID = 1L;
  private final Statistics statistics;
  private final int[] caps;
  private final int[] mostBearers;

  /**
   * @param caps by rule: its largest block
   * @param bearers by column: a value of more records is worn out and says nothing
   */
  public Blocking(Statistics statistics, int[] caps, Map<String, Integer> bearers) {
    this.statistics = statistics;
    this.caps = caps.clone();
    this.mostBearers =
        statistics.fields().stream()
            .mapToInt(f -> bearers.getOrDefault(f.column(), Integer.MAX_VALUE))
            .toArray();
  }

  /** The record in the blocks that others are in too; null where nothing is like it. */
  public Entry place(long node, Profile raw) {
    return place(node, raw, 2);
  }

  /** The record in all its blocks, also those that so far are its own alone. */
  public Entry placeEverywhere(long node, Profile raw) {
    return place(node, raw, 0);
  }

  private Entry place(long node, Profile raw, int least) {
    Profile profile = statistics.compared(raw, mostBearers);
    long[] keys = statistics.blockingKeys(profile);
    boolean placed = false;
    for (int r = 0; r < caps.length; r++) {
      int size = keys[r] == 0 ? -1 : statistics.bearers(keys[r]);
      if (size >= least && size <= caps[r]) {
        placed = true;
      } else {
        keys[r] = 0;
      }
    }
    return placed || least == 0 ? entry(node, profile, keys) : null;
  }

  /** A record placed before, whose profile lost its worn-out values then. */
  public Entry placed(long node, Profile profile, long[] keys) {
    return entry(node, profile, keys);
  }

  private Entry entry(long node, Profile profile, long[] keys) {
    return new Entry(node, profile, statistics.rarity(profile), statistics.common(profile), keys);
  }

  /** The record outside all blocks, to be compared with those that it is already tied to. */
  public Entry alone(long node, Profile raw) {
    Profile profile = statistics.compared(raw, mostBearers);
    return entry(node, profile, new long[caps.length]);
  }

  /** Largest block of each rule. */
  public int[] caps() {
    return caps.clone();
  }

  /** Takes the pairs of a block, by the places of both in it. */
  public interface PairSink {
    void pair(int a, int b);
  }

  /**
   * Hands out the pairs of a block that no earlier rule has handed out.
   *
   * @param block its entries by node
   * @param changed places of entries one of which must be in a pair
   */
  public static void pairs(List<Entry> block, BitSet changed, int rule, PairSink sink) {
    for (int i = 0; i < block.size(); i++) {
      boolean all = changed.get(i);
      for (int j = next(all, changed, i + 1);
          j >= 0 && j < block.size();
          j = next(all, changed, j + 1)) {
        if (block.get(i).ownedBy(rule, block.get(j))) {
          sink.pair(i, j);
        }
      }
    }
  }

  private static int next(boolean all, BitSet changed, int from) {
    return all ? from : changed.nextSetBit(from);
  }
}
