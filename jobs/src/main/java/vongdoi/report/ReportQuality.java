package vongdoi.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.QualityRow;
import vongdoi.common.table.Audit;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** Gathers what the runner found when it audited each table before its last publication. */
public final class ReportQuality implements Job {
  private final List<Table> tables;

  /**
   * @param others the other jobs of the platform: what they publish before this one is looked at
   */
  public ReportQuality(List<Job> others) {
    this.tables = publishedBefore(others);
  }

  /**
   * The landed files, whose commits bear what was found of the sources, and the tables of the daily
   * line's jobs in the catalog's order, but of those that wait for this one.
   */
  private static List<Table> publishedBefore(List<Job> others) {
    List<Job> before = new ArrayList<>(others);
    before.removeIf(job -> !job.schedule().isDaily());
    Set<Table> later = new HashSet<>(Set.of(Gold.TABLE_QUALITY));
    while (before.removeIf(job -> waitsFor(later, job))) {}
    Set<Table> published = new HashSet<>();
    before.forEach(job -> job.writes().forEach(write -> published.add(write.table())));
    List<Table> tables = new ArrayList<>(List.of(Bronze.LANDED_FILES));
    tables.addAll(Silver.all());
    tables.addAll(Gold.all());
    tables.retainAll(published);
    return List.copyOf(tables);
  }

  /** Whether the job reads one of the tables, which then wait for the same as its own. */
  private static boolean waitsFor(Set<Table> later, Job job) {
    boolean waits = job.reads().stream().anyMatch(later::contains);
    if (waits) {
      job.writes().forEach(write -> later.add(write.table()));
    }
    return waits;
  }

  @Override
  public String name() {
    return "report.quality";
  }

  @Override
  public String meaning() {
    return "Records which checks each table passed or broke when it was last published";
  }

  @Override
  public List<Table> reads() {
    return tables;
  }

  /** It looks at what was published last, of tables that are held as of the others. */
  @Override
  public Set<Table> doesWithout() {
    return Set.copyOf(tables);
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
    for (Table table : tables) {
      inputs.stamp(table).ifPresent(stamp -> findings(table, stamp, rows));
    }
    return Outputs.of(
        Gold.TABLE_QUALITY, inputs.spark().createDataFrame(rows, Gold.TABLE_QUALITY.schema()));
  }

  private static void findings(Table table, RunStamp stamp, List<Row> rows) {
    for (Audit.Finding finding : stamp.audits()) {
      rows.add(QualityRow.of(stamp.date(), table, finding));
    }
  }
}
