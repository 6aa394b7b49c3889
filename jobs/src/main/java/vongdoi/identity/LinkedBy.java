package vongdoi.identity;

import java.util.Comparator;
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

  /** Overrides before scored pairs, and of these the surest. */
  private static final Comparator<Tied> SUREST =
      Comparator.comparing(Tied::kind)
          .thenComparing(Tied::bits)
          .reversed()
          .thenComparingInt(Tied::a)
          .thenComparingInt(Tied::b);

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
    PriorityQueue<Value> values = new PriorityQueue<>(BY_STRENGTH);
    PriorityQueue<Tied> ties = new PriorityQueue<>(SUREST);
    reach(component, joined, founder, reached, values, ties);
    while (true) {
      while (!values.isEmpty()) {
        Value value = values.poll();
        for (int record : component.bearers().get(value)) {
          if (!reached[record] && joined.clusterOf()[record] == founder) {
            types[record] = value.type().text();
            reach(component, joined, record, reached, values, ties);
          }
        }
      }
      Tied next = ties.poll();
      if (next == null) {
        return;
      }
      int record = reached[next.a()] ? next.b() : next.a();
      if (!reached[record] && joined.clusterOf()[record] == founder) {
        types[record] = next.kind() == Tie.Kind.MUST ? OVERRIDE : MATCH;
        reach(component, joined, record, reached, values, ties);
      }
    }
  }

  private static void reach(
      Component component,
      Joined joined,
      int record,
      boolean[] reached,
      PriorityQueue<Value> values,
      PriorityQueue<Tied> ties) {
    reached[record] = true;
    for (Tied tie : component.tiesOf(record)) {
      if (tie.kind() != Tie.Kind.CANNOT) {
        ties.add(tie);
      }
    }
    for (Link link : component.records.get(record).links()) {
      if (!joined.wornOut().contains(link.value())) {
        values.add(link.value());
      }
    }
  }
}
