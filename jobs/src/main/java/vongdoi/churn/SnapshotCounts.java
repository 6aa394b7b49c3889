package vongdoi.churn;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How much there is to learn from, which decides what can be learnt. */
record SnapshotCounts(Map<String, Count> byRole, long checksum) {

  /**
   * @param rows customers
   * @param churned of them those who churned
   */
  record Count(long rows, long churned) {
    boolean suffices(long minRows, long minPerClass) {
      return rows >= minRows && churned >= minPerClass && rows - churned >= minPerClass;
    }
  }

  static SnapshotCounts of(Dataset<Row> labelled) {
    Map<String, Count> counts = new TreeMap<>();
    long checksum = 0;
    for (Row row : Snapshots.counts(labelled).collectAsList()) {
      counts.put(
          row.getAs(Snapshots.ROLE), new Count(row.<Long>getAs("n"), row.<Long>getAs("churned")));
      checksum ^= row.<Long>getAs("checksum");
    }
    return new SnapshotCounts(counts, checksum);
  }

  Count training() {
    return role(Snapshots.FIT);
  }

  Count test() {
    return role(Snapshots.TEST);
  }

  Count role(String role) {
    return byRole.getOrDefault(role, new Count(0, 0));
  }
}
