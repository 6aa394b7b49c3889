package vongdoi.identity.graph;

import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import vongdoi.identity.scoring.Bits;

/**
 * Joins groups of records as long as all pairs between two groups speak for one person on average
 * (Sokal, Michener 1958), so that one misleading pair cannot chain two people together. A pair's
 * evidence is clamped, because dependent fields overstate it; a pair without an edge counts as the
 * lowest.
 */
public final class AverageLinkage {
  /** Whether two groups may become one, and the groups' own record of it. */
  public interface Groups {
    int find(int record);

    boolean mayJoin(int a, int b);

    /** Joins two groups, one of whose names stands for both. */
    void join(int a, int b);
  }

  private record Pair(int a, int b, double mean) {}

  private static final Comparator<Pair> STRONGEST =
      Comparator.comparingDouble(Pair::mean)
          .reversed()
          .thenComparingInt(Pair::a)
          .thenComparingInt(Pair::b);

  private final Groups groups;
  private final JoinThreshold threshold;
  private final double[] sizes;

  /** By group: sums of evidence above the lowest towards other groups. */
  private final Map<Integer, TreeMap<Integer, Double>> sums = new TreeMap<>();

  private final PriorityQueue<Pair> open = new PriorityQueue<>(STRONGEST);

  /**
   * @param weights by record: 1 where it has evidence of its own, 0 for a record that only
   *     identifiers speak of
   * @param threshold mean bits that join two groups
   */
  public AverageLinkage(Groups groups, double[] weights, JoinThreshold threshold) {
    this.groups = groups;
    this.threshold = threshold;
    this.sizes = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      sizes[groups.find(i)] += weights[i];
    }
  }

  /** Adds the evidence of one pair of records. */
  public void add(int a, int b, double bits) {
    int x = groups.find(a);
    int y = groups.find(b);
    if (x != y) {
      double above = Math.max(Bits.LOWEST, Math.min(Bits.HIGHEST, bits)) - Bits.LOWEST;
      sums.computeIfAbsent(x, k -> new TreeMap<>()).merge(y, above, Double::sum);
      sums.computeIfAbsent(y, k -> new TreeMap<>()).merge(x, above, Double::sum);
    }
  }

  /** Joins what belongs together. */
  public void run() {
    sums.forEach((a, to) -> to.forEach((b, sum) -> offer(a, b, sum)));
    while (!open.isEmpty()) {
      Pair best = open.poll();
      Double sum = sums.getOrDefault(best.a, new TreeMap<>()).get(best.b);
      if (sum != null && mean(best.a, best.b, sum) == best.mean && groups.mayJoin(best.a, best.b)) {
        join(best.a, best.b);
      }
    }
  }

  private double mean(int a, int b, double sum) {
    return Bits.LOWEST + sum / (sizes[a] * sizes[b]);
  }

  private void offer(int a, int b, double sum) {
    int first = Math.min(a, b);
    int second = Math.max(a, b);
    double mean = mean(first, second, sum);
    double larger = Math.max(sizes[first], sizes[second]);
    if (mean > threshold.bits(larger, Math.min(sizes[first], sizes[second]))) {
      open.add(new Pair(first, second, mean));
    }
  }

  private void join(int a, int b) {
    groups.join(a, b);
    int stays = groups.find(a);
    int goes = stays == a ? b : a;
    sizes[stays] += sizes[goes];
    TreeMap<Integer, Double> mine = sums.get(stays);
    TreeMap<Integer, Double> theirs = sums.remove(goes);
    mine.remove(goes);
    theirs.remove(stays);
    theirs.forEach((other, sum) -> mine.merge(other, sum, Double::sum));
    mine.forEach(
        (other, sum) -> {
          TreeMap<Integer, Double> back = sums.get(other);
          back.remove(goes);
          back.put(stays, sum);
          offer(stays, other, sum);
        });
  }
}
