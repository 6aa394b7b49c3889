package vongdoi.identity.graph;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vongdoi.identity.comparing.PersonName;
import vongdoi.identity.linking.IdentifierType;
import vongdoi.identity.linking.RecordKind;

/**
 * Records that identifiers, or the customer ids of the last run, tie together: whatever is decided
 * about one of them depends on nothing outside. Records are in founding order, the one that names a
 * customer first.
 */
public final class Component {

  /** Founding order: the surest kind, then the earliest seen, then the key. */
  private static final Comparator<Record> FOUNDING =
      Comparator.comparing(Record::kind)
          .thenComparing(Record::firstSeen)
          .thenComparing(Record::source)
          .thenComparing(Record::id);

  /**
   * @param name null where the record has none
   * @param birthDate yyyy-MM-dd; null where unknown
   * @param isFirm whether it is of a firm and not of a person
   * @param held customer id of the last run; null for a new record
   * @param founded ids of all times that were made from this record
   * @param links identifiers observed on it
   * @param numbers national ids that are no register's: no evidence for one person by themselves
   * @param edges scored pairs and overrides; each stands with one of its two records
   */
  public record Record(
      long node,
      String source,
      String id,
      RecordKind kind,
      long firstSeen,
      long lastSeen,
      PersonName name,
      String birthDate,
      boolean isFirm,
      HeldId held,
      List<FoundedId> founded,
      List<Link> links,
      Set<String> numbers,
      List<Edge.End> edges) {}

  /** The customer that a record belonged to after the last run. */
  public record HeldId(
      String id,
      Date created,
      Date changed,
      String foundingSource,
      String foundingRecord,
      String status) {
    public boolean isQuarantined() {
      return status.equals("quarantined");
    }

    public boolean foundedBy(Record record) {
      return record.source().equals(foundingSource) && record.id().equals(foundingRecord);
    }
  }

  /** A customer id that was made from a record, whatever became of it. */
  public record FoundedId(
      String id, String status, String redirectTo, long records, Date created, Date changed) {
    public boolean isRetired() {
      return status.equals("retired");
    }
  }

  /** An identifier in the form under which spellings are equal. */
  public record Value(IdentifierType type, String key) {}

  /**
   * @param value identifier for matching
   * @param text the identifier as it is written down
   */
  public record Link(Value value, String text, long firstSeen, long lastSeen) {}

  private static final Comparator<Value> BY_STRENGTH =
      Comparator.comparing(Value::type).thenComparing(Value::key);

  public final List<Record> records;
  private final Map<Edge.Kind, List<Edge>> edges = new EnumMap<>(Edge.Kind.class);
  private final Map<Integer, List<Edge>> edgesOf = new HashMap<>();
  private final SortedMap<Value, List<Integer>> bearers = new TreeMap<>(BY_STRENGTH);

  public Component(List<Record> unordered) {
    this.records = unordered.stream().sorted(FOUNDING).toList();
    for (int i = 0; i < records.size(); i++) {
      for (Link link : records.get(i).links()) {
        List<Integer> of = bearers.computeIfAbsent(link.value(), v -> new ArrayList<>());
        if (of.isEmpty() || of.get(of.size() - 1) != i) {
          of.add(i);
        }
      }
    }
    connect();
  }

  private void connect() {
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      places.put(records.get(i).node(), i);
    }
    for (int i = 0; i < records.size(); i++) {
      for (Edge.End edge : records.get(i).edges()) {
        Integer other = places.get(edge.other());
        if (other != null && other != i) {
          edges
              .computeIfAbsent(edge.kind(), k -> new ArrayList<>())
              .add(new Edge(edge.kind(), Math.min(i, other), Math.max(i, other), edge.bits()));
        }
      }
    }
    edges.values().forEach(t -> t.sort(Comparator.comparingInt(Edge::a).thenComparingInt(Edge::b)));
    for (List<Edge> of : edges.values()) {
      for (Edge edge : of) {
        edgesOf.computeIfAbsent(edge.a(), r -> new ArrayList<>()).add(edge);
        edgesOf.computeIfAbsent(edge.b(), r -> new ArrayList<>()).add(edge);
      }
    }
  }

  /** Scored pairs or overrides, by their records' places. */
  public List<Edge> edges(Edge.Kind kind) {
    return edges.getOrDefault(kind, List.of());
  }

  /** Scored pairs and overrides of one record. */
  public List<Edge> edgesOf(int record) {
    return edgesOf.getOrDefault(record, List.of());
  }

  /**
   * Identifiers with the records among some that bear them; those that join nobody are left out.
   *
   * @param among records, each once
   */
  public SortedMap<Value, List<Integer>> bearers(Collection<Integer> among, Set<Value> wornOut) {
    SortedMap<Value, List<Integer>> found = new TreeMap<>(BY_STRENGTH);
    for (int record : among) {
      for (Link link : records.get(record).links()) {
        if (link.value().type() != IdentifierType.DEVICE && !wornOut.contains(link.value())) {
          List<Integer> of = found.computeIfAbsent(link.value(), v -> new ArrayList<>());
          if (of.isEmpty() || of.get(of.size() - 1) != record) {
            of.add(record);
          }
        }
      }
    }
    return found;
  }

  /** Identifiers with the records that bear them, the strongest identifier first. */
  public SortedMap<Value, List<Integer>> bearers() {
    return bearers;
  }

  /** A customer record or a login, of which a person has few, unlike guest orders and devices. */
  public boolean isPerson(int record) {
    RecordKind kind = records.get(record).kind();
    return kind == RecordKind.CUSTOMER || kind == RecordKind.USER;
  }

  /** Whether the record says by itself whose it is. */
  public boolean isTelling(int record) {
    return records.get(record).name() != null || records.get(record).birthDate() != null;
  }

  public boolean isDevice(int record) {
    return records.get(record).kind() == RecordKind.DEVICE;
  }
}
