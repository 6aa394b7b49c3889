package vongdoi.identity.deciding;

import java.util.Comparator;
import java.util.PriorityQueue;
import vongdoi.identity.deciding.JoinRecords.Joined;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Component.Link;
import vongdoi.identity.graph.Component.Value;
import vongdoi.identity.graph.Edge;

/**
 * By what each record hangs on its cluster's founder: the strongest identifier type, else a
 * steward's override, else a scored pair.
 */
public final class FounderPaths {
  public static final String OVERRIDE = "override";
  private static final String MATCH = "match";
  private static final Comparator<Value> BY_STRENGTH =
      Comparator.comparing(Value::type).thenComparing(Value::key);

  /** Overrides before scored pairs, and of these the surest. */
  private static final Comparator<Edge> SUREST =
      Comparator.comparing(Edge::kind)
          .thenComparing(Edge::bits)
          .reversed()
          .thenComparingInt(Edge::a)
          .thenComparingInt(Edge::b);

  private FounderPaths() {}

  /** One word per record; null for founders. */
  public static String[] of(Component component, Joined joined) {
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
    PriorityQueue<Edge> edges = new PriorityQueue<>(SUREST);
    reach(component, joined, founder, reached, values, edges);
    while (true) {
      while (!values.isEmpty()) {
        Value value = values.poll();
        for (int record : component.bearers().get(value)) {
          if (!reached[record] && joined.clusterOf()[record] == founder) {
            types[record] = value.type().text();
            reach(component, joined, record, reached, values, edges);
          }
        }
      }
      Edge next = edges.poll();
      if (next == null) {
        return;
      }
      int record = reached[next.a()] ? next.b() : next.a();
      if (!reached[record] && joined.clusterOf()[record] == founder) {
        types[record] = next.kind() == Edge.Kind.MUST ? OVERRIDE : MATCH;
        reach(component, joined, record, reached, values, edges);
      }
    }
  }

  private static void reach(
      Component component,
      Joined joined,
      int record,
      boolean[] reached,
      PriorityQueue<Value> values,
      PriorityQueue<Edge> edges) {
    reached[record] = true;
    for (Edge edge : component.edgesOf(record)) {
      if (edge.kind() != Edge.Kind.CANNOT) {
        edges.add(edge);
      }
    }
    for (Link link : component.records.get(record).links()) {
      if (!joined.wornOut().contains(link.value())) {
        values.add(link.value());
      }
    }
  }
}
