package vongdoi.common.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.delta.actions.AddFile;
import vongdoi.common.local.LocalRows;
import vongdoi.common.table.TableVersion.Part;

/**
 * What a write changes in a small table, by the rules of {@link Write.Mode}: the files that stay,
 * those that go, and the rows of new ones.
 */
final class LocalChange {
  private final RowShape shape;
  private final List<Part> kept = new ArrayList<>();
  private final List<AddFile> removed = new ArrayList<>();
  private final List<UnsafeRow> added = new ArrayList<>();
  private long inserted;
  private long updated;
  private long deleted;

  private LocalChange(RowShape shape) {
    this.shape = shape;
  }

  /**
   * @param rows columns of the table in its order, and {@link Write#DELETED} last where rows are
   *     marked
   */
  static LocalChange of(
      Write write, RowShape shape, TableVersion before, LocalRows rows, LocalDate date) {
    LocalChange change = new LocalChange(shape);
    switch (write.mode()) {
      case APPEND -> change.append(before, rows);
      case REPLACE -> change.replace(before, rows);
      case REPLACE_PARTITIONS ->
          change.replacePartitions(
              before, rows, rows.rows().stream().map(shape::partition).collect(Collectors.toSet()));
      case REPLACE_DATE -> change.replacePartitions(before, rows, Set.of(date.toString()));
      case UPSERT -> change.merge(before, rows, false);
      case SYNC -> change.merge(before, rows, true);
    }
    return change;
  }

  List<Part> kept() {
    return kept;
  }

  List<AddFile> removed() {
    return removed;
  }

  List<UnsafeRow> added() {
    return added;
  }

  boolean isNothing() {
    return removed.isEmpty() && added.isEmpty();
  }

  /** Rows that were inserted, updated and deleted, by the names that Delta's history gives them. */
  Map<String, Long> merged() {
    return Map.of(
        "numTargetRowsInserted",
        inserted,
        "numTargetRowsUpdated",
        updated,
        "numTargetRowsDeleted",
        deleted);
  }

  private void append(TableVersion before, LocalRows rows) {
    kept.addAll(before.parts());
    rows.rows().forEach(row -> added.add(shape.row(row)));
  }

  private void replace(TableVersion before, LocalRows rows) {
    before.parts().forEach(part -> removed.add(part.file()));
    rows.rows().forEach(row -> added.add(shape.row(row)));
  }

  private void replacePartitions(TableVersion before, LocalRows rows, Set<String> partitions) {
    for (Part part : before.parts()) {
      if (partitions.contains(shape.partition(part.file()))) {
        removed.add(part.file());
      } else {
        kept.add(part);
      }
    }
    rows.rows().forEach(row -> added.add(shape.row(row)));
  }

  private void merge(TableVersion before, LocalRows rows, boolean rowsAreAll) {
    Map<UnsafeRow, UnsafeRow> news = new HashMap<>();
    Set<UnsafeRow> gone = new HashSet<>();
    for (InternalRow row : rows.rows()) {
      UnsafeRow key = shape.key(row);
      if (shape.isMarkedDeleted(row)) {
        gone.add(key);
      } else {
        news.put(key, shape.row(row));
      }
    }
    Set<UnsafeRow> known = new HashSet<>();
    for (Part part : before.parts()) {
      mergePart(part, news, gone, known, rowsAreAll);
    }
    for (InternalRow row : rows.rows()) {
      UnsafeRow key = shape.key(row);
      if (!shape.isMarkedDeleted(row) && !known.contains(key)) {
        added.add(news.get(key));
        inserted++;
      }
    }
  }

  /** A file without a changed row stays; of another, the rows that stay go to a new one. */
  private void mergePart(
      Part part,
      Map<UnsafeRow, UnsafeRow> news,
      Set<UnsafeRow> gone,
      Set<UnsafeRow> known,
      boolean rowsAreAll) {
    List<UnsafeRow> after = new ArrayList<>();
    long changed = updated + deleted;
    for (InternalRow old : part.rows()) {
      UnsafeRow key = shape.key(old);
      UnsafeRow now = news.get(key);
      known.add(key);
      if (now == null) {
        if (rowsAreAll || gone.contains(key)) {
          deleted++;
        } else {
          after.add((UnsafeRow) old);
        }
      } else {
        updated += now.equals(old) ? 0 : 1;
        after.add(now);
      }
    }
    if (updated + deleted == changed) {
      kept.add(part);
    } else {
      removed.add(part.file());
      added.addAll(after);
    }
  }
}
