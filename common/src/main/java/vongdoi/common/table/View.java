package vongdoi.common.table;

import java.util.List;

/**
 * The one declaration of a view that is ready to chart: a query over tables, of figures without
 * personal data, in SQL that Spark, DuckDB, Trino and Athena all read ({@code date_trunc} is the
 * one function that Hive lacks).
 *
 * @param shape name, meaning, key and columns, declared as those of a table
 * @param sql the query, over tables by their full names
 * @param reads the tables that it names
 */
public record View(Table shape, String sql, List<Table> reads) {
  /** {@code gold.funnel}: how people and SQL name the view. */
  public String fullName() {
    return shape.fullName();
  }

  public String meaning() {
    return shape.meaning();
  }

  @Override
  public String toString() {
    return fullName();
  }
}
