package vongdoi.identity;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import vongdoi.identity.Component.Link;
import vongdoi.identity.Component.Tied;
import vongdoi.identity.Component.Value;
import vongdoi.identity.JoinByIdentifiers.Joined;

/**
 * By what each record hangs on its cluster's founder: the strongest identifier type, else a
 * steward's override, else a scored pair.
 */
final class LinkedBy {
  static final String OVERRIDE = "override";
  private static final String MATCH = "match";
  private static final Comparator<Value> BY_STRENGTH =
      Comparator.comparing(Value::type).thenComparing(Value::key);

  private LinkedBy() {}

  /** One word per record; null for founders. */
  static String[] of(Component component, Joined joined) {
    String[] types = new String[component.records.size()];
    boolean[] reached = new boolean[types.length];
    for (int founder = 0; founder < types.length; founder++) {
      if (joined.clusterOf()[founder] == founder) {
        walk(component, joined, founder, types, reached);
      }
    }
    return types;
  }

  private static void walk(
      Component component, Joined joined, int founder, String[] types, boolean[] reached) {
    PriorityQueue<Value> open = new PriorityQueue<>(BY_STRENGTH);
    reach(component, joined, founder, reached, open);
    while (true) {
      while (!open.isEmpty()) {
        Value value = open.poll();
        for (int record : component.bearers().get(value)) {
          if (!reached[record] && joined.clusterOf()[record] == founder) {
            types[record] = value.type().text();
            reach(component, joined, record, reached, open);
          }
        }
      }
      Tied next = strongest(component, joined, founder, reached);
      if (next == null) {
        return;
      }
      int record = reached[next.a()] ? next.b() : next.a();
      types[record] = next.kind() == Tie.Kind.MUST ? OVERRIDE : MATCH;
      reach(component, joined, record, reached, open);
    }
  }

  /** The best tie between a reached and an unreached record of a cluster, overrides first. */
  private static Tied strongest(
      Component component, Joined joined, int founder, boolean[] reached) {
    for (Tie.Kind kind : List.of(Tie.Kind.MUST, Tie.Kind.MATCH)) {
      Tied best = null;
      for (Tied tie : component.ties(kind)) {
        boolean leadsOn =
            reached[tie.a()] != reached[tie.b()]
                && joined.clusterOf()[tie.a()] == founder
                && joined.clusterOf()[tie.b()] == founder;
        if (leadsOn && (best == null || tie.bits() > best.bits())) {
          best = tie;
        }
      }
      if (best != null) {
        return best;
      }
    }
    return null;
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
