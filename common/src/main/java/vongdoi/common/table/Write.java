package vongdoi.common.table;

/**
 * How a job puts its rows into a table that it owns.
 *
 * @param table the owned table
 * @param mode how the rows meet those already there
 */
public record Write(Table table, Mode mode) {

  /** How new rows meet the rows already there. */
  public enum Mode {
    /** Adds rows; the job itself has left out what is there already. */
    APPEND,
    /** The rows are the whole table. */
    REPLACE,
    /** The rows are the whole content of the partitions (first partition column) they fall in. */
    REPLACE_PARTITIONS,
    /** The rows are all that the table holds of the run date, also where there are none. */
    REPLACE_DATE,
    /**
     * Rows with a known key replace it where they differ, new keys are added. A boolean column
     * {@link #DELETED}, which is not stored, marks keys to remove.
     */
    UPSERT,
    /** The rows are the whole table, but only those that differ are rewritten. */
    SYNC
  }

  /** Whether the rows are all that the table holds afterwards. */
  public boolean isWhole() {
    return mode == Mode.REPLACE || mode == Mode.SYNC;
  }

  /**
   * Whether the table tells how things stand, not what was said on each date: neither a log that
   * grows nor rows of a run date.
   */
  public boolean holdsAState() {
    return mode != Mode.APPEND && mode != Mode.REPLACE_DATE;
  }

  /** Marks rows of an upsert that are to be removed. */
  public static final String DELETED = "_deleted";

  public static Write append(Table table) {
    return new Write(table, Mode.APPEND);
  }

  public static Write replace(Table table) {
    return new Write(table, Mode.REPLACE);
  }

  public static Write replacePartitions(Table table) {
    return new Write(table, Mode.REPLACE_PARTITIONS);
  }

  /**
   * @param table partitioned by the run date
   */
  public static Write replaceDate(Table table) {
    return new Write(table, Mode.REPLACE_DATE);
  }

  public static Write sync(Table table) {
    return new Write(table, Mode.SYNC);
  }

  public static Write upsert(Table table) {
    return new Write(table, Mode.UPSERT);
  }
}
