package vongdoi.identity;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One number per record for all identifiers and ties that decide about it: as long as it stays, and
 * those of the records around it stay, so does what was decided.
 */
final class Fingerprints {
  private final Dataset<Row> numbers;
  private final Dataset<Row> ties;

  /**
   * @param numbers rows of {@link #numbers}
   * @param ties {@code node, other, type, bits}
   */
  Fingerprints(Dataset<Row> numbers, Dataset<Row> ties) {
    this.numbers = numbers;
    this.ties = ties;
  }

  /**
   * Rows {@code node, of_value, said}: what each link says in a number, and the number of its value
   * where that may join records.
   */
  static Dataset<Row> numbers(Dataset<Row> links) {
    Column said =
        xxhash64(
            lit("link"),
            col("kind"),
            col("type"),
            col("value"),
            col("first_seen"),
            col("last_seen"),
            coalesce(col("status"), lit("")));
    Column value = when(expr(ResolveIdentities.JOINS), xxhash64(col("type"), col("key")));
    return links.select(col("node"), value.as("of_value"), said.as("said"));
  }

  /** Rows {@code node, fingerprint} of all records. */
  Dataset<Row> byNode() {
    return numbers
        .select("node", "said")
        .union(ends("node", "other"))
        .union(ends("other", "node"))
        .groupBy("node")
        .agg(bit_xor(col("said")).as("fingerprint"));
  }

  private Dataset<Row> ends(String end, String otherEnd) {
    return ties.select(col(end), xxhash64(col("type"), col(otherEnd), col("bits")));
  }

  /** Rows of {@code silver.identity_components}. */
  Dataset<Row> with(Dataset<Row> components) {
    return components.join(byNode(), "node");
  }
}
