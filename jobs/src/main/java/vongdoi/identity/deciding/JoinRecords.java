package vongdoi.identity.deciding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vongdoi.identity.graph.AverageLinkage;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Component.Value;
import vongdoi.identity.graph.Edge;
import vongdoi.identity.graph.JoinThreshold;
import vongdoi.identity.graph.LinkageGroups;
import vongdoi.identity.linking.IdentifierType;

/**
 * Decides which records of a component are one customer. Strong identifiers come first, so that a
 * login has its owner's name when an e-mail or phone is looked at; those join records of alike
 * names, and a nameless record only where there is one such group; then scored pairs speak, on
 * average over all pairs between two groups; then what should not have come together is parted; a
 * device goes to its only person. Two national ids further apart than a typing error never meet,
 * nor do records that a steward keeps apart, and the edge refused is the weaker one because it
 * comes later.
 */
public final class JoinRecords {
  private final Component component;
  private final JoinRules rules;
  private final Clusters clusters;
  private final Set<Value> wornOut = new HashSet<>();

  private JoinRecords(Component component, JoinRules rules) {
    this.component = component;
    this.rules = rules;
    this.clusters = new Clusters(component, rules.guards().uniqueTypes(), rules.shortForms());
  }

  /**
   * @param clusterOf for each record the first record of its cluster
   * @param wornOut e-mails and phones with too many dissimilar names, or that are anybody's
   * @param cuts what guards keep apart
   * @param quarantined records of what is too large to be one customer, each left alone
   */
  public record Joined(
      int[] clusterOf, Set<Value> wornOut, List<Cuts.Cut> cuts, Set<Integer> quarantined) {}

  public static Joined of(Component component, JoinRules rules) {
    JoinRecords join = new JoinRecords(component, rules);
    join.joinOverridden();
    join.joinPeople();
    join.joinAlike();
    Set<Integer> quarantined =
        Separation.apply(component, join.clusters, join.wornOut, rules.guards());
    new JoinDevices(component, join.clusters, join.wornOut).run();
    int[] clusterOf = new int[component.records.size()];
    for (int i = 0; i < clusterOf.length; i++) {
      clusterOf[i] = join.clusters.find(i);
    }
    return new Joined(
        clusterOf, join.wornOut, join.clusters.cuts().between(clusterOf), quarantined);
  }

  private void joinOverridden() {
    for (Edge edge : component.edges(Edge.Kind.MUST)) {
      int a = clusters.find(edge.a());
      int b = clusters.find(edge.b());
      if (a != b && !clusters.conflict(a, b)) {
        clusters.union(a, b);
      }
    }
  }

  private void joinAlike() {
    List<Edge> pairs = component.edges(Edge.Kind.MATCH);
    if (pairs.isEmpty()) {
      return;
    }
    double[] weights = new double[component.records.size()];
    for (int i = 0; i < weights.length; i++) {
      Component.Record record = component.records.get(i);
      weights[i] = record.name() != null || record.birthDate() != null ? 1 : 0;
    }
    for (Edge pair : pairs) {
      weights[pair.a()] = 1;
      weights[pair.b()] = 1;
    }
    int[] blockOf = LinkageGroups.of(clusters::find, weights, pairs);
    Map<Integer, List<Edge>> blocks = new TreeMap<>();
    for (Edge pair : pairs) {
      if (blockOf[pair.a()] == blockOf[pair.b()]) {
        blocks.computeIfAbsent(blockOf[pair.a()], b -> new ArrayList<>()).add(pair);
      }
    }
    Map<Integer, List<Integer>> telling = new TreeMap<>();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        telling.computeIfAbsent(blockOf[i], b -> new ArrayList<>()).add(i);
      }
    }
    UncomparedPairs uncompared = new UncomparedPairs(component, rules.shortForms());
    blocks.forEach((block, scored) -> link(scored, uncompared.silent(telling.get(block)), weights));
  }

  private void link(List<Edge> pairs, List<Edge> silent, double[] weights) {
    boolean ofFirms = pairs.stream().anyMatch(p -> component.records.get(p.a()).isFirm());
    JoinThreshold threshold =
        ofFirms ? JoinThreshold.ofFirms(rules.joinBits()) : JoinThreshold.of(rules.joinBits());
    AverageLinkage linkage = new AverageLinkage(clusters, weights, threshold);
    pairs.forEach(pair -> linkage.add(pair.a(), pair.b(), pair.bits()));
    silent.forEach(pair -> linkage.add(pair.a(), pair.b(), pair.bits()));
    linkage.run();
  }

  /** Within a type the identifier of the fewest records speaks first: it is the most personal. */
  private void joinPeople() {
    component.bearers().entrySet().stream()
        .filter(e -> e.getKey().type() != IdentifierType.DEVICE && e.getValue().size() > 1)
        .sorted(
            Comparator.comparing((Map.Entry<Value, List<Integer>> e) -> e.getKey().type())
                .thenComparing(e -> e.getValue().size())
                .thenComparing(e -> e.getKey().key()))
        .forEach(e -> joinBearers(e.getKey(), people(e.getValue())));
  }

  private List<Integer> people(List<Integer> records) {
    return records.stream().filter(r -> !component.isDevice(r)).toList();
  }

  private void joinBearers(Value value, List<Integer> records) {
    boolean contact = value.type().isContact();
    List<Integer> known = new ArrayList<>();
    List<Integer> unknown = new ArrayList<>();
    for (int root : roots(records)) {
      boolean isKnown = contact ? clusters.hasName(root) : clusters.hasUnique(root);
      (isKnown ? known : unknown).add(root);
    }
    List<List<Integer>> groups = groups(known, records, contact);
    if (contact && (groups.size() > rules.namesPerValue() || isAnybodys(value, records))) {
      wornOut.add(value);
      return;
    }
    for (List<Integer> group : groups) {
      group.forEach(member -> clusters.union(group.get(0), member));
    }
    if (groups.size() <= 1 && !isOfSeveralLogins(value, records)) {
      joinUnknown(known.isEmpty() ? unknown : List.of(known.get(0)), unknown);
    }
  }

  /**
   * Whether a contact was typed in for whoever stood there. A record without a name is known by the
   * other contact that came with it: where most of those on one phone have e-mails of their own, it
   * is the order taker's, and the other way round. One guest's many orders repeat a few.
   */
  private boolean isAnybodys(Value value, List<Integer> records) {
    IdentifierType other =
        value.type() == IdentifierType.PHONE ? IdentifierType.EMAIL : IdentifierType.PHONE;
    Set<String> others = new HashSet<>();
    int telling = 0;
    for (int record : records) {
      Component.Record bearer = component.records.get(record);
      if (bearer.name() == null) {
        List<String> keys =
            bearer.links().stream()
                .map(Component.Link::value)
                .filter(v -> v.type() == other)
                .map(Value::key)
                .toList();
        others.addAll(keys);
        telling += keys.isEmpty() ? 0 : 1;
      }
    }
    return others.size() > rules.namesPerValue() && 2 * others.size() > telling;
  }

  /**
   * Whether several logins have a phone in common that neither an e-mail nor a name has joined: one
   * person signs up with one phone, or a family does, and nothing tells which.
   */
  private boolean isOfSeveralLogins(Value value, List<Integer> records) {
    return value.type() == IdentifierType.PHONE
        && roots(records).stream().filter(clusters::hasLogin).count() > 1;
  }

  private void joinUnknown(List<Integer> anchors, List<Integer> unknown) {
    for (int root : unknown) {
      int anchor = clusters.find(anchors.get(0));
      int other = clusters.find(root);
      if (anchor != other && !clusters.conflict(anchor, other)) {
        clusters.union(anchor, other);
      }
    }
  }

  /** Known persons on one value, put together where they may be the same one. */
  private List<List<Integer>> groups(List<Integer> known, List<Integer> bearers, boolean contact) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int person : known) {
      List<Integer> merged = new ArrayList<>(List.of(person));
      List<List<Integer>> kept = new ArrayList<>();
      for (List<Integer> group : groups) {
        boolean alike = !contact || group.stream().anyMatch(g -> areAlike(g, person, bearers));
        if (alike && !conflict(group, merged)) {
          merged.addAll(group);
        } else {
          kept.add(group);
        }
      }
      kept.add(merged);
      groups = kept;
    }
    return groups;
  }

  /** Branches share a name and a switchboard: firms are one where all that is known says so. */
  private boolean areAlike(int a, int b, List<Integer> bearers) {
    if (!clusters.isFirm(a) && !clusters.isFirm(b)) {
      return clusters.looksTheSame(a, b);
    }
    return clusters.isFirm(a)
        && clusters.isFirm(b)
        && bearers.stream()
            .filter(bearer -> clusters.find(bearer) == a)
            .flatMap(bearer -> component.edgesOf(bearer).stream())
            .filter(edge -> edge.kind() == Edge.Kind.MATCH && edge.bits() > rules.joinBits())
            .anyMatch(edge -> clusters.find(edge.a()) == b || clusters.find(edge.b()) == b);
  }

  private boolean conflict(List<Integer> group, List<Integer> other) {
    return group.stream().anyMatch(g -> other.stream().anyMatch(o -> clusters.conflict(g, o)));
  }

  private Set<Integer> roots(List<Integer> records) {
    Set<Integer> roots = new TreeSet<>();
    records.forEach(r -> roots.add(clusters.find(r)));
    return roots;
  }
}
