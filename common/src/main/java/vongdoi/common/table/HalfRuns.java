package vongdoi.common.table;

import java.util.Optional;

/**
 * Runs that were killed between two of their tables: a table's newest stamp then follows the run
 * that its job's anchor still stands at.
 */
public final class HalfRuns {
  private HalfRuns() {}

  /** Takes back what half a run left in a table, if it did. */
  public static void takeBack(Table table, Warehouse warehouse) {
    Optional<Stamped> newest = warehouse.log(table).lastStamped();
    if (newest.isEmpty()) {
      return;
    }
    RunStamp stamp = newest.get().stamp();
    if (stamp.anchor().isEmpty() || stamp.anchor().equals(table.fullName())) {
      return;
    }
    long complete = warehouse.log(stamp.anchor()).lastStamped().map(Stamped::version).orElse(-1L);
    if (stamp.follows() == complete) {
      warehouse.takeBack(table, newest.get());
    }
  }
}
