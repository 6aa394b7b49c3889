package vongdoi.common.table;

/**
 * A rule that the rows of a table keep.
 *
 * @param name snake_case name, the {@code check} of {@code gold.table_quality}
 * @param condition SQL over the table's columns; a row breaks the rule unless it is true
 * @param severity what a broken rule does to the publication
 * @param tolerated share of the rows that may break it, from 0 to 1; 0: none may
 */
public record Rule(String name, String condition, Severity severity, double tolerated) {

  /** An error keeps the rows from being published; a warning is recorded. */
  public enum Severity {
    ERROR("stop"),
    WARNING("warn");

    private final String word;

    Severity(String word) {
      this.word = word;
    }

    /** As {@code gold.table_quality} and configuration write it. */
    public String word() {
      return word;
    }
  }

  /** Whether no row at all may break the rule, so that Delta itself can hold each writer to it. */
  boolean isConstraint() {
    return severity == Severity.ERROR && tolerated == 0;
  }
}
