package vongdoi.identity.keeping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Component.Link;
import vongdoi.identity.graph.Component.Value;
import vongdoi.identity.linking.IdentifierType;

/**
 * An identifier as it is written down with whose it is, for {@code silver.customer_identifiers}.
 *
 * @param status active, shared or worn_out
 * @param firstSeen microseconds
 * @param lastSeen microseconds
 * @param records how many bear it
 * @param customerId its only customer; null where it has several or joins nobody
 */
public record ResolvedIdentifier(
    String type,
    String value,
    String status,
    long firstSeen,
    long lastSeen,
    long records,
    String customerId) {
  static final StructType SCHEMA =
      StructType.fromDDL(
          "type string, value string, status string, first_seen bigint, last_seen bigint,"
              + " records_count bigint, customer_id string");

  /** What the records with one spelling of an identifier say of it. */
  private static final class Bearers {
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long count;
    private final TreeSet<String> owners = new TreeSet<>();

    private void add(Link link) {
      first = Math.min(first, link.firstSeen());
      last = Math.max(last, link.lastSeen());
      count++;
    }
  }

  /** All identifiers of a component, the strongest first. */
  static List<ResolvedIdentifier> of(Decision decision) {
    List<ResolvedIdentifier> all = new ArrayList<>();
    decision
        .component()
        .bearers()
        .forEach(
            (value, records) ->
                spellings(decision, value, records)
                    .forEach(
                        (text, bearers) -> all.add(identifier(decision, value, text, bearers))));
    return all;
  }

  /** A device that a person used does not own the person's other identifiers. */
  private static Map<String, Bearers> spellings(
      Decision decision, Value value, List<Integer> records) {
    Component component = decision.component();
    boolean byPeople =
        value.type() != IdentifierType.DEVICE
            && records.stream().anyMatch(record -> !component.isDevice(record));
    Map<String, Bearers> spellings = new TreeMap<>();
    for (int record : records) {
      for (Link link : component.records.get(record).links()) {
        if (link.value().equals(value)) {
          Bearers bearers = spellings.computeIfAbsent(link.text(), text -> new Bearers());
          bearers.add(link);
          if (!(byPeople && component.isDevice(record))) {
            bearers.owners.add(decision.idOf(record));
          }
        }
      }
    }
    return spellings;
  }

  private static ResolvedIdentifier identifier(
      Decision decision, Value value, String text, Bearers bearers) {
    boolean wornOut = decision.joined().wornOut().contains(value);
    boolean active = !wornOut && bearers.owners.size() == 1;
    return new ResolvedIdentifier(
        value.type().text(),
        text,
        wornOut ? "worn_out" : active ? "active" : "shared",
        bearers.first,
        bearers.last,
        bearers.count,
        active ? bearers.owners.first() : null);
  }

  /** A row of {@link #SCHEMA}. */
  Row row() {
    return RowFactory.create(type, value, status, firstSeen, lastSeen, records, customerId);
  }
}
