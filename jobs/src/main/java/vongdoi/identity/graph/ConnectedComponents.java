package vongdoi.identity.graph;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Iterator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Connected components by local contraction: every task joins, in memory, the edges around the
 * nodes that it is given, and hands on a star for each local component; when a round changes
 * nothing, the stars are the components. It joins the large-star step of Kiveris et al. (2014) with
 * the in-task union-find of union-find-shuffle (arXiv 2012.05430), so that few rounds are needed,
 * and one task needs none: the chain 5-4, 4-3, 3-1 becomes 5-1, 4-1, 3-1 at once. A component is
 * named after its smallest node, whatever the number of tasks.
 */
public final class ConnectedComponents {
  private static final int MOST_ROUNDS = 60;
  private static final StructType STAR =
      new StructType().add("node", DataTypes.LongType).add("component", DataTypes.LongType);

  private final int edgesPerPartition;
  private final UnaryOperator<Dataset<Row>> keep;

  /**
   * @param edgesPerPartition edges that one task may hold
   * @param keep keeps a frame that is read twice
   */
  public ConnectedComponents(int edgesPerPartition, UnaryOperator<Dataset<Row>> keep) {
    this.edgesPerPartition = edgesPerPartition;
    this.keep = keep;
  }

  /**
   * Rows {@code node, component} of all nodes but those that name their component.
   *
   * @param edges frame whose first two columns are the ends, bigint
   * @param count edges, about
   */
  public Dataset<Row> of(Dataset<Row> edges, long count) {
    int parts = (int) Math.max(1, (count + edgesPerPartition - 1) / edgesPerPartition);
    if (parts == 1) {
      return stars(edges.repartition(1));
    }
    Dataset<Row> now = edges;
    Row before = null;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      now = keep.apply(stars(aroundNodes(now, parts)).distinct());
      Row after = fingerprint(now);
      if (after.equals(before)) {
        return now.groupBy("node").agg(min("component").as("component"));
      }
      before = after;
    }
    throw new IllegalStateException(
        "Cannot find connected components: no end after " + MOST_ROUNDS + " rounds");
  }

  /** Sends each edge to the tasks of both its ends: each task sees all edges of its own nodes. */
  private static Dataset<Row> aroundNodes(Dataset<Row> edges, int parts) {
    Column a = col(edges.columns()[0]);
    Column b = col(edges.columns()[1]);
    Column tasks =
        array_distinct(array(pmod(xxhash64(a), lit(parts)), pmod(xxhash64(b), lit(parts))));
    return edges
        .select(a, b, explode(tasks).as("task"))
        .repartition(parts, col("task"))
        .drop("task");
  }

  private static Row fingerprint(Dataset<Row> stars) {
    return stars
        .selectExpr("count(1)", "bit_xor(xxhash64(node, component))", "max(node)", "min(component)")
        .head();
  }

  private static Dataset<Row> stars(Dataset<Row> edges) {
    return edges.mapPartitions(
        (MapPartitionsFunction<Row, Row>) ConnectedComponents::contract, Encoders.row(STAR));
  }

  private static Iterator<Row> contract(Iterator<Row> edges) {
    LongUnionFind sets = new LongUnionFind();
    edges.forEachRemaining(edge -> sets.union(edge.getLong(0), edge.getLong(1)));
    return IntStream.range(0, sets.size())
        .mapToLong(sets::member)
        .filter(node -> sets.find(node) != node)
        .mapToObj(node -> RowFactory.create(node, sets.find(node)))
        .iterator();
  }
}
