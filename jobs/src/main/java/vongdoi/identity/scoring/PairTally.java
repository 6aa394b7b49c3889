package vongdoi.identity.scoring;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How many candidate pairs agree alike, and how many of these one blocking rule found, or two. */
public final class PairTally {
  /** Pairs of one key. */
  private static final class Counts {
    private double all;
    private double once;
    private double twice;
  }

  private final Map<Long, Counts> counts = new HashMap<>();

  /** Takes pairs of one key: all of them, and those that one rule found, or two. */
  public interface Sink {
    void counts(long key, double all, double once, double twice);
  }

  /**
   * Counts one pair.
   *
   * @param key {@link TallyKey} of the pair
   * @param rules blocking rules that find it
   */
  public void add(long key, int rules) {
    add(key, 1, rules == 1 ? 1 : 0, rules == 2 ? 1 : 0);
  }

  /** Counts pairs of one key. */
  public void add(long key, double all, double once, double twice) {
    Counts of = counts.computeIfAbsent(key, k -> new Counts());
    of.all += all;
    of.once += once;
    of.twice += twice;
  }

  /** Hands out what was counted, in no order. */
  public void forEach(Sink sink) {
    counts.forEach((key, of) -> sink.counts(key, of.all, of.once, of.twice));
  }

  /** Candidate pairs. */
  public double pairs() {
    return new TreeMap<>(counts).values().stream().mapToDouble(of -> of.all).sum();
  }

  /** Candidate pairs by key. */
  Map<Long, Double> byKey() {
    Map<Long, Double> pairs = new HashMap<>();
    counts.forEach((key, of) -> pairs.put(key, of.all));
    return pairs;
  }

  /** Estimated share of one person's pairs that are candidates, by what a model takes for such. */
  public double recall(Models models) {
    double all = 0;
    double once = 0;
    double twice = 0;
    for (Map.Entry<Long, Counts> each : new TreeMap<>(counts).entrySet()) {
      double one = models.probability(each.getKey());
      all += one * each.getValue().all;
      once += one * each.getValue().once;
      twice += one * each.getValue().twice;
    }
    return BlockingRecall.estimate(all, once, twice);
  }
}
