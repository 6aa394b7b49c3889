package vongdoi.identity.graph;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/** Scored pairs and a steward's overrides as edges of the identity graph. */
public final class RecordEdges {
  private static final StructType OVERRIDE =
      StructType.fromDDL(
          "type string, source string, record_id string, other_source string,"
              + " other_record_id string");
  private final List<Ruling> overrides;

  public RecordEdges(List<Ruling> overrides) {
    this.overrides = overrides;
  }

  /** Rows {@code node, other, type, bits, is_strong}. */
  public Dataset<Row> of(Inputs in) {
    Dataset<Row> scored =
        nodes(in.table(Silver.IDENTITY_EDGES))
            .select(
                col("node"),
                col("other"),
                lit(Edge.Kind.MATCH.text()).as("type"),
                Contradiction.bits().as("bits"),
                col("weight_bits").gt(JoinThreshold.STRONG).as("is_strong"));
    List<Ruling> inForce = overrides.stream().filter(r -> r.isInForce(in.run().date())).toList();
    if (inForce.isEmpty()) {
      return scored;
    }
    List<Row> rows = new ArrayList<>();
    for (Ruling ruling : inForce) {
      String[] a = Ruling.parts(ruling.a());
      String[] b = Ruling.parts(ruling.b());
      rows.add(RowFactory.create(ruling.kind().text(), a[0], a[1], b[0], b[1]));
    }
    return scored.union(
        nodes(in.spark().createDataFrame(rows, OVERRIDE))
            .select(
                col("node"),
                col("other"),
                col("type"),
                lit(0.0).as("bits"),
                lit(true).as("is_strong")));
  }

  private static Dataset<Row> nodes(Dataset<Row> pairs) {
    return pairs
        .withColumn("node", xxhash64(col("source"), col("record_id")))
        .withColumn("other", xxhash64(col("other_source"), col("other_record_id")));
  }
}
