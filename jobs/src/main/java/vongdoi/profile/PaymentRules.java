package vongdoi.profile;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.common.job.Inputs;

/** What the versions of a payment mean at the end of the run date. */
final class PaymentRules {
  private static final String RANK =
      "array_position(array('pending','failed','expired','paid','refunded'), lower(trim(status)))";

  private PaymentRules() {}

  /** Newest version of each payment; one still pending past its {@code expires_at} is expired. */
  static Dataset<Row> newest(Dataset<Row> versions, Inputs inputs) {
    return Newest.per(
            "payment_id",
            versions,
            "updated_at",
            "_landed_at",
            "_batch_id",
            RANK,
            "_row_hash",
            "_source")
        .withColumn("method", functions.expr("lower(trim(method))"))
        .withColumn("_end", inputs.end())
        .withColumn(
            "status",
            functions.expr(
                "if(lower(trim(status)) = 'pending' and expires_at <= _end, 'expired',"
                    + " lower(trim(status)))"))
        .drop("_end");
  }

  /**
   * SQL: class of a payment that was not made, after its method and raw code; null where it was.
   *
   * @param classes class to codes as {@code method/code}; {@code *} stands for any method
   */
  static String declineClass(Map<String, ? extends Iterable<String>> classes) {
    StringBuilder rule = new StringBuilder("case when status = 'expired' then 'expired'");
    rule.append(" when status <> 'failed' then null");
    new TreeMap<>(classes)
        .forEach(
            (name, codes) -> {
              StringBuilder quoted = new StringBuilder();
              for (String code : codes) {
                quoted
                    .append(quoted.isEmpty() ? "'" : ",'")
                    .append(code.replace("'", ""))
                    .append("'");
              }
              if (!quoted.isEmpty()) {
                rule.append(
                    (" when concat(coalesce(method,''), '/', lower(trim(decline_code))) in (%1$s)"
                            + " or concat('*/', lower(trim(decline_code))) in (%1$s) then '%2$s'")
                        .formatted(quoted, name));
              }
            });
    return rule.append(" else 'unknown' end").toString();
  }
}
