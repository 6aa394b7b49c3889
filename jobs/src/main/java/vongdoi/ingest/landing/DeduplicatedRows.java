package vongdoi.ingest.landing;

import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.ingest.source.Entity;

/**
 * One entity's rows of a run after the duplicates have been found.
 *
 * @param entity whose table they go to
 * @param accepted rows to take in, parsed
 * @param setAside bad rows: working columns alone
 * @param counts by file number; files without rows are left out
 * @param reach newest date that a row is visible from
 */
public record DeduplicatedRows(
    Entity entity,
    Dataset<Row> accepted,
    Dataset<Row> setAside,
    Map<Integer, FileCounts> counts,
    LocalDate reach) {

  FileCounts total() {
    return counts.values().stream().reduce(FileCounts.NONE, FileCounts::plus);
  }
}
