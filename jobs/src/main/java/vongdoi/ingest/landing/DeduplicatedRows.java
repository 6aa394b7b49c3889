package vongdoi.ingest.landing;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.source.Entity;

/**
 * One entity's rows of a run after the duplicates have been found.
 *
 * @param entity whose table they go to
 * @param accepted rows to take in, parsed
 * @param setAside bad rows: working columns alone
 * @param counts by file number; files without rows are left out
 * @param checked by file number, what its rows say of the source's conditions
 * @param reach newest date that a row is visible from
 */
public record DeduplicatedRows(
    Entity entity,
    Dataset<Row> accepted,
    Dataset<Row> setAside,
    Map<Integer, FileCounts> counts,
    Map<Integer, RowChecks.Counted> checked,
    LocalDate reach) {

  /** The same without the rows of some files. */
  public DeduplicatedRows without(Set<Integer> files) {
    if (counts.keySet().stream().noneMatch(files::contains)) {
      return this;
    }
    Map<Integer, FileCounts> others = new HashMap<>(counts);
    others.keySet().removeAll(files);
    return new DeduplicatedRows(
        entity, without(files, accepted), without(files, setAside), others, checked, reach);
  }

  FileCounts total() {
    return counts.values().stream().reduce(FileCounts.NONE, FileCounts::plus);
  }

  /** Rows that are of none of some files. */
  static Dataset<Row> without(Set<Integer> files, Dataset<Row> rows) {
    return files.isEmpty()
        ? rows
        : rows.where(
            "not (%s in (%s))"
                .formatted(
                    WorkingColumns.FILE,
                    files.stream().sorted().map(String::valueOf).collect(Collectors.joining(","))));
  }
}
