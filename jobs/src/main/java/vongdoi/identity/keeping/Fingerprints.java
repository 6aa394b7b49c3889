package vongdoi.identity.keeping;

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
import vongdoi.identity.linking.JudgedLinks;

/**
 * One number per record for all identifiers and edges that decide about it: as long as it stays,
 * and those of the records around it stay, so does what was decided.
 */
public final class Fingerprints {
  private final Dataset<Row> numbers;
  private final Dataset<Row> edges;

  /**
   * @param numbers rows of {@link #numbers}
   * @param edges {@code node, other, type, bits}
   */
  public Fingerprints(Dataset<Row> numbers, Dataset<Row> edges) {
    this.numbers = numbers;
    this.edges = edges;
  }

  /**
   * Rows {@code node, of_value, said}: what each link says in a number, and the number of its value
   * where that may join records.
   *
   * @param learnt what is known of values, a change of which changes all
   */
  public static Dataset<Row> numbers(Dataset<Row> links, Column learnt) {
    Column said =
        xxhash64(
            lit("link"),
            learnt,
            col("kind"),
            col("type"),
            col("value"),
            col("first_seen"),
            col("last_seen"),
            coalesce(col("status"), lit("")));
    Column value = when(expr(JudgedLinks.JOINS), xxhash64(col("type"), col("key")));
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
    return edges.select(col(end), xxhash64(col("type"), col(otherEnd), col("bits")));
  }

  /** Rows of {@code silver.identity_components}. */
  public Dataset<Row> with(Dataset<Row> components) {
    return components.join(byNode(), "node");
  }
}
