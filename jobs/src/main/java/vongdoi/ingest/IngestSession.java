package vongdoi.ingest;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Settings of a session that takes rows in. */
final class IngestSession {
  private static final List<String> UNIQUE =
      List.of(
          "event_id",
          "_row_hash",
          "_position",
          "occurred_at",
          "received_at",
          "properties",
          "traits",
          "extra",
          "raw");

  private IngestSession() {}

  /** Whatever the session was settled for before, such as a scale. */
  static void settle(SparkSession spark) {
    spark.conf().set("spark.sql.session.timeZone", "UTC");
    spark.conf().set("spark.sql.ansi.enabled", "true");
    // Only under adaptive planning, and behind the exchange that a hint asks for, are rows computed
    // before it is asked which files are damaged.
    spark.conf().set("spark.sql.adaptive.enabled", "true");
    spark.conf().set("spark.sql.optimizer.disableHints", "false");
    // A common part of two attempts must not be computed outside of both.
    spark.conf().set("spark.sql.subexpressionElimination.enabled", "false");
    spark.conf().set("spark.sql.parquet.compression.codec", "zstd");
    // Values that hardly repeat fill a dictionary only for it to be given up.
    for (String column : UNIQUE) {
      spark.conf().set("parquet.enable.dictionary#" + column, "false");
    }
  }
}
