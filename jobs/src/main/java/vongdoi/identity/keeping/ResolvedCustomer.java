package vongdoi.identity.keeping;

import java.sql.Date;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.identity.deciding.Guard;

/**
 * What a customer id means after a run, for {@code silver.customers}.
 *
 * @param status active, quarantined or retired
 * @param redirectTo active customer that a retired id means; null for others
 * @param records that it holds, or held last
 * @param changed run date of the last change of status
 */
public record ResolvedCustomer(
    String id,
    String status,
    String redirectTo,
    String foundingSource,
    String foundingRecord,
    long records,
    Date created,
    Date changed) {
  static final String ACTIVE = "active";
  static final String QUARANTINED = "quarantined";
  static final String RETIRED = "retired";
  static final StructType SCHEMA =
      StructType.fromDDL(
          "customer_id string, status string, redirect_to string, reason string,"
              + " founding_source string, founding_record_id string, records_count bigint,"
              + " created_date date, changed_date date");

  /** A row of {@link #SCHEMA}. */
  Row row() {
    String reason = status.equals(QUARANTINED) ? Guard.QUARANTINE.words() : null;
    return RowFactory.create(
        id, status, redirectTo, reason, foundingSource, foundingRecord, records, created, changed);
  }
}
