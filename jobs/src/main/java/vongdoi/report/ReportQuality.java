package vongdoi.report;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Audit;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** Gathers what the runner found when it audited each table before its last publication. */
public final class ReportQuality implements Job {
  private static final Set<Table> LATER =
      Set.of(
          Gold.TABLE_QUALITY,
          Gold.STAGE_FUNNEL,
          Gold.MOMENT_MESSAGES,
          Gold.MOMENT_LEDGER,
          Silver.ERASURE_REQUESTS,
          Gold.MAINTENANCE_LOG);

  @Override
  public String name() {
    return "report.quality";
  }

  @Override
  public String meaning() {
    return "Records which checks each table passed or broke when it was last published";
  }

  /** All published tables but those that come after this job or are filled within the day. */
  @Override
  public List<Table> reads() {
    List<Table> tables = new ArrayList<>(Silver.all());
    tables.addAll(Gold.all());
    tables.removeIf(LATER::contains);
    return tables;
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.TABLE_QUALITY));
  }

  @Override
  public String settings() {
    return "";
  }

  @Override
  public Outputs run(Inputs inputs) {
    List<Row> rows = new ArrayList<>();
    for (Table table : reads()) {
      inputs.stamp(table).ifPresent(stamp -> findings(table, stamp, rows));
    }
    return Outputs.of(
        Gold.TABLE_QUALITY, inputs.spark().createDataFrame(rows, Gold.TABLE_QUALITY.schema()));
  }

  private static void findings(Table table, RunStamp stamp, List<Row> rows) {
    for (Audit.Finding finding : stamp.audits()) {
      boolean counts = finding.check().equals(Audit.ROWS);
      rows.add(
          RowFactory.create(
              Date.valueOf(stamp.date()),
              table.fullName(),
              finding.check(),
              counts ? "info" : finding.severity().name().toLowerCase(Locale.ROOT),
              finding.passed(),
              (double) finding.value()));
    }
  }
}
