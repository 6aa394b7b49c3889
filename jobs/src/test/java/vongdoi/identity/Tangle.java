package vongdoi.identity;

import java.sql.Date;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** A component of the identity graph in few words, decided in memory. */
final class Tangle {
  private record Given(
      RecordKind kind, PersonName name, List<Component.Link> links, Set<String> numbers) {}

  private final Map<String, Given> records = new LinkedHashMap<>();
  private final Map<String, List<Tie>> ties = new TreeMap<>();
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
        ties.computeIfAbsent(ids[i], k -> new ArrayList<>())
            .add(new Tie(Tie.Kind.MATCH, node(ids[j]), bits));
      }
    }
    return this;
  }

  /** A steward's word. */
  Tangle must(String a, String b) {
    ties.computeIfAbsent(a, k -> new ArrayList<>()).add(new Tie(Tie.Kind.MUST, node(b), 0));
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
  List<Row> run(String date) {
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
                    held.get(id),
                    List.of(),
                    r.links(),
                    r.numbers(),
                    ties.getOrDefault(id, List.of()))));
    IdentityConfig usual = Settings.usual();
    Decisions rules = new Decisions(usual.namesPerValue(), usual.match().joinBits(), guards);
    List<Row> rows = Outcome.of(new Component(all), rules, Date.valueOf(date));
    Map<String, Row> customers = new TreeMap<>();
    of(rows, Outcome.CUSTOMER).forEach(r -> customers.put(text(r, "customer_id"), r));
    for (Row r : of(rows, Outcome.RECORD)) {
      Row customer = customers.get(text(r, "customer_id"));
      held.put(
          text(r, "record_id"),
          new Component.HeldId(
              text(r, "customer_id"),
              Date.valueOf(date),
              Date.valueOf(date),
              text(customer, "founding_source"),
              text(customer, "founding_record_id"),
              text(customer, "status")));
    }
    return rows;
  }

  private static String text(Row row, String column) {
    int at = Outcome.SCHEMA.fieldIndex(column);
    return row.isNullAt(at) ? null : String.valueOf(row.get(at));
  }

  private static List<Row> of(List<Row> rows, String table) {
    return rows.stream().filter(r -> r.getString(0).equals(table)).toList();
  }

  /** Customer id by record. */
  static Map<String, String> ids(List<Row> rows) {
    Map<String, String> ids = new TreeMap<>();
    of(rows, Outcome.RECORD).forEach(r -> ids.put(text(r, "record_id"), text(r, "customer_id")));
    return ids;
  }

  /** {@code kind: reason} of the history rows of a kind, and whether the cut may stand already. */
  static List<String> history(List<Row> rows, String kind) {
    return of(rows, Outcome.CHANGE).stream()
        .filter(r -> kind.equals(text(r, "kind")))
        .map(r -> text(r, "reason") + (text(r, "status") == null ? "" : " (stands)"))
        .toList();
  }

  /** Statuses of the customers. */
  static List<String> statuses(List<Row> rows) {
    return of(rows, Outcome.CUSTOMER).stream().map(r -> text(r, "status")).toList();
  }
}
