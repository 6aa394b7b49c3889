package vongdoi.identity.keeping;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What a run changed, for {@code silver.identity_history}.
 *
 * @param other other side of a merge, split, move or cut; null where there is none
 * @param records records that moved
 * @param stands whether it may have been so in the last run: a cut between customers that were two
 *     before
 */
public record HistoryEvent(
    String kind, String customerId, String other, long records, String reason, boolean stands) {
  static final StructType SCHEMA =
      StructType.fromDDL(
          "kind string, customer_id string, other_customer_id string, records_count bigint,"
              + " reason string, stands boolean");

  /** A row of {@link #SCHEMA}. */
  Row row() {
    return RowFactory.create(kind, customerId, other, records, reason, stands);
  }
}
