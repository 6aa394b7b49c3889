package vongdoi.common.table;

import org.apache.spark.sql.types.DataType;

/**
 * One column of a declared table.
 *
 * @param name snake_case name
 * @param type Spark SQL type as written in DDL, such as {@code decimal(18,2)}
 * @param meaning one sentence for the data dictionary, with the unit where there is one
 * @param content whether the values can point to a person
 * @param presence whether a row may lack the value
 */
public record TableColumn(
    String name, String type, String meaning, Content content, Presence presence) {

  /**
   * Whether the values of a column are about a person: such columns stay out of file statistics.
   */
  public enum Content {
    PERSONAL,
    PLAIN
  }

  /** Whether every row has a value. */
  public enum Presence {
    REQUIRED,
    OPTIONAL
  }

  public DataType dataType() {
    return DataType.fromDDL(type);
  }
}
