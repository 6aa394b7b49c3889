package vongdoi.identity.match;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** Places records in the blocks of each rule that others share and that are not too large. */
public final class Blocking implements Serializable {
  private static final long serialVersionUID = 1L;
  private final Statistics statistics;
  private final int[] caps;
  private final int[] mostBearers;

  /**
   * @param bearers by column: a value of more records is worn out and says nothing
   */
  public Blocking(
      Statistics statistics, BlockSizes sizes, MatchConfig config, Map<String, Integer> bearers) {
    this.statistics = statistics;
    this.caps = sizes.caps(config.pairsPerRecord() * statistics.records(), config.largestBlock());
    this.mostBearers =
        statistics.fields().stream()
            .mapToInt(f -> bearers.getOrDefault(f.column(), Integer.MAX_VALUE))
            .toArray();
  }

  /** The record in its blocks; null where it has none, because nothing is like it. */
  public Entry place(long node, Profile raw) {
    Profile profile = statistics.withoutWornOut(raw, mostBearers);
    long[] keys = new long[caps.length];
    boolean placed = false;
    for (int r = 0; r < caps.length; r++) {
      long key = statistics.rules().get(r).key(profile);
      int size = key == 0 ? 0 : statistics.bearers(key);
      if (size > 1 && size <= caps[r]) {
        keys[r] = key;
        placed = true;
      }
    }
    return placed ? entry(node, profile, keys) : null;
  }

  private Entry entry(long node, Profile profile, long[] keys) {
    return new Entry(node, profile, statistics.rarity(profile), statistics.common(profile), keys);
  }

  /** The record outside all blocks, to be compared with those that it is already tied to. */
  public Entry alone(long node, Profile raw) {
    Profile profile = statistics.withoutWornOut(raw, mostBearers);
    return entry(node, profile, new long[caps.length]);
  }

  /** Largest block of a rule. */
  public int cap(int rule) {
    return caps[rule];
  }

  /** Takes the pairs of a block, by the places of both in it. */
  public interface PairSink {
    void pair(int a, int b);
  }

  /**
   * Hands out the pairs of a block that no earlier rule has handed out.
   *
   * @param block its entries by node
   */
  public static void pairs(List<Entry> block, int rule, PairSink sink) {
    for (int i = 0; i < block.size(); i++) {
      for (int j = i + 1; j < block.size(); j++) {
        if (block.get(i).ownedBy(rule, block.get(j))) {
          sink.pair(i, j);
        }
      }
    }
  }
}
