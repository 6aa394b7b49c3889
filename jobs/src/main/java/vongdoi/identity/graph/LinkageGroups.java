package vongdoi.identity.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Groups of records small enough for average linkage. The surest pairs tie records together first
 * (Kruskal 1956), and a pair that would make a group too large ties nothing: what is given up in a
 * chain of very many records are its weakest links between large groups.
 */
public final class LinkageGroups {
  /** Records that average linkage is ever run on: its memory grows with their pairs. */
  public static final int MOST = 2000;

  private static final Comparator<Edge> SUREST =
      Comparator.comparingDouble(Edge::bits)
          .reversed()
          .thenComparingInt(Edge::a)
          .thenComparingInt(Edge::b);

  private final int[] parents;
  private final double[] weights;

  private LinkageGroups(int[] parents, double[] weights) {
    this.parents = parents;
    this.weights = weights;
  }

  /**
   * By record the first record of its group.
   *
   * @param joined for each record the first record of those that it is joined with already
   * @param weights by record: 1 where it counts
   */
  public static int[] of(IntUnaryOperator joined, double[] weights, List<Edge> pairs) {
    int[] parents = new int[weights.length];
    double[] sums = new double[weights.length];
    for (int i = 0; i < parents.length; i++) {
      parents[i] = joined.applyAsInt(i);
      sums[parents[i]] += weights[i];
    }
    LinkageGroups groups = new LinkageGroups(parents, sums);
    boolean small = Arrays.stream(weights).sum() <= MOST;
    pairs.stream()
        .sorted(SUREST)
        .forEach(pair -> groups.tie(pair.a(), pair.b(), small ? Double.MAX_VALUE : MOST));
    for (int i = 0; i < parents.length; i++) {
      parents[i] = groups.find(i);
    }
    return parents;
  }

  private void tie(int a, int b, double most) {
    int first = Math.min(find(a), find(b));
    int second = Math.max(find(a), find(b));
    if (first != second && weights[first] + weights[second] <= most) {
      parents[second] = first;
      weights[first] += weights[second];
    }
  }

  private int find(int record) {
    int at = record;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
