package vongdoi.identity.deciding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Component.Link;
import vongdoi.identity.graph.Component.Value;
import vongdoi.identity.graph.Edge;
import vongdoi.identity.linking.IdentifierType;

/**
 * Sends the records that a cut does not speak of, such as guest orders and logins without a name,
 * to the part that their strongest identifier leads to.
 */
final class RemainingRecords {
  private static final Comparator<Value> BY_STRENGTH =
      Comparator.comparing(Value::type).thenComparing(Value::key);
  private final Component component;
  private final Set<Value> wornOut;
  private final Map<Integer, Integer> partOf = new HashMap<>();

  RemainingRecords(Component component, Set<Value> wornOut) {
    this.component = component;
    this.wornOut = wornOut;
  }

  /**
   * The parts with all members in one of them.
   *
   * @param members places of a cluster's records
   * @param parts disjoint parts of them, those with the first records first
   */
  List<List<Integer>> of(List<Integer> members, List<List<Integer>> parts) {
    Set<Integer> open = new HashSet<>(members);
    PriorityQueue<Value> reached = new PriorityQueue<>(BY_STRENGTH);
    for (int part = 0; part < parts.size(); part++) {
      for (int record : parts.get(part)) {
        put(record, part, open, reached);
      }
    }
    while (!open.isEmpty()) {
      while (!reached.isEmpty()) {
        spread(reached.poll(), open, reached);
      }
      Edge next = surest(open);
      if (next == null) {
        List.copyOf(open).forEach(record -> put(record, 0, open, reached));
      } else if (partOf.containsKey(next.a())) {
        put(next.b(), partOf.get(next.a()), open, reached);
      } else {
        put(next.a(), partOf.get(next.b()), open, reached);
      }
    }
    List<List<Integer>> whole = new ArrayList<>();
    parts.forEach(part -> whole.add(new ArrayList<>()));
    members.forEach(record -> whole.get(partOf.get(record)).add(record));
    return whole;
  }

  /** All bearers without a part get that of the first bearer that has one. */
  private void spread(Value value, Set<Integer> open, PriorityQueue<Value> reached) {
    List<Integer> bearers = component.bearers().get(value);
    bearers.stream()
        .filter(partOf::containsKey)
        .findFirst()
        .ifPresent(
            first -> {
              for (int record : bearers) {
                if (open.contains(record)) {
                  put(record, partOf.get(first), open, reached);
                }
              }
            });
  }

  private Edge surest(Set<Integer> open) {
    Edge best = null;
    for (Edge.Kind kind : List.of(Edge.Kind.MUST, Edge.Kind.MATCH)) {
      for (Edge edge : component.edges(kind)) {
        boolean leads =
            open.contains(edge.a()) && partOf.containsKey(edge.b())
                || open.contains(edge.b()) && partOf.containsKey(edge.a());
        if (leads && (best == null || edge.bits() > best.bits())) {
          best = edge;
        }
      }
      if (best != null) {
        return best;
      }
    }
    return null;
  }

  private void put(int record, int part, Set<Integer> open, PriorityQueue<Value> reached) {
    open.remove(record);
    partOf.put(record, part);
    for (Link link : component.records.get(record).links()) {
      if (!wornOut.contains(link.value()) && link.value().type() != IdentifierType.DEVICE) {
        reached.add(link.value());
      }
    }
  }
}
