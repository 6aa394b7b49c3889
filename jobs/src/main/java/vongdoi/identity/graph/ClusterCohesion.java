package vongdoi.identity.graph;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vongdoi.identity.graph.Component.Value;
import vongdoi.identity.scoring.Bits;

/**
 * How sure records of one cluster are of each other, in bits per pair: a scored pair says what was
 * weighed, a pair with a joining identifier or a steward's must the most that a pair may say, any
 * other pair the least.
 */
public final class ClusterCohesion {
  /** By record: bits above the lowest towards later and earlier ones. */
  private final Map<Integer, TreeMap<Integer, Double>> above = new TreeMap<>();

  /**
   * @param records places of the records that are looked at
   * @param wornOut values that join nobody
   */
  public ClusterCohesion(Component component, Set<Integer> records, Set<Value> wornOut) {
    for (int record : records) {
      for (Edge edge : component.edgesOf(record)) {
        boolean inside = edge.a() == record && records.contains(edge.b());
        if (inside && edge.kind() != Edge.Kind.CANNOT) {
          put(edge.a(), edge.b(), edge.kind() == Edge.Kind.MUST ? Bits.HIGHEST : edge.bits());
        }
      }
    }
    component.bearers(records, wornOut).values().forEach(this::addAll);
  }

  private void addAll(List<Integer> bearers) {
    for (int i = 0; i < bearers.size(); i++) {
      for (int j = i + 1; j < bearers.size(); j++) {
        put(bearers.get(i), bearers.get(j), Bits.HIGHEST);
      }
    }
  }

  private void put(int a, int b, double bits) {
    double clamped = Math.max(Bits.LOWEST, Math.min(Bits.HIGHEST, bits));
    double more = clamped - Bits.LOWEST;
    above.computeIfAbsent(a, k -> new TreeMap<>()).merge(b, more, Math::max);
    above.computeIfAbsent(b, k -> new TreeMap<>()).merge(a, more, Math::max);
  }

  /** Adds all that is known to a linkage. */
  void addTo(AverageLinkage linkage) {
    above.forEach(
        (a, to) ->
            to.tailMap(a, false).forEach((b, more) -> linkage.add(a, b, Bits.LOWEST + more)));
  }

  /** Sum over the pairs between two groups of the bits above the lowest. */
  public double between(Collection<Integer> a, Collection<Integer> b) {
    Collection<Integer> few = a.size() <= b.size() ? a : b;
    Set<Integer> many = new HashSet<>(few == a ? b : a);
    double sum = 0;
    for (int record : few) {
      for (Map.Entry<Integer, Double> to : neighbours(record).entrySet()) {
        sum += many.contains(to.getKey()) ? to.getValue() : 0;
      }
    }
    return sum;
  }

  private Map<Integer, Double> neighbours(int record) {
    TreeMap<Integer, Double> known = above.get(record);
    return known == null ? new HashMap<>() : known;
  }
}
