package vongdoi.common.table;

/**
 * A rule that each row of a table keeps.
 *
 * @param name snake_case name, the {@code check} of {@code gold.table_quality}
 * @param condition SQL over the table's columns; a row breaks the rule when it is false
 * @param severity what a broken rule does to the publication
 */
public record Rule(String name, String condition, Severity severity) {

  /** An error keeps the rows from being published; a warning is recorded. */
  public enum Severity {
    ERROR,
    WARNING
  }
}
