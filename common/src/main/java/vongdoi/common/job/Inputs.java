package vongdoi.common.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.table.CommitLog;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.Table;
import vongdoi.common.table.Upkeep;
import vongdoi.common.table.Warehouse;

/** All that a job may know of the world: the run, and the declared tables at pinned versions. */
public final class Inputs {
  private static final long MOST_ROWS_SENT = 1_000_000;
  private final Job job;
  private final Run run;
  private final Warehouse warehouse;
  private final Map<String, Long> versions;
  private final Optional<RunStamp> last;
  private final boolean continues;
  private final List<Kept> kept = new ArrayList<>();

  /**
   * @param versions pinned version of each declared input
   * @param last stamp of the job's last complete run
   * @param continues whether that run had the same settings and code
   */
  Inputs(
      Job job,
      Run run,
      Warehouse warehouse,
      Map<String, Long> versions,
      Optional<RunStamp> last,
      boolean continues) {
    this.job = job;
    this.run = run;
    this.warehouse = warehouse;
    this.versions = versions;
    this.last = last;
    this.continues = continues;
  }

  public SparkSession spark() {
    return warehouse.spark();
  }

  public Run run() {
    return run;
  }

  /** The run date as a literal. */
  public Column date() {
    return lit(Date.valueOf(run.date()));
  }

  /** The first instant after the run date as a literal. */
  public Column end() {
    return lit(run.end());
  }

  /** The run date of this job's last complete run. */
  public Optional<LocalDate> lastDate() {
    return last.map(RunStamp::date);
  }

  /**
   * Whether this job's last complete run had the same settings and code, so that what it left may
   * be added to instead of being made anew.
   */
  public boolean continuesLastRun() {
    return continues;
  }

  /** A path below the lake, such as {@code path("models", "churn", version)}. */
  public String path(String... parts) {
    return warehouse.lake() + "/" + String.join("/", parts);
  }

  /**
   * A declared table as this run may see it. Landed rows of a later date, or of an ingest that has
   * not been completed, are left out.
   */
  public Dataset<Row> table(Table table) {
    if (job.remembers().contains(table)) {
      return warehouse.read(table);
    }
    if (!job.reads().contains(table)) {
      throw new IllegalArgumentException(
          "Cannot read "
              + table
              + " in "
              + job.name()
              + ": the job does not declare it in reads()");
    }
    Dataset<Row> rows = warehouse.read(table, versions.getOrDefault(table.fullName(), -1L));
    return isLanded(table)
        ? rows.where(
            col(Bronze.BATCH_ID).leq(lit(batch())).and(col(Bronze.EFFECTIVE_DATE).leq(date())))
        : rows;
  }

  /**
   * The landed rows that this run may see and the last complete run of this job could not: those
   * taken in since, and those whose date has come meanwhile. On the first run, all.
   */
  public Dataset<Row> newlyVisible(Table landed) {
    Dataset<Row> visible = table(landed);
    if (last.isEmpty()) {
      return visible;
    }
    long consumed = last.get().inputs().getOrDefault(Bronze.LANDED_FILES.fullName(), -1L);
    return visible.where(
        col(Bronze.BATCH_ID)
            .gt(lit(consumed))
            .or(col(Bronze.EFFECTIVE_DATE).gt(lit(Date.valueOf(last.get().date())))));
  }

  /** A table that this job owns, as its last complete run left it. */
  public Dataset<Row> own(Table table) {
    if (job.writes().stream().noneMatch(w -> w.table().equals(table))) {
      throw new IllegalArgumentException(
          "Cannot read "
              + table
              + " as own table of "
              + job.name()
              + ": the job does not write it");
    }
    return warehouse.read(table);
  }

  /** What maintenance and privacy may do to the tables of other jobs. */
  public Upkeep upkeep() {
    return new Upkeep(warehouse);
  }

  /** Version at which this run reads each declared table; -1 where it has not been made yet. */
  public Map<String, Long> versions() {
    return Collections.unmodifiableMap(versions);
  }

  /** The stamp of the last run that published a declared table. */
  public Optional<RunStamp> stamp(Table table) {
    return warehouse.log(table).lastStamped().map(CommitLog.Stamped::stamp);
  }

  /** Number of the ingest batch that this run may see, or of the next one for the ingest itself. */
  public long batch() {
    Long pinned = versions.get(Bronze.LANDED_FILES.fullName());
    return pinned != null ? pinned : warehouse.version(Bronze.LANDED_FILES) + 1;
  }

  /** Keeps a frame that is used more than once; the runner lets it go when the job is done. */
  public Dataset<Row> keep(Dataset<Row> rows) {
    Kept one = Kept.of(rows);
    kept.add(one);
    return one.rows();
  }

  /**
   * Keeps a frame of a few numbers per row that large frames are joined with; up to a million rows
   * it is sent to all tasks, so that the large frame need not be shuffled.
   */
  public Dataset<Row> keepForJoins(Dataset<Row> rows) {
    Dataset<Row> small = keep(rows);
    return small.count() <= MOST_ROWS_SENT ? broadcast(small) : small;
  }

  void release() {
    kept.forEach(Kept::release);
  }

  private static boolean isLanded(Table table) {
    return table.columnNames().contains(Bronze.EFFECTIVE_DATE);
  }
}
