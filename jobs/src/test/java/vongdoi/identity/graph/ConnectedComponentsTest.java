package vongdoi.identity.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import vongdoi.common.spark.LocalSpark;

class ConnectedComponentsTest {
  private static Map<Long, Long> components(List<Row> edges, int edgesPerPartition) {
    List<Dataset<Row>> kept = new ArrayList<>();
    Dataset<Row> frame =
        LocalSpark.session().createDataFrame(edges, StructType.fromDDL("a bigint, b bigint"));
    List<Row> found =
        new ConnectedComponents(
                edgesPerPartition,
                rows -> {
                  kept.add(rows.persist());
                  return rows;
                })
            .of(frame, edges.size())
            .collectAsList();
    kept.forEach(Dataset::unpersist);
    Map<Long, Long> byNode = new TreeMap<>();
    found.forEach(row -> assertEquals(null, byNode.put(row.getLong(0), row.getLong(1))));
    return byNode;
  }

  /** Labels by repeated relaxation: slow and plainly right. */
  private static Map<Long, Long> expected(List<Row> edges) {
    Map<Long, Long> labels = new HashMap<>();
    for (boolean changed = true; changed; ) {
      changed = false;
      for (Row e : edges) {
        long a = labels.getOrDefault(e.getLong(0), e.getLong(0));
        long b = labels.getOrDefault(e.getLong(1), e.getLong(1));
        changed |= a != b;
        labels.put(e.getLong(0), Math.min(a, b));
        labels.put(e.getLong(1), Math.min(a, b));
      }
    }
    labels.entrySet().removeIf(e -> e.getKey().equals(e.getValue()));
    return new TreeMap<>(labels);
  }

  @Test
  void severalTasksFindWhatOneTaskFinds() {
    Random random = new Random(7);
    List<Row> edges = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      edges.add(RowFactory.create((long) random.nextInt(500), (long) random.nextInt(500) - 250));
    }
    for (long i = 1000; i < 1060; i++) {
      edges.add(RowFactory.create(i, i + 1));
    }
    Map<Long, Long> right = expected(edges);
    assertEquals(right, components(edges, 1_000_000));
    assertEquals(right, components(edges, 70));
  }

  @Test
  void growsPastItsFirstSize() {
    LongUnionFind sets = new LongUnionFind();
    for (long i = 0; i < 5000; i++) {
      sets.union(i * 3, (i + 1) * 3);
      sets.union(-i, -i - 1);
    }
    assertEquals(7, sets.find(7));
    assertEquals(-5000, sets.find(15000));
    assertEquals(-5000, sets.find(0));
  }
}
