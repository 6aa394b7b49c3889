package vongdoi.identity.graph;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import vongdoi.identity.comparing.PersonName;
import vongdoi.identity.graph.Component.FoundedId;
import vongdoi.identity.graph.Component.HeldId;
import vongdoi.identity.graph.Component.Link;
import vongdoi.identity.graph.Component.Record;
import vongdoi.identity.graph.Component.Value;
import vongdoi.identity.linking.IdentifierType;
import vongdoi.identity.linking.RecordKind;

/**
 * Reads components from rows sorted by component and node, in which a record's own row comes before
 * the rows of its links.
 */
public final class ComponentReader implements Iterator<Component> {

  /** Columns of the rows, in order; those from {@code type} on are null in a record's own row. */
  public static final List<String> COLUMNS =
      List.of(
          "component",
          "node",
          "source",
          "record_id",
          "kind",
          "name",
          "birth_date",
          "held",
          "founded",
          "type",
          "key",
          "value",
          "first_seen",
          "last_seen",
          "bits",
          "is_firm");

  /** Type of the rows of national ids that are no register's. */
  public static final String NUMBER = "number";

  private static final int COMPONENT = 0;
  private static final int NODE = 1;
  private static final int TYPE = 9;
  private final Iterator<Row> rows;
  private Row next;

  public ComponentReader(Iterator<Row> rows) {
    this.rows = rows;
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Component next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    long component = next.getLong(COMPONENT);
    List<Record> records = new ArrayList<>();
    while (next != null && next.getLong(COMPONENT) == component) {
      records.add(record());
    }
    return new Component(records);
  }

  private static Edge.End edge(Row row) {
    return new Edge.End(
        Edge.Kind.of(row.getString(TYPE)),
        Long.parseLong(row.getString(10)),
        row.isNullAt(14) ? 0 : row.getDouble(14));
  }

  private Record record() {
    Row own = next;
    if (!own.isNullAt(TYPE)) {
      throw new IllegalStateException(
          "Cannot resolve identities: silver.identifier_links holds identifiers of a record that"
              + " it does not name. Rebuild it with identity.link on a fresh table");
    }
    long node = own.getLong(NODE);
    long first = own.getLong(12);
    long last = own.getLong(13);
    List<Link> links = new ArrayList<>();
    Set<String> numbers = new TreeSet<>();
    List<Edge.End> edges = new ArrayList<>();
    advance();
    while (next != null && next.getLong(NODE) == node && !next.isNullAt(TYPE)) {
      if (Edge.Kind.isOne(next.getString(TYPE))) {
        edges.add(edge(next));
        advance();
        continue;
      }
      if (next.getString(TYPE).equals(NUMBER)) {
        numbers.add(next.getString(10));
        advance();
        continue;
      }
      Link link =
          new Link(
              new Value(IdentifierType.of(next.getString(TYPE)), next.getString(10)),
              next.getString(11),
              next.getLong(12),
              next.getLong(13));
      first = Math.min(first, link.firstSeen());
      last = Math.max(last, link.lastSeen());
      links.add(link);
      advance();
    }
    return new Record(
        node,
        own.getString(2),
        own.getString(3),
        RecordKind.of(own.getString(4)),
        first,
        last,
        PersonName.of(own.getString(5)),
        own.getString(6),
        !own.isNullAt(15) && own.getBoolean(15),
        held(own),
        founded(own),
        links,
        numbers,
        edges);
  }

  private static HeldId held(Row own) {
    if (own.isNullAt(7)) {
      return null;
    }
    Row held = own.getStruct(7);
    return new HeldId(
        held.getString(0),
        held.getDate(1),
        held.getDate(2),
        held.getString(3),
        held.getString(4),
        held.getString(5));
  }

  private static List<FoundedId> founded(Row own) {
    if (own.isNullAt(8)) {
      return List.of();
    }
    List<FoundedId> ids = new ArrayList<>();
    for (Object each : own.getList(8)) {
      Row f = (Row) each;
      ids.add(
          new FoundedId(
              f.getString(0),
              f.getString(1),
              f.getString(2),
              f.getLong(3),
              f.getDate(4),
              f.getDate(5)));
    }
    return ids;
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
  }
}
