package vongdoi.privacy;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.JobException;
import vongdoi.common.table.Table;
import vongdoi.common.table.Upkeep;

/** What an erasure removed, as the commits of the tables tell it, and that nothing is left. */
final class Evidence {
  private final Inputs inputs;
  private final Upkeep upkeep;

  Evidence(Inputs inputs, Upkeep upkeep) {
    this.inputs = inputs;
    this.upkeep = upkeep;
  }

  /**
   * Rows for {@code silver.erasure_log}: a table each of which rows were removed or emptied on the
   * run date, also by a run of that date that was killed since.
   *
   * @param found whether rows of a person are still found, by table
   * @throws JobException where they are
   */
  Dataset<Row> rows(List<Table> tables, long requests, Map<Table, Long> found) {
    List<Row> rows = new ArrayList<>();
    for (Table table : tables) {
      long removed = upkeep.changed(table);
      if (removed == 0) {
        continue;
      }
      long left = found.getOrDefault(table, 0L);
      if (left > 0) {
        throw new JobException(
            ExitCode.PRIVACY_REFUSED,
            "Cannot complete the erasure: %d rows of %s are still about a person. Run it again: privacy --date %s"
                .formatted(left, table, inputs.run().date()));
      }
      rows.add(
          RowFactory.create(
              Date.valueOf(inputs.run().date()), table.fullName(), requests, removed, left));
    }
    return inputs.spark().createDataFrame(rows, Silver.ERASURE_LOG.schema());
  }
}
