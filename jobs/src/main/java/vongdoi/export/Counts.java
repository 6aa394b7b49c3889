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
 * @param capped had enough messages on the channel
 * @param quiet the message would come in quiet hours
 * @param invalid refused by a column's pattern or type
 * @param fingerprint of the delivered cells, whatever their order
 */
record Counts(
    long members,
    long control,
    long noConsent,
    long suppressed,
    long capped,
    long quiet,
    long invalid,
    long delivered,
    String fingerprint) {

  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, "");

  /** Adds two hashes of each row's cells, of which the fingerprint is made. */
  static Dataset<Row> hashed(Dataset<Row> rows) {
    return rows.withColumn("content", expr("xxhash64(customer_id, cells)"))
        .withColumn("content_too", expr("xxhash64(1, customer_id, cells)"));
  }

  /**
   * Counts by audience key.
   *
   * @param rows {@link #hashed}, with {@code destination, segment, delivered, suppressed_reason}
   */
  static Map<String, Counts> of(Dataset<Row> rows) {
    Map<String, Counts> counts = new TreeMap<>();
    for (Row row :
        rows.groupBy("destination", "segment")
            .agg(
                expr("count(1) as members"),
                expr("count_if(suppressed_reason = 'control') as control"),
                expr("count_if(suppressed_reason = 'no-consent') as no_consent"),
                expr("count_if(suppressed_reason = 'capped') as capped"),
                expr("count_if(suppressed_reason = 'quiet') as quiet"),
                expr("count_if(suppressed_reason = 'invalid') as invalid"),
                expr("count_if(delivered) as delivered"),
                expr(
                    "concat_ws('-', bit_xor(content) filter (where delivered),"
                        + " bit_xor(content_too) filter (where delivered))"
                        + " as fingerprint"))
            .collectAsList()) {
      counts.put(row.getString(0) + "/" + row.getString(1), of(row));
    }
    return counts;
  }

  private static Counts of(Row row) {
    long members = row.getLong(2);
    long named = 0;
    for (int i = 3; i <= 8; i++) {
      named += row.getLong(i);
    }
    return new Counts(
        members,
        row.getLong(3),
        row.getLong(4),
        members - named,
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getString(9));
  }
}
