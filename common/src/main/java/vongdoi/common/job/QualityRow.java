package vongdoi.common.job;

import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.table.Audit;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.Table;

/** A finding as a row of {@code gold.table_quality}. */
public final class QualityRow {
  private QualityRow() {}

  /**
   * @param date run date of the publication, or of the run that was refused
   * @param table whose commit bears the finding
   */
  public static Row of(LocalDate date, Table table, Finding finding) {
    return RowFactory.create(
        Date.valueOf(date),
        finding.about().isEmpty() ? table.fullName() : finding.about(),
        finding.check(),
        finding.check().equals(Audit.ROWS) ? "info" : finding.severity().word(),
        finding.passed(),
        finding.value(),
        finding.reason().isEmpty() ? null : finding.reason());
  }
}
