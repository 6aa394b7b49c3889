package vongdoi.identity;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import vongdoi.identity.Component.Link;
import vongdoi.identity.Component.Value;
import vongdoi.identity.JoinByIdentifiers.Joined;

/** The identifier type by which each record hangs on its cluster's founder, by strongest first. */
final class LinkedBy {
  private static final Comparator<Value> BY_STRENGTH =
      Comparator.comparing(Value::type).thenComparing(Value::key);

  private LinkedBy() {}

  /** One type per record; null for founders. */
  static IdentifierType[] of(Component component, Joined joined) {
    IdentifierType[] types = new IdentifierType[component.records.size()];
    boolean[] reached = new boolean[types.length];
    for (int founder = 0; founder < types.length; founder++) {
      if (joined.clusterOf()[founder] == founder) {
        walk(component, joined, founder, types, reached);
      }
    }
    return types;
  }

  private static void walk(
      Component component, Joined joined, int founder, IdentifierType[] types, boolean[] reached) {
    PriorityQueue<Value> open = new PriorityQueue<>(BY_STRENGTH);
    reach(component, joined, founder, reached, open);
    while (!open.isEmpty()) {
      Value value = open.poll();
      List<Integer> bearers = component.bearers().get(value);
      for (int record : bearers) {
        if (!reached[record] && joined.clusterOf()[record] == founder) {
          types[record] = value.type();
          reach(component, joined, record, reached, open);
        }
      }
    }
  }

  private static void reach(
      Component component,
      Joined joined,
      int record,
      boolean[] reached,
      PriorityQueue<Value> open) {
    reached[record] = true;
    for (Link link : component.records.get(record).links()) {
      if (!joined.wornOut().contains(link.value())) {
        open.add(link.value());
      }
    }
  }
}
