package vongdoi.common.job;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * A persisted frame and a short plan that reads it. Spark plans a query over a persisted frame by
 * walking everything that made it, again for each query and several times in a MERGE; a plan that
 * starts at the persisted rows costs nothing, and a lost executor still recomputes them.
 *
 * @param rows reads the persisted rows
 */
record Kept(Dataset<Row> rows, Dataset<Row> persisted) {

  static Kept of(Dataset<Row> frame) {
    var persisted =
        (org.apache.spark.sql.classic.Dataset<Row>) frame.persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> rows =
        persisted
            .sparkSession()
            .internalCreateDataFrame(persisted.queryExecution().toRdd(), persisted.schema(), false);
    return new Kept(rows, persisted);
  }

  void release() {
    persisted.unpersist(false);
  }
}
