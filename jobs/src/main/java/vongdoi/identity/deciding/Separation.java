package vongdoi.identity.deciding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vongdoi.identity.graph.ClusterCohesion;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Component.Value;
import vongdoi.identity.graph.Dendrogram;
import vongdoi.identity.graph.Edge;
import vongdoi.identity.graph.LinkageGroups;
import vongdoi.identity.graph.LongUnionFind;
import vongdoi.identity.scoring.Bits;

/**
 * Takes a cluster apart that should not have come together: where one bridge ties two groups that
 * are each far surer of themselves, and where there are more records than stricter evidence holds
 * together. Guest orders and devices do not count, however many a faithful customer has; they go
 * with the records that they hang on.
 */
final class Separation {
  /** Mean probabilities that an ever stricter linkage asks for. */
  private static final double[] STRICTER = {0.5, 0.8, 0.95, 0.99};

  private final Component component;
  private final Clusters clusters;
  private final Set<Value> wornOut;
  private final GuardConfig guards;
  private final Set<Integer> quarantined = new TreeSet<>();

  private Separation(
      Component component, Clusters clusters, Set<Value> wornOut, GuardConfig guards) {
    this.component = component;
    this.clusters = clusters;
    this.wornOut = wornOut;
    this.guards = guards;
  }

  /** Parts clusters where a guard says so, and tells the records that are put into quarantine. */
  static Set<Integer> apply(
      Component component, Clusters clusters, Set<Value> wornOut, GuardConfig guards) {
    Separation separation = new Separation(component, clusters, wornOut, guards);
    separation.clusters().values().forEach(separation::examine);
    return separation.quarantined;
  }

  private Map<Integer, List<Integer>> clusters() {
    Map<Integer, List<Integer>> found = new TreeMap<>();
    for (int i = 0; i < component.records.size(); i++) {
      if (!component.isDevice(i)) {
        found.computeIfAbsent(clusters.find(i), c -> new ArrayList<>()).add(i);
      }
    }
    return found;
  }

  private List<Integer> people(Collection<Integer> records) {
    return records.stream().filter(component::isPerson).toList();
  }

  /** Records that say who they are; logins and cards without a name go where these go. */
  private List<Integer> telling(List<Integer> people) {
    return people.stream().filter(r -> component.isTelling(r) || isScored(r)).toList();
  }

  private boolean isScored(int record) {
    return component.edgesOf(record).stream().anyMatch(edge -> edge.kind() == Edge.Kind.MATCH);
  }

  private void examine(List<Integer> members) {
    List<Integer> people = people(members);
    if (people.size() < 2 * WeakBridges.SIDE) {
      return;
    }
    List<Integer> telling = telling(people);
    boolean large = people.size() > guards.strictAbove();
    if (telling.size() < 2 * WeakBridges.SIDE && !large) {
      return;
    }
    List<List<Integer>> parts = new ArrayList<>();
    for (Set<Integer> block : blocks(telling.size() < 2 * WeakBridges.SIDE ? people : telling)) {
      ClusterCohesion cohesion = new ClusterCohesion(component, block, wornOut);
      List<Dendrogram.Node> roots = Dendrogram.of(cohesion, surelyOne(block));
      parts.addAll(
          large ? strict(roots) : new WeakBridges(cohesion, guards.bridgeBits()).cut(roots));
    }
    if (parts.size() > 1) {
      part(members, parts, large ? Guard.SIZE : Guard.BRIDGE);
    }
    if (large) {
      quarantine(members);
    }
  }

  private List<Set<Integer>> blocks(List<Integer> records) {
    if (records.size() <= LinkageGroups.MOST) {
      return List.of(new TreeSet<>(records));
    }
    double[] weights = new double[component.records.size()];
    records.forEach(record -> weights[record] = 1);
    int[] blockOf = LinkageGroups.of(i -> i, weights, component.edges(Edge.Kind.MATCH));
    Map<Integer, Set<Integer>> found = new TreeMap<>();
    records.forEach(r -> found.computeIfAbsent(blockOf[r], b -> new TreeSet<>()).add(r));
    return new ArrayList<>(found.values());
  }

  /** Records that a strong identifier or a steward joins are on one side of every cut. */
  private Collection<List<Integer>> surelyOne(Set<Integer> records) {
    LongUnionFind sure = new LongUnionFind();
    component
        .bearers(records, wornOut)
        .forEach(
            (value, bearers) -> {
              if (value.type().isStrong()) {
                bearers.forEach(bearer -> sure.union(bearers.get(0), bearer));
              }
            });
    for (int record : records) {
      for (Edge edge : component.edgesOf(record)) {
        if (edge.kind() == Edge.Kind.MUST
            && records.contains(edge.a())
            && records.contains(edge.b())) {
          sure.union(edge.a(), edge.b());
        }
      }
    }
    Map<Long, List<Integer>> groups = new TreeMap<>();
    records.forEach(r -> groups.computeIfAbsent(sure.find(r), g -> new ArrayList<>()).add(r));
    return groups.values();
  }

  /**
   * The largest groups that stay together, each at the first threshold that breaks a larger one.
   */
  private List<List<Integer>> strict(List<Dendrogram.Node> roots) {
    List<List<Integer>> parts = new ArrayList<>();
    roots.forEach(root -> strict(root, parts));
    return parts;
  }

  private void strict(Dendrogram.Node node, List<List<Integer>> parts) {
    if (node.records().size() > guards.strictAbove()) {
      for (double probability : STRICTER) {
        List<Dendrogram.Node> broken = node.cut(Bits.of(probability));
        if (broken.size() > 1) {
          broken.forEach(each -> strict(each, parts));
          return;
        }
      }
    }
    parts.add(node.records());
  }

  private void part(List<Integer> members, List<List<Integer>> parts, Guard guard) {
    clusters.part(members, new RemainingRecords(component, wornOut).of(members, parts));
    int first = members.get(0);
    for (List<Integer> part : parts) {
      clusters.cut(guard, first, part.get(0));
    }
    if (guard == Guard.BRIDGE) {
      for (int i = 1; i < parts.size(); i++) {
        clusters.cut(guard, parts.get(i - 1).get(0), parts.get(i).get(0));
      }
    }
  }

  private void quarantine(List<Integer> members) {
    Map<Integer, List<Integer>> now = new TreeMap<>();
    members.forEach(m -> now.computeIfAbsent(clusters.find(m), c -> new ArrayList<>()).add(m));
    for (List<Integer> part : now.values()) {
      if (people(part).size() > guards.quarantineAbove()) {
        clusters.part(part, part.stream().map(List::of).toList());
        quarantined.addAll(part);
      }
    }
  }
}
