package vongdoi.common.table;

import java.util.Optional;

/**
 * Runs that were killed between two of their tables, or are at work between them: a table's newest
 * stamp then follows the run that its job's anchor still stands at.
 */
public final class HalfRuns {
  private HalfRuns() {}

  /**
   * Takes back what half a run left in a table, if it did. A run that is still at work is kept from
   * ending first: it must not be completed without these rows.
   *
   * @return version that the table is at, and that whoever goes on builds on
   */
  public static long takeBack(Table table, Warehouse warehouse) {
    long version = warehouse.version(table);
    Optional<Stamped> newest = warehouse.log(table).stampedUpTo(version);
    if (newest.isEmpty() || !isHalf(table, newest.get().stamp(), warehouse)) {
      return version;
    }
    RunStamp stamp = newest.get().stamp();
    warehouse.claim(
        stamp.anchor(),
        new Amendment(
            stamp.job(), "claim", stamp.date(), warehouse.log(stamp.anchor()).lastStamped()));
    if (!isHalf(table, stamp, warehouse)) {
      return version;
    }
    warehouse.takeBack(table, newest.get());
    return version + 1;
  }

  private static boolean isHalf(Table table, RunStamp stamp, Warehouse warehouse) {
    if (stamp.anchor().isEmpty() || stamp.anchor().equals(table.fullName())) {
      return false;
    }
    return stamp.follows()
        == warehouse.log(stamp.anchor()).lastStamped().map(Stamped::version).orElse(-1L);
  }
}
