package vongdoi.common.table;

import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What maintenance and privacy do to tables that other jobs own: they rearrange or remove, and
 * never add. Half a run is taken back first, so that taking it back later cannot bring back what
 * was removed; each commit says which run of the owner stands.
 */
public final class Upkeep {
  private final Warehouse warehouse;
  private final String by;
  private final LocalDate date;

  /**
   * @param by name of the job
   * @param date its run date
   */
  public Upkeep(Warehouse warehouse, String by, LocalDate date) {
    this.warehouse = warehouse;
    this.by = by;
    this.date = date;
  }

  /**
   * The data files of a table.
   *
   * @param files number of files
   * @param bytes their lengths together
   */
  public record Size(long files, long bytes) {}

  /** Whether the table has been made. */
  public boolean exists(Table table) {
    return warehouse.version(table) >= 0;
  }

  public Size size(Table table) {
    Row detail = delta(table).detail().select("numFiles", "sizeInBytes").head();
    return new Size(detail.getLong(0), detail.getLong(1));
  }

  /** Puts small files together; the rows stay as they are. */
  public void compact(Table table) {
    amend(table, "compact", () -> delta(table).optimize().executeCompaction());
  }

  /**
   * Removes files that no version within the last hours needs.
   *
   * @param hours at least 168, Delta's own limit: readers and writers at work may need younger
   *     files
   */
  public void vacuum(Table table, double hours) {
    amend(table, "vacuum", () -> delta(table).vacuum(hours));
  }

  /**
   * Removes the rows that match one of the keys. Keys come as a frame, so that none of them gets
   * into a query's text.
   *
   * @param condition SQL over the table as t and the keys as k
   */
  public void erase(Table table, Dataset<Row> keys, String condition) {
    amend(
        table,
        "erase",
        () -> delta(table).as("t").merge(keys.as("k"), condition).whenMatched().delete().execute());
  }

  /** Sets columns of the rows that match one of the keys; each row must match at most one. */
  public void mark(Table table, Dataset<Row> keys, String condition, Map<String, Column> values) {
    amend(
        table,
        "mark",
        () ->
            delta(table)
                .as("t")
                .merge(keys.as("k"), condition)
                .whenMatched()
                .update(values)
                .execute());
  }

  private void amend(Table table, String action, Runnable commits) {
    HalfRuns.takeBack(table, warehouse);
    Amendment amendment = new Amendment(by, action, date, warehouse.log(table).lastStamped());
    warehouse.noted(table, amendment, commits);
  }

  private DeltaTable delta(Table table) {
    return DeltaTable.forPath(warehouse.spark(), warehouse.path(table));
  }
}
