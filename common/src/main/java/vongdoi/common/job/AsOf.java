package vongdoi.common.job;

import java.time.LocalDate;
import org.apache.spark.sql.Row;
import vongdoi.common.table.Table;

/** Rows of one date among those of several. */
public final class AsOf {
  private AsOf() {}

  /**
   * Makes sure that nobody takes rows of other dates for no customers at all. To be asked where a
   * job finds nothing: it costs a query.
   *
   * @param table with a column {@code as_of_date}
   * @param made the job that makes its rows
   * @throws JobException with exit code 11 where the table has rows, but none of the date
   */
  public static void require(Inputs inputs, Table table, LocalDate date, String made) {
    Row found =
        inputs
            .table(table)
            .selectExpr("max(as_of_date)", "count_if(as_of_date = date'" + date + "')")
            .head();
    if (!found.isNullAt(0) && found.getLong(1) == 0) {
      throw new JobException(
          ExitCode.INPUT_MISSING,
          "Cannot read %s as of %s: its rows are of other dates, the newest of %s. Run %s for %2$s first"
              .formatted(table.fullName(), date, found.getDate(0), made));
    }
  }
}
