package vongdoi.identity.explaining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import vongdoi.customer.Emails;
import vongdoi.customer.TypingErrors;
import vongdoi.identity.graph.Contradiction;
import vongdoi.identity.graph.JoinThreshold;
import vongdoi.identity.graph.Ruling;
import vongdoi.identity.linking.IdentifierType;
import vongdoi.identity.scoring.Bits;

/** The edges among the records of one or two customers, in words. */
final class EdgesInWords {
  private static final Map<String, String> UNIQUE =
      Map.of("national", "national ids", "tax", "tax codes");

  /** By how much a path through a weaker identifier type is the worse one. */
  private static final double HARDLY = 1e-3;

  /** One edge between two records. */
  private record Edge(String a, String b, double cost, String text) {
    String other(String record) {
      return record.equals(a) ? b : a;
    }
  }

  private record Way(String record, double cost) {}

  /** An identifier in the form under which spellings are equal, and whether it may join. */
  private record Value(String type, String key, String status) {
    boolean joins() {
      return !Set.of("blocked", "worn_out").contains(Objects.requireNonNullElse(status, "active"));
    }
  }

  private final Map<String, String> customerOf = new TreeMap<>();
  private final Map<String, Set<Value>> valuesOf = new TreeMap<>();
  private final Map<String, List<Edge>> edgesOf = new HashMap<>();
  private final Map<String, Double> bits = new HashMap<>();
  private final Map<String, String> said = new HashMap<>();
  private final Set<String> ofFirms = new HashSet<>();
  private final List<Ruling> rulings;

  /**
   * @param members {@code source, record_id, customer_id, is_firm}
   * @param links rows of {@code silver.identifier_links} with {@code status}
   * @param scored rows of {@code silver.identity_edges}
   */
  EdgesInWords(List<Row> members, List<Row> links, List<Row> scored, List<Ruling> overrides) {
    rulings = overrides;
    members.forEach(r -> customerOf.put(name(r, "source", "record_id"), r.getAs("customer_id")));
    members.stream()
        .filter(r -> r.<Boolean>getAs("is_firm"))
        .forEach(r -> ofFirms.add(r.getAs("customer_id")));
    links.forEach(this::addLink);
    scored.forEach(this::addScored);
    tieByValues();
    rulings.stream()
        .filter(r -> r.kind() == Ruling.Kind.MUST)
        .forEach(r -> add(new Edge(r.a(), r.b(), 0, "a steward's override: " + r.words())));
  }

  private static String name(Row row, String source, String id) {
    return row.<String>getAs(source) + ":" + row.<String>getAs(id);
  }

  private void addLink(Row row) {
    String type = row.getAs("type");
    String value = row.getAs("value");
    String key = type.equals("email") ? Emails.matchKey(value) : value;
    valuesOf
        .computeIfAbsent(name(row, "source", "record_id"), r -> new HashSet<>())
        .add(new Value(type, key, row.getAs("status")));
  }

  private void addScored(Row row) {
    String a = name(row, "source", "record_id");
    String b = name(row, "other_source", "other_record_id");
    double weight = row.<Double>getAs("weight_bits");
    String text =
        String.format(
            Locale.ROOT,
            "scored pair, %+.1f bits (p = %.4f), found by %s: %s",
            weight,
            row.<Double>getAs("match_probability"),
            row.<String>getAs("rule"),
            row.<String>getAs("evidence"));
    bits.put(pair(a, b), Contradiction.bits(weight, row.<Double>getAs("against_bits")));
    said.put(pair(a, b), text);
    if (weight > 0) {
      add(new Edge(a, b, 1 + 1 / weight, text));
    }
  }

  private static String pair(String a, String b) {
    return a.compareTo(b) < 0 ? a + "\n" + b : b + "\n" + a;
  }

  private void add(Edge edge) {
    edgesOf.computeIfAbsent(edge.a, r -> new ArrayList<>()).add(edge);
    edgesOf.computeIfAbsent(edge.b, r -> new ArrayList<>()).add(edge);
  }

  /** All bearers of a value within a customer hang on its first one. */
  private void tieByValues() {
    Map<String, String> first = new HashMap<>();
    valuesOf.forEach(
        (record, values) ->
            values.stream()
                .filter(Value::joins)
                .sorted(Comparator.comparing(Value::type).thenComparing(Value::key))
                .forEach(
                    v -> {
                      String group = customerOf.get(record) + v.type() + v.key();
                      String other = first.putIfAbsent(group, record);
                      if (other != null) {
                        double cost = 1 + HARDLY * IdentifierType.of(v.type()).ordinal();
                        add(
                            new Edge(
                                other, record, cost, "both bear the " + v.type() + " " + v.key()));
                      }
                    }));
  }

  /** The shortest way from one record to another, the surer edges first (Dijkstra 1959). */
  List<String> path(String from, String to) {
    Map<String, Double> costs = new HashMap<>(Map.of(from, 0.0));
    Map<String, Edge> cameBy = new HashMap<>();
    PriorityQueue<Way> open =
        new PriorityQueue<>(Comparator.comparingDouble(Way::cost).thenComparing(Way::record));
    open.add(new Way(from, 0));
    while (!open.isEmpty()) {
      Way way = open.poll();
      for (Edge edge : edgesOf.getOrDefault(way.record, List.of())) {
        String next = edge.other(way.record);
        double cost = way.cost + edge.cost;
        if (cost < costs.getOrDefault(next, Double.MAX_VALUE)) {
          costs.put(next, cost);
          cameBy.put(next, edge);
          open.add(new Way(next, cost));
        }
      }
    }
    LinkedList<String> lines = new LinkedList<>();
    String at = to;
    while (!at.equals(from) && cameBy.containsKey(at)) {
      Edge edge = cameBy.get(at);
      lines.addFirst("  %s - %s: %s".formatted(edge.other(at), at, edge.text));
      at = edge.other(at);
    }
    if (!at.equals(from)) {
      lines.add("  no path is stored between them: what joined them earlier is gone; run identity");
    }
    return lines;
  }

  /** Why values that both customers bear do not join them. */
  List<String> guards(String a, String b) {
    Set<String> lines = new TreeSet<>();
    Set<Value> mine = values(a);
    Set<Value> theirs = values(b);
    for (Value value : mine) {
      if (theirs.contains(value)) {
        lines.add(
            "both bear the %s %s, which is %s"
                .formatted(
                    value.type(),
                    value.key(),
                    Objects.requireNonNullElse(value.status(), "active")));
      }
      for (Value other : theirs) {
        boolean far = TypingErrors.between(value.key(), other.key()) > 1;
        if (value.type().equals(other.type()) && UNIQUE.containsKey(value.type()) && far) {
          lines.add(
              "their %s differ by more than a typing error".formatted(UNIQUE.get(value.type())));
        }
      }
    }
    for (Ruling ruling : rulings) {
      Set<String> customers = new HashSet<>();
      customers.add(customerOf.get(ruling.a()));
      customers.add(customerOf.get(ruling.b()));
      if (ruling.kind() == Ruling.Kind.CANNOT && customers.equals(Set.of(a, b))) {
        lines.add("a steward keeps them apart: " + ruling.words());
      }
    }
    return lines.stream().map(l -> "  " + l).toList();
  }

  private Set<Value> values(String customer) {
    Set<Value> values = new HashSet<>();
    valuesOf.forEach(
        (record, of) -> {
          if (customer.equals(customerOf.get(record))) {
            values.addAll(of);
          }
        });
    return values;
  }

  /** What the scored pair of two records says. */
  List<String> direct(String a, String b) {
    String text = said.get(pair(a, b));
    return List.of(
        "  "
            + (text == null
                ? "no scored pair: no blocking rule brings them together, or it clearly says two"
                    + " people"
                : text));
  }

  /** Mean bits over the pairs between two customers' customer records. */
  double mean(String a, String b) {
    double sum = 0;
    int pairs = 0;
    for (Map.Entry<String, String> x : customerOf.entrySet()) {
      for (Map.Entry<String, String> y : customerOf.entrySet()) {
        if (x.getValue().equals(a) && y.getValue().equals(b)) {
          double weight = bits.getOrDefault(pair(x.getKey(), y.getKey()), Bits.LOWEST);
          sum += Math.max(Bits.LOWEST, Math.min(Bits.HIGHEST, weight));
          pairs++;
        }
      }
    }
    return pairs == 0 ? Bits.LOWEST : sum / pairs;
  }

  /** Mean bits that would join the customer records of two customers. */
  double asked(String a, String b, double joinBits) {
    JoinThreshold threshold =
        ofFirms.contains(a) || ofFirms.contains(b)
            ? JoinThreshold.ofFirms(joinBits)
            : JoinThreshold.of(joinBits);
    int mine = Collections.frequency(customerOf.values(), a);
    int theirs = Collections.frequency(customerOf.values(), b);
    return threshold.bits(Math.max(mine, theirs), Math.min(mine, theirs));
  }
}
