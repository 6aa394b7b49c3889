package vongdoi.identity.keeping;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.identity.graph.Component.Link;
import vongdoi.identity.graph.Component.Record;
import vongdoi.identity.linking.IdentifierType;

/**
 * A record with its customer, for {@code silver.customer_records}.
 *
 * @param linkedBy by what it hangs on its customer's founder; null for the founder
 * @param firstSeen microseconds
 * @param lastSeen microseconds
 * @param email the last one observed on it; null where there is none
 * @param phone the same
 */
public record ResolvedRecord(
    String customerId,
    String source,
    String recordId,
    String kind,
    String linkedBy,
    long firstSeen,
    long lastSeen,
    String email,
    String phone) {
  static final StructType SCHEMA =
      StructType.fromDDL(
          "customer_id string, source string, record_id string, kind string, linked_by string,"
              + " first_seen bigint, last_seen bigint, email string, phone string");

  /** All records of a component. */
  static List<ResolvedRecord> of(Decision decision) {
    List<ResolvedRecord> all = new ArrayList<>();
    for (int i = 0; i < decision.component().records.size(); i++) {
      Record r = decision.component().records.get(i);
      all.add(
          new ResolvedRecord(
              decision.idOf(i),
              r.source(),
              r.id(),
              r.kind().text(),
              decision.linkedBy()[i],
              r.firstSeen(),
              r.lastSeen(),
              newest(r, IdentifierType.EMAIL),
              newest(r, IdentifierType.PHONE)));
    }
    return all;
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

  /** A row of {@link #SCHEMA}. */
  Row row() {
    return RowFactory.create(
        customerId, source, recordId, kind, linkedBy, firstSeen, lastSeen, email, phone);
  }
}
