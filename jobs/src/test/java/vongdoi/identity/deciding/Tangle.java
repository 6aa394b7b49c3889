package vongdoi.identity.deciding;

import java.sql.Date;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vongdoi.identity.IdentityConfig;
import vongdoi.identity.Settings;
import vongdoi.identity.comparing.PersonName;
import vongdoi.identity.comparing.ShortForms;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.ComponentReader;
import vongdoi.identity.graph.Edge;
import vongdoi.identity.keeping.ResolvedComponent;
import vongdoi.identity.keeping.ResolvedCustomer;
import vongdoi.identity.keeping.ResolvedRecord;
import vongdoi.identity.linking.IdentifierType;
import vongdoi.identity.linking.RecordKind;

/** A component of the identity graph in few words, decided in memory. */
public final class Tangle {
  private record Given(
      RecordKind kind, PersonName name, List<Component.Link> links, Set<String> numbers) {}

  private final Map<String, Given> records = new LinkedHashMap<>();
  private final Map<String, List<Edge.End>> edges = new TreeMap<>();
  private final Map<String, Component.HeldId> held = new TreeMap<>();
  private GuardConfig guards = Settings.usual().guards();

  /** A record with a name and identifiers such as {@code email=a@shop.vn}. */
  Tangle customer(String id, String name, String... identifiers) {
    return add(RecordKind.CUSTOMER, id, name, identifiers);
  }

  Tangle login(String id) {
    return add(RecordKind.USER, id, null, "user=" + id);
  }

  Tangle guest(String id, String... identifiers) {
    return add(RecordKind.GUEST, id, null, identifiers);
  }

  private Tangle add(RecordKind kind, String id, String name, String... identifiers) {
    List<Component.Link> links = new ArrayList<>();
    Set<String> numbers = new TreeSet<>();
    for (String identifier : identifiers) {
      int equals = identifier.indexOf('=');
      String value = identifier.substring(equals + 1);
      if (identifier.startsWith(ComponentReader.NUMBER)) {
        numbers.add(value);
        continue;
      }
      IdentifierType type = IdentifierType.of(identifier.substring(0, equals));
      long seen = records.size() * 100L + links.size();
      links.add(new Component.Link(new Component.Value(type, value), value, seen, seen));
    }
    records.put(id, new Given(kind, PersonName.of(name), links, numbers));
    return this;
  }

  /** Scored pairs of so many bits among all of some records. */
  Tangle pairs(double bits, String... ids) {
    for (int i = 0; i < ids.length; i++) {
      for (int j = i + 1; j < ids.length; j++) {
        edges
            .computeIfAbsent(ids[i], k -> new ArrayList<>())
            .add(new Edge.End(Edge.Kind.MATCH, node(ids[j]), bits));
      }
    }
    return this;
  }

  /** A steward's word. */
  Tangle must(String a, String b) {
    edges.computeIfAbsent(a, k -> new ArrayList<>()).add(new Edge.End(Edge.Kind.MUST, node(b), 0));
    return this;
  }

  Tangle guarded(GuardConfig config) {
    guards = config;
    return this;
  }

  private long node(String id) {
    return List.copyOf(records.keySet()).indexOf(id);
  }

  /** What a run of one day decides; the next run knows of it. */
  ResolvedComponent run(String date) {
    List<Component.Record> all = new ArrayList<>();
    records.forEach(
        (id, r) ->
            all.add(
                new Component.Record(
                    node(id),
                    "crm",
                    id,
                    r.kind(),
                    node(id),
                    node(id),
                    r.name(),
                    null,
                    false,
                    held.get(id),
                    List.of(),
                    r.links(),
                    r.numbers(),
                    edges.getOrDefault(id, List.of()))));
    IdentityConfig usual = Settings.usual();
    JoinRules rules =
        new JoinRules(usual.namesPerValue(), usual.match().joinBits(), guards, ShortForms.NONE);
    ResolvedComponent resolved =
        ResolvedComponent.of(new Component(all), rules, Date.valueOf(date));
    Map<String, ResolvedCustomer> customers = new TreeMap<>();
    resolved.customers().forEach(customer -> customers.put(customer.id(), customer));
    for (ResolvedRecord record : resolved.records()) {
      ResolvedCustomer customer = customers.get(record.customerId());
      held.put(
          record.recordId(),
          new Component.HeldId(
              customer.id(),
              Date.valueOf(date),
              Date.valueOf(date),
              customer.foundingSource(),
              customer.foundingRecord(),
              customer.status()));
    }
    return resolved;
  }

  /** Customer id by record. */
  static Map<String, String> ids(ResolvedComponent resolved) {
    Map<String, String> ids = new TreeMap<>();
    resolved.records().forEach(record -> ids.put(record.recordId(), record.customerId()));
    return ids;
  }

  /** {@code kind: reason} of the history of a kind, and whether the cut may stand already. */
  static List<String> history(ResolvedComponent resolved, String kind) {
    return resolved.history().stream()
        .filter(event -> event.kind().equals(kind))
        .map(event -> event.reason() + (event.stands() ? " (stands)" : ""))
        .toList();
  }

  /** Statuses of the customers. */
  static List<String> statuses(ResolvedComponent resolved) {
    return resolved.customers().stream().map(ResolvedCustomer::status).toList();
  }
}
