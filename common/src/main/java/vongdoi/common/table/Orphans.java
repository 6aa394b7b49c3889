package vongdoi.common.table;

import static org.apache.spark.sql.functions.col;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import vongdoi.common.local.LocalRows;
import vongdoi.common.local.Scale;
import vongdoi.common.table.Table.ForeignKey;

/** Rows whose reference leads nowhere. */
public final class Orphans {
  private Orphans() {}

  /**
   * How many rows have a value that the target has not: of rows in memory without a query, else by
   * one.
   *
   * @param target rows of the reference's table
   */
  public static long count(Dataset<Row> rows, ForeignKey to, Dataset<Row> target, Scale scale) {
    Dataset<Row> values = rows.select(col(to.column()));
    Dataset<Row> keys = target.select(col(to.key()).as(to.column()));
    if (scale != Scale.LOCAL) {
      return values
          .where(col(to.column()).isNotNull())
          .join(keys, values.col(to.column()).equalTo(keys.col(to.column())), "left_anti")
          .count();
    }
    DataType type = values.schema().apply(0).dataType();
    Set<Object> known = new HashSet<>();
    for (InternalRow key : LocalRows.of(keys).rows()) {
      known.add(key.get(0, type));
    }
    return LocalRows.of(values).rows().stream()
        .filter(value -> !value.isNullAt(0) && !known.contains(value.get(0, type)))
        .count();
  }
}
