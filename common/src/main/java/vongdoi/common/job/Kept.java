package vongdoi.common.job;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import vongdoi.common.local.LocalRows;
import vongdoi.common.local.Scale;

/**
 * A persisted frame and a short plan that reads it. Spark plans a query over a persisted frame by
 * walking everything that made it, again for each query and several times in a MERGE; a plan that
 * starts at the persisted rows costs nothing, and a lost executor still recomputes them.
 *
 * @param rows reads the persisted rows
 * @param letGo gives their memory back
 */
record Kept(Dataset<Row> rows, Runnable letGo) {

  /** At local scale the rows themselves are kept, and a plan over them needs no task. */
  static Kept of(Dataset<Row> frame, Scale scale) {
    if (scale == Scale.LOCAL) {
      return new Kept(LocalRows.of(frame).frame(frame.sparkSession()), () -> {});
    }
    var persisted =
        (org.apache.spark.sql.classic.Dataset<Row>) frame.persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> rows =
        persisted
            .sparkSession()
            .internalCreateDataFrame(persisted.queryExecution().toRdd(), persisted.schema(), false);
    return new Kept(rows, () -> persisted.unpersist(false));
  }

  /**
   * Rows behind a shuffle are kept by its files: however many they are, they take no memory, and
   * each use reads them anew.
   *
   * @param frame whose last step brings rows together
   */
  static Kept behindShuffle(Dataset<Row> frame, Scale scale) {
    if (scale == Scale.LOCAL) {
      return of(frame, scale);
    }
    var given = (org.apache.spark.sql.classic.Dataset<Row>) frame;
    Dataset<Row> rows =
        given
            .sparkSession()
            .internalCreateDataFrame(given.queryExecution().toRdd(), given.schema(), false);
    return new Kept(rows, () -> {});
  }

  void release() {
    letGo.run();
  }
}
