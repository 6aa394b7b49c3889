package vongdoi.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import vongdoi.identity.Component.Link;
import vongdoi.identity.Component.Tied;
import vongdoi.identity.Component.Value;

/**
 * Sends the records that a cut does not speak of, such as guest orders and logins without a name,
 * to the part that their strongest identifier leads to.
 */
final class Attachment {
  private static final Comparator<Value> BY_STRENGTH =
      Comparator.comparing(Value::type).thenComparing(Value::key);
  private final Component component;
  private final Set<Value> wornOut;
  private final Map<Integer, Integer> partOf = new HashMap<>();

  Attachment(Component component, Set<Value> wornOut) {
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
      Tied next = surest(open);
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

  private Tied surest(Set<Integer> open) {
    Tied best = null;
    for (Tie.Kind kind : List.of(Tie.Kind.MUST, Tie.Kind.MATCH)) {
      for (Tied tie : component.ties(kind)) {
        boolean leads =
            open.contains(tie.a()) && partOf.containsKey(tie.b())
                || open.contains(tie.b()) && partOf.containsKey(tie.a());
        if (leads && (best == null || tie.bits() > best.bits())) {
          best = tie;
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
