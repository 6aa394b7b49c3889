package vongdoi.identity;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.identity.Component.FoundedId;
import vongdoi.identity.Component.HeldId;
import vongdoi.identity.Component.Link;
import vongdoi.identity.Component.Record;
import vongdoi.identity.Component.Value;
import vongdoi.identity.CustomerIds.Assigned;
import vongdoi.identity.CustomerIds.Origin;
import vongdoi.identity.JoinByIdentifiers.Joined;

/**
 * The rows that a component adds to the four tables of the resolution, under one schema: {@link
 * #TABLE} says which table a row is for, and columns of other tables are null.
 */
final class Outcome {
  static final String TABLE = "for_table";
  static final String RECORD = "record";
  static final String IDENTIFIER = "identifier";
  static final String CUSTOMER = "customer";
  static final String CHANGE = "change";

  /** Status of a cut between records that were not together before either. */
  static final String STANDS = "stands";

  static final StructType SCHEMA =
      StructType.fromDDL(
          "for_table string, customer_id string, source string, record_id string, kind string,"
              + " linked_by string, first_seen bigint, last_seen bigint, email string,"
              + " phone string, type string, value string, status string, records_count bigint,"
              + " redirect_to string, founding_source string, founding_record_id string,"
              + " created_date date, changed_date date, other_customer_id string, reason string");

  static final String QUARANTINED = "quarantined";

  private final Component component;
  private final Date date;
  private final Joined joined;
  private final Map<Integer, Assigned> ids;
  private final String[] linkedBy;
  private final Map<String, String> redirects = new TreeMap<>();
  private final List<Row> rows = new ArrayList<>();

  private Outcome(Component component, Decisions rules, Date date) {
    this.component = component;
    this.date = date;
    this.joined = JoinByIdentifiers.of(component, rules);
    this.ids = CustomerIds.assign(component, joined.clusterOf());
    this.linkedBy = LinkedBy.of(component, joined);
  }

  static List<Row> of(Component component, Decisions rules, Date date) {
    Outcome outcome = new Outcome(component, rules, date);
    outcome.redirectGivenUp();
    outcome.records();
    outcome.identifiers();
    outcome.customers();
    outcome.changes();
    return outcome.rows;
  }

  private String idOf(int record) {
    return ids.get(joined.clusterOf()[record]).id();
  }

  /** An id that nobody kept redirects to where most of its weight went, the founder before ties. */
  private void redirectGivenUp() {
    Map<String, Map<String, Integer>> weights = new TreeMap<>();
    for (int i = 0; i < component.records.size(); i++) {
      Record record = component.records.get(i);
      if (record.held() != null) {
        int weight = 2 * record.kind().anchor + (record.held().foundedBy(record) ? 1 : 0);
        weights
            .computeIfAbsent(record.held().id(), id -> new TreeMap<>())
            .merge(idOf(i), weight, Integer::sum);
      }
    }
    ids.values().forEach(a -> weights.remove(a.id()));
    weights.forEach((id, to) -> redirects.put(id, heaviest(to)));
  }

  private static String heaviest(Map<String, Integer> weights) {
    return weights.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
        .orElseThrow()
        .getKey();
  }

  private void records() {
    for (int i = 0; i < component.records.size(); i++) {
      Record r = component.records.get(i);
      add(
          RECORD,
          Map.of(
              "customer_id", idOf(i),
              "source", r.source(),
              "record_id", r.id(),
              "kind", r.kind().text(),
              "first_seen", r.firstSeen(),
              "last_seen", r.lastSeen()),
          "linked_by",
          linkedBy[i],
          "email",
          newest(r, IdentifierType.EMAIL),
          "phone",
          newest(r, IdentifierType.PHONE));
    }
  }

  private static String newest(Record record, IdentifierType type) {
    Link newest = null;
    for (Link link : record.links()) {
      if (link.value().type() == type
          && (newest == null
              || link.lastSeen() > newest.lastSeen()
              || link.lastSeen() == newest.lastSeen()
                  && link.text().compareTo(newest.text()) < 0)) {
        newest = link;
      }
    }
    return newest == null ? null : newest.text();
  }

  private void identifiers() {
    component.bearers().forEach((value, bearers) -> identifier(value, bearers));
  }

  private void identifier(Value value, List<Integer> bearers) {
    Map<String, Long> first = new TreeMap<>();
    Map<String, Long> last = new TreeMap<>();
    Map<String, Long> count = new TreeMap<>();
    Map<String, TreeSet<String>> owners = new TreeMap<>();
    boolean byPeople =
        value.type() != IdentifierType.DEVICE
            && bearers.stream().anyMatch(b -> !component.isDevice(b));
    for (int bearer : bearers) {
      for (Link link : component.records.get(bearer).links()) {
        if (link.value().equals(value)) {
          first.merge(link.text(), link.firstSeen(), Math::min);
          last.merge(link.text(), link.lastSeen(), Math::max);
          count.merge(link.text(), 1L, Long::sum);
          if (!(byPeople && component.isDevice(bearer))) {
            owners.computeIfAbsent(link.text(), t -> new TreeSet<>()).add(idOf(bearer));
          }
        }
      }
    }
    count.forEach(
        (text, records) -> {
          TreeSet<String> of = owners.getOrDefault(text, new TreeSet<>());
          boolean wornOut = joined.wornOut().contains(value);
          boolean active = !wornOut && of.size() == 1;
          add(
              IDENTIFIER,
              Map.of(
                  "type",
                  value.type().text(),
                  "value",
                  text,
                  "status",
                  wornOut ? "worn_out" : active ? "active" : "shared",
                  "first_seen",
                  first.get(text),
                  "last_seen",
                  last.get(text),
                  "records_count",
                  records),
              "customer_id",
              active ? of.first() : null);
        });
  }

  private void customers() {
    Map<String, Long> holds = new TreeMap<>();
    Map<String, Long> held = new TreeMap<>();
    Map<String, HeldId> before = new TreeMap<>();
    for (int i = 0; i < component.records.size(); i++) {
      holds.merge(idOf(i), 1L, Long::sum);
      HeldId h = component.records.get(i).held();
      if (h != null) {
        held.merge(h.id(), 1L, Long::sum);
        before.put(h.id(), h);
      }
    }
    ids.forEach((cluster, assigned) -> active(cluster, assigned, holds, before));
    redirects.forEach(
        (id, to) -> {
          HeldId h = before.get(id);
          customer(
              id,
              "retired",
              to,
              h.foundingSource(),
              h.foundingRecord(),
              held.get(id),
              h.created(),
              date);
        });
    givenUpBefore();
  }

  private void active(
      int cluster, Assigned assigned, Map<String, Long> holds, Map<String, HeldId> before) {
    Record founder = component.records.get(cluster);
    HeldId kept = before.get(assigned.id());
    long records = holds.get(assigned.id());
    String status = status(cluster);
    if (assigned.origin() == Origin.KEPT) {
      customer(
          assigned.id(),
          status,
          null,
          kept.foundingSource(),
          kept.foundingRecord(),
          records,
          kept.created(),
          kept.status().equals(status) ? kept.changed() : date);
    } else if (assigned.origin() == Origin.MINTED) {
      customer(assigned.id(), status, null, founder.source(), founder.id(), records, date, date);
    }
  }

  private String status(int cluster) {
    return joined.quarantined().contains(cluster) ? QUARANTINED : "active";
  }

  /** Ids given up in earlier runs go where the record is that they were made from. */
  private void givenUpBefore() {
    for (int i = 0; i < component.records.size(); i++) {
      Record r = component.records.get(i);
      for (FoundedId f : r.founded()) {
        if (f.isRetired()) {
          Assigned now = ids.get(joined.clusterOf()[i]);
          boolean back = ids.values().stream().anyMatch(a -> a.id().equals(f.id()));
          customer(
              f.id(),
              back ? status(joined.clusterOf()[i]) : "retired",
              back ? null : now.id(),
              r.source(),
              r.id(),
              back ? recordsOf(f.id()) : f.records(),
              f.created(),
              back ? date : f.changed());
        }
      }
    }
  }

  private long recordsOf(String id) {
    long records = 0;
    for (int i = 0; i < component.records.size(); i++) {
      records += idOf(i).equals(id) ? 1 : 0;
    }
    return records;
  }

  private void changes() {
    for (Changes.Change c : Changes.of(component, joined, linkedBy, ids, redirects)) {
      add(
          CHANGE,
          Map.of(
              "kind", c.kind(),
              "customer_id", c.customerId(),
              "records_count", c.records(),
              "reason", c.reason()),
          "other_customer_id",
          c.other(),
          "status",
          c.stands() ? STANDS : null);
    }
  }

  private void customer(
      String id,
      String status,
      String redirectTo,
      String foundingSource,
      String foundingRecord,
      long records,
      Date created,
      Date changed) {
    add(
        CUSTOMER,
        Map.of(
            "customer_id", id,
            "status", status,
            "founding_source", foundingSource,
            "founding_record_id", foundingRecord,
            "records_count", records,
            "created_date", created,
            "changed_date", changed),
        "redirect_to",
        redirectTo,
        "reason",
        status.equals(QUARANTINED) ? Guard.QUARANTINE.words() : null);
  }

  private void add(String table, Map<String, Object> values, Object... optional) {
    Object[] row = new Object[SCHEMA.length()];
    row[0] = table;
    values.forEach((name, value) -> row[SCHEMA.fieldIndex(name)] = value);
    for (int i = 0; i < optional.length; i += 2) {
      row[SCHEMA.fieldIndex((String) optional[i])] = optional[i + 1];
    }
    rows.add(RowFactory.create(row));
  }
}
