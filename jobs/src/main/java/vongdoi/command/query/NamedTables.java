package vongdoi.command.query;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import vongdoi.common.table.Table;
import vongdoi.common.table.View;
import vongdoi.common.table.Warehouse;
import vongdoi.platform.AccessConfig.Role;

/** Lets a query see the lake's tables and views by their names, as its asker may see them. */
public final class NamedTables {
  private NamedTables() {}

  /**
   * The answer to a query.
   *
   * @throws ParseException where it is no SQL
   */
  public static Dataset<Row> answer(Warehouse warehouse, TableQuery asked, Role role)
      throws ParseException {
    SparkSession spark = warehouse.spark();
    asked.requireReading(spark, role);
    for (View view : asked.views()) {
      show(warehouse, view);
    }
    for (Table table : asked.tables()) {
      String[] columns = MaskedColumns.of(table, role).toArray(String[]::new);
      Dataset<Row> rows = warehouse.read(table);
      Dataset<Row> seen = role == Role.OWNER ? rows : rows.selectExpr(columns);
      seen.createOrReplaceTempView(TableQuery.view(table));
    }
    return spark.sql(asked.sql());
  }

  /** Views hold nothing personal: they read the values, which nobody can name afterwards. */
  private static void show(Warehouse warehouse, View view) {
    for (Table table : view.reads()) {
      warehouse.read(table).createOrReplaceTempView(TableQuery.view(table));
    }
    warehouse
        .spark()
        .sql(TableQuery.of(view.sql()).sql())
        .createOrReplaceTempView(TableQuery.view(view.shape()));
    for (Table table : view.reads()) {
      warehouse.spark().catalog().dropTempView(TableQuery.view(table));
    }
  }
}
