package vongdoi.identity.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vongdoi.identity.scoring.Bits;

/**
 * The order in which average linkage puts a cluster's records together when nothing stops it: the
 * later two groups meet, the less they are sure of each other.
 */
public final class Dendrogram implements AverageLinkage.Groups {
  /**
   * A group of records.
   *
   * @param inside sum over its pairs of the bits above the lowest
   * @param left what it was put together from; null in a group that was given
   * @param mean bits per pair between left and right
   */
  public record Node(List<Integer> records, double inside, Node left, Node right, double mean) {
    private static double mean(double above, double pairs) {
      return Bits.LOWEST + above / pairs;
    }

    /** Bits per pair within the group. */
    public double cohesion() {
      int n = records.size();
      return n < 2 ? Bits.HIGHEST : mean(inside, n * (n - 1) / 2.0);
    }

    /** The groups of which each is put together at more than so many bits. */
    public List<Node> cut(double bits) {
      if (left == null || mean > bits) {
        return List.of(this);
      }
      List<Node> parts = new ArrayList<>(left.cut(bits));
      parts.addAll(right.cut(bits));
      return parts;
    }
  }

  private final ClusterCohesion cohesion;
  private final Map<Integer, Integer> parents = new TreeMap<>();
  private final Map<Integer, Node> roots = new TreeMap<>();

  private Dendrogram(ClusterCohesion cohesion) {
    this.cohesion = cohesion;
  }

  /**
   * The groups that nothing ties to each other, the one with the first record first.
   *
   * @param given groups of records that belong together whatever else is known
   */
  public static List<Node> of(ClusterCohesion cohesion, Collection<List<Integer>> given) {
    Dendrogram tree = new Dendrogram(cohesion);
    int most = 0;
    for (List<Integer> group : given) {
      tree.put(group);
      most = Math.max(most, group.stream().mapToInt(r -> r).max().orElse(0));
    }
    double[] weights = new double[most + 1];
    tree.parents.keySet().forEach(record -> weights[record] = 1);
    AverageLinkage linkage = new AverageLinkage(tree, weights, JoinThreshold.NONE);
    cohesion.addTo(linkage);
    linkage.run();
    return tree.roots.values().stream()
        .sorted(Comparator.comparing((Node node) -> node.records().get(0)))
        .toList();
  }

  private void put(List<Integer> group) {
    List<Integer> records = group.stream().sorted().toList();
    records.forEach(record -> parents.put(record, records.get(0)));
    double inside = cohesion.between(records, records) / 2;
    roots.put(records.get(0), new Node(records, inside, null, null, Bits.HIGHEST));
  }

  @Override
  public int find(int record) {
    int at = record;
    while (parents.getOrDefault(at, at) != at) {
      at = parents.get(at);
    }
    return at;
  }

  @Override
  public boolean mayJoin(int a, int b) {
    return true;
  }

  @Override
  public void join(int a, int b) {
    Node left = roots.remove(Math.min(a, b));
    Node right = roots.remove(Math.max(a, b));
    double between = cohesion.between(left.records(), right.records());
    List<Integer> records = new ArrayList<>(left.records());
    records.addAll(right.records());
    records.sort(null);
    double pairs = (double) left.records().size() * right.records().size();
    roots.put(
        Math.min(a, b),
        new Node(
            records,
            left.inside() + right.inside() + between,
            left,
            right,
            Node.mean(between, pairs)));
    parents.put(Math.max(a, b), Math.min(a, b));
  }
}
