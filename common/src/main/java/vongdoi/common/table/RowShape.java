package vongdoi.common.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.local.Scala;

/** How the rows of a table lie in the driver's memory: their key, partition and stored columns. */
final class RowShape {
  private final StructType schema;
  private final StructType stored;
  private final UnsafeProjection toRow;
  private final UnsafeProjection toKey;
  private final UnsafeProjection toStored;
  private final List<String> partitionedBy;

  /**
   * @param schema columns of the table in its order
   */
  RowShape(Table table, StructType schema) {
    this.schema = schema;
    this.partitionedBy = table.partitionedBy();
    this.stored = dataColumns(schema, Set.copyOf(partitionedBy));
    this.toRow = projection(List.of(schema.fieldNames()));
    this.toKey = projection(table.key());
    this.toStored = projection(List.of(stored.fieldNames()));
  }

  static StructType dataColumns(StructType schema, Set<String> partition) {
    return new StructType(
        Arrays.stream(schema.fields())
            .filter(f -> !partition.contains(f.name()))
            .toArray(StructField[]::new));
  }

  private UnsafeProjection projection(List<String> names) {
    List<Expression> columns = new ArrayList<>();
    for (String name : names) {
      int at = schema.fieldIndex(name);
      columns.add(new BoundReference(at, schema.fields()[at].dataType(), true));
    }
    return UnsafeProjection.create(Scala.<Expression>seq(columns));
  }

  /** Columns that the files hold: all but those that their folders say. */
  StructType stored() {
    return stored;
  }

  /** The row with the table's columns alone. */
  UnsafeRow row(InternalRow row) {
    return toRow.apply(row).copy();
  }

  UnsafeRow key(InternalRow row) {
    return toKey.apply(row).copy();
  }

  /** What the file of a row holds of it, until the next call. */
  UnsafeRow stored(InternalRow row) {
    return toStored.apply(row);
  }

  boolean isMarkedDeleted(InternalRow row) {
    return row.numFields() > schema.length() && row.getBoolean(schema.length());
  }

  /** Value of the partition column as the log writes it; empty where the table has none. */
  String partition(InternalRow row) {
    if (partitionedBy.isEmpty()) {
      return "";
    }
    int at = schema.fieldIndex(partitionedBy.get(0));
    return schema.fields()[at].dataType() instanceof DateType
        ? LocalDate.ofEpochDay(row.getInt(at)).toString()
        : row.getUTF8String(at).toString();
  }

  String partition(AddFile file) {
    return partitionedBy.isEmpty() ? "" : file.partitionValues().apply(partitionedBy.get(0));
  }
}
