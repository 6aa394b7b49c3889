package vongdoi.common.table;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import org.apache.spark.sql.Column;
import vongdoi.common.local.Scale;

/**
 * What maintenance and privacy do to tables that other jobs own: they rearrange or remove, and
 * never add. Half a run is taken back first, so that taking it back later cannot bring back what
 * was removed; each commit says which run of the owner stands.
 */
public final class Upkeep {
  private static final int MOST_ATTEMPTS = 5;

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

  /** As the log tells, without a query. */
  public Size size(Table table) {
    CommitLog.Size size = warehouse.log(table).size();
    return new Size(size.files(), size.bytes());
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

  /** Removes the rows that meet a condition. */
  public void erase(Table table, Column condition) {
    amend(
        table,
        "erase",
        () -> {
          if (mayHold(table, condition)) {
            delta(table).delete(condition);
          }
        });
  }

  /** To ask a small table in memory first is cheaper than a delete that finds nothing. */
  private boolean mayHold(Table table, Column condition) {
    return warehouse.scale() != Scale.LOCAL || !warehouse.read(table).where(condition).isEmpty();
  }

  /** Rows that meet a condition. */
  public long count(Table table, Column condition) {
    return warehouse.read(table).where(condition).count();
  }

  /** Sets columns of the rows that meet a condition. */
  public void mark(Table table, Column condition, Map<String, Column> values) {
    amend(table, "mark", () -> delta(table).update(condition, values));
  }

  /** Rows that this job has removed or changed in a table for the run date, as the log tells. */
  public long changed(Table table) {
    return warehouse.log(table).amended(by, date);
  }

  /** Version of the newest commit that changed the table's rows; -1 where none did. */
  public long dataVersion(Table table) {
    return warehouse.log(table).dataVersion();
  }

  /**
   * Keeps the runs of other jobs that are at work from ending: they began with rows that are gone
   * by now, and would bring them back. Whoever begins after this finds them gone. A table that no
   * run has stamped may be the anchor of a first one.
   *
   * @param tables those of the jobs; not the caller's own
   */
  public void stopRuns(Collection<Table> tables) {
    tables.stream().map(this::anchor).distinct().forEach(this::claim);
  }

  private String anchor(Table table) {
    return warehouse
        .log(table)
        .lastStamped()
        .map(last -> last.stamp().anchor())
        .filter(anchor -> !anchor.isEmpty())
        .orElse(table.fullName());
  }

  /** A run that ends meanwhile has ended before: the next attempt comes upon what it wrote. */
  private void claim(String anchor) {
    for (int attempt = 1; ; attempt++) {
      try {
        warehouse.claim(
            anchor, new Amendment(by, "claim", date, warehouse.log(anchor).lastStamped()));
        return;
      } catch (DeltaConcurrentModificationException | OvertakenException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
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
