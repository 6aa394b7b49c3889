package vongdoi.common.job;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;

/**
 * The tables that a run reads, as they stood when it began. It reads each at its newest version and
 * remembers the data version, which only a change of rows moves: so a table that was only stamped
 * or compacted makes no job run again.
 */
final class Pinned {
  private static final long HELD = -2;
  private final Map<String, Long> read = new HashMap<>();
  private final SortedMap<String, Long> data = new TreeMap<>();

  static Pinned none() {
    return new Pinned();
  }

  /**
   * Landed rows count by the batches that are complete, whichever of their tables a job reads. What
   * is held has a version of its own, so that the job runs again when it is there.
   */
  static Pinned of(List<Table> tables, Set<Table> held, Warehouse warehouse) {
    Pinned pinned = new Pinned();
    for (Table table : tables) {
      if (held.contains(table)) {
        pinned.data.put(table.fullName(), HELD);
        continue;
      }
      pinned.pin(table, warehouse);
      if (table.layer().equals("bronze")) {
        pinned.pin(Bronze.LANDED_FILES, warehouse);
      }
    }
    return pinned;
  }

  private void pin(Table table, Warehouse warehouse) {
    if (!read.containsKey(table.fullName())) {
      long version = warehouse.version(table);
      read.put(table.fullName(), version);
      data.put(table.fullName(), warehouse.log(table).dataVersion(version));
    }
  }

  /** Version to read a table at; -1 where it has not been made yet. */
  long read(Table table) {
    return read.getOrDefault(table.fullName(), -1L);
  }

  /** The same of a table that is read; empty of others, and of one that is held. */
  Optional<Long> known(Table table) {
    return Optional.ofNullable(read.get(table.fullName()));
  }

  /** Data versions by full name; -1 where there are no rows yet, -2 where the table is held. */
  SortedMap<String, Long> data() {
    return Collections.unmodifiableSortedMap(data);
  }
}
