package vongdoi.common.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.local.LocalRows;

/**
 * All rows of a version of a table.
 *
 * @param bytes size of the rows in memory
 */
record TableVersion(StructType schema, List<Part> parts, long bytes) {

  /** A data file and its rows. */
  record Part(AddFile file, List<InternalRow> rows) {}

  static TableVersion of(StructType schema, List<Part> parts) {
    long bytes =
        parts.stream()
            .flatMap(part -> part.rows().stream())
            .mapToLong(row -> ((UnsafeRow) row).getSizeInBytes())
            .sum();
    return new TableVersion(schema, parts, bytes);
  }

  LocalRows rows() {
    List<InternalRow> rows = new ArrayList<>();
    parts.forEach(part -> rows.addAll(part.rows()));
    return new LocalRows(schema, rows);
  }
}
