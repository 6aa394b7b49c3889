package vongdoi.identity.deciding;

import java.util.ArrayList;
import java.util.List;
import vongdoi.identity.graph.ClusterCohesion;
import vongdoi.identity.graph.Dendrogram.Node;
import vongdoi.identity.scoring.Bits;

/**
 * Cuts weak bridges: two groups of three records and more whose pairs say far less of each other
 * than the pairs within either. Of two groups of three that one shared phone ties, the nine pairs
 * between say (12 - 8 x 6) / 9 = -4 bits on average, and the pairs within up to 12.
 */
final class WeakBridges {
  /** Records on each side. */
  static final int SIDE = 3;

  private final ClusterCohesion cohesion;
  private final double bits;

  /**
   * @param bits by how much the evidence within must exceed that between
   */
  WeakBridges(ClusterCohesion cohesion, double bits) {
    this.cohesion = cohesion;
    this.bits = bits;
  }

  /**
   * The groups to keep apart; empty or one where there is nothing to cut. Small groups that no pair
   * ties to another are in none: they go where their identifiers lead.
   */
  List<List<Integer>> cut(List<Node> roots) {
    List<List<Integer>> parts = new ArrayList<>();
    for (Node root : roots) {
      if (roots.size() == 1 || isFirm(root, Bits.LOWEST)) {
        parts.addAll(parts(root));
      }
    }
    return parts;
  }

  private boolean isFirm(Node node, double between) {
    return node.records().size() >= SIDE && node.cohesion() - between > bits;
  }

  private List<List<Integer>> parts(Node node) {
    if (node.left() == null || node.records().size() < 2 * SIDE) {
      return List.of(node.records());
    }
    List<List<Integer>> left = parts(node.left());
    List<List<Integer>> right = parts(node.right());
    List<List<Integer>> all = new ArrayList<>(left);
    all.addAll(right);
    boolean bridge = isFirm(node.left(), node.mean()) && isFirm(node.right(), node.mean());
    return bridge ? all : withNearestJoined(left, right);
  }

  private List<List<Integer>> withNearestJoined(
      List<List<Integer>> left, List<List<Integer>> right) {
    int a = 0;
    int b = 0;
    double most = -1;
    for (int i = 0; i < left.size(); i++) {
      for (int j = 0; j < right.size(); j++) {
        double pairs = (double) left.get(i).size() * right.get(j).size();
        double mean = cohesion.between(left.get(i), right.get(j)) / pairs;
        if (mean > most) {
          most = mean;
          a = i;
          b = j;
        }
      }
    }
    List<List<Integer>> all = new ArrayList<>(left);
    all.addAll(right);
    List<Integer> one = new ArrayList<>(left.get(a));
    one.addAll(right.get(b));
    one.sort(null);
    all.remove(left.size() + b);
    all.set(a, one);
    return all;
  }
}
