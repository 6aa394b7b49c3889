package vongdoi.export;

import static org.apache.spark.sql.functions.expr;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of the members of an audience, and a fingerprint of what is delivered.
 *
 * @param noConsent no granted consent, or a service channel withdrawn
 * @param suppressed left out for any other reason: no contact, a play that lost, an expired one
 * @param invalid refused by a column's pattern
 * @param fingerprint of the delivered cells, whatever their order
 */
record Counts(
    long members,
    long control,
    long noConsent,
    long suppressed,
    long invalid,
    long delivered,
    String fingerprint) {

  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, "");

  /** Counts by audience key. */
  static Map<String, Counts> of(Dataset<Row> rows) {
    Map<String, Counts> counts = new TreeMap<>();
    for (Row row :
        rows.groupBy("destination", "segment")
            .agg(
                expr("count(1)"),
                expr("count_if(is_control)"),
                expr("count_if(suppressed_reason = 'no-consent')"),
                expr("count_if(suppressed_reason = 'invalid')"),
                expr("count_if(delivered)"),
                expr(
                    "concat_ws('-', bit_xor(xxhash64(customer_id, cells)) filter (where delivered),"
                        + " bit_xor(xxhash64(1, customer_id, cells)) filter (where delivered))"))
            .collectAsList()) {
      long members = row.getLong(2);
      long other = row.getLong(3) + row.getLong(4) + row.getLong(5) + row.getLong(6);
      counts.put(
          row.getString(0) + "/" + row.getString(1),
          new Counts(
              members,
              row.getLong(3),
              row.getLong(4),
              members - other,
              row.getLong(5),
              row.getLong(6),
              row.getString(7)));
    }
    return counts;
  }
}
