package vongdoi.common.job;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.local.LocalRows;
import vongdoi.common.local.Scale;
import vongdoi.common.table.OlderTableException;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.Stamped;
import vongdoi.common.table.Table;
import vongdoi.common.table.Upkeep;
import vongdoi.common.table.Warehouse;

/** All that a job may know of the world: the run, and the declared tables at pinned versions. */
public final class Inputs {
  private static final long MOST_ROWS_SENT = 1_000_000;
  private final Job job;
  private final Run run;
  private final Sizes sizes;
  private Warehouse warehouse;
  private final Pinned pinned;
  private final Past past;
  private final List<Kept> kept = new ArrayList<>();
  private long rowsInMemory;
  private Long landed;

  Inputs(Job job, Run run, Warehouse warehouse, Sizes sizes, Pinned pinned, Past past) {
    this.job = job;
    this.sizes = sizes;
    this.run = run;
    this.warehouse = warehouse;
    this.pinned = pinned;
    this.past = past;
  }

  public SparkSession spark() {
    return warehouse.spark();
  }

  public Run run() {
    return run;
  }

  /** The lake at the scale that this run is worth. */
  Warehouse warehouse() {
    return warehouse;
  }

  /**
   * For a job that looks outside the tables: how much it has found there and which of its tables it
   * compares that with, so that it runs at the scale that both are worth.
   */
  public void found(long bytes, Collection<Table> compared) {
    long held = compared.stream().mapToLong(table -> warehouse.log(table).weight()).sum();
    warehouse = warehouse.at(sizes.of(bytes + held));
  }

  /** The run date as a literal. */
  public Column date() {
    return lit(Date.valueOf(run.date()));
  }

  /** The first instant after the run date as a literal. */
  public Column end() {
    return lit(run.end());
  }

  /**
   * What this job has seen, where it may add to what it left; empty where it starts from scratch:
   * on its first run, and after a change of the settings or the code that its rows were made by.
   */
  public Optional<Past.Seen> seen() {
    return past.seen();
  }

  /** Whether the job's own tables hold nothing of an earlier run. */
  public boolean isFirst() {
    return past.isFirst();
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
      return counted(table, warehouse.read(table));
    }
    if (!job.reads().contains(table)) {
      throw new IllegalArgumentException(
          "Cannot read "
              + table
              + " in "
              + job.name()
              + ": the job does not declare it in reads()");
    }
    if (isHeld(table)) {
      throw new IllegalStateException(
          "Cannot read " + table + " in " + job.name() + ": it was not renewed in this run");
    }
    Dataset<Row> rows = counted(table, warehouse.read(table, pinned.read(table)));
    return isLanded(table)
        ? rows.where(
            col(Bronze.BATCH_ID).leq(lit(batch())).and(col(Bronze.EFFECTIVE_DATE).leq(date())))
        : rows;
  }

  /**
   * Rows of a declared table as they stood when the run began, for those that lead there; empty
   * where it is not declared, held, or has no rows.
   */
  Optional<Dataset<Row>> referenced(Table table) {
    boolean isKnown = job.reads().contains(table) && !isHeld(table);
    return isKnown && !warehouse.log(table).isEmpty()
        ? Optional.of(warehouse.read(table, pinned.read(table)))
        : Optional.empty();
  }

  /** Whether a table that the job remembers has no rows yet; costs no query. */
  public boolean isEmpty(Table table) {
    return warehouse.log(table).isEmpty();
  }

  /** Whether a declared table was not renewed in this run, so that it cannot be read. */
  public boolean isHeld(Table table) {
    return run.held().contains(table);
  }

  /**
   * The landed rows that this run may see and those before it, that it adds to, could not: taken in
   * since, or of a date that has come meanwhile. From scratch, all.
   */
  public Dataset<Row> newlyVisible(Table landed) {
    Dataset<Row> visible = table(landed);
    return past.seen()
        .map(
            seen ->
                visible.where(
                    col(Bronze.BATCH_ID)
                        .gt(lit(seen.batch()))
                        .or(col(Bronze.EFFECTIVE_DATE).gt(lit(Date.valueOf(seen.date()))))))
        .orElse(visible);
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
    return counted(table, warehouse.read(table));
  }

  private Dataset<Row> counted(Table table, Dataset<Row> frame) {
    OlderTableException.requireAll(table, List.of(frame.columns()));
    LocalRows.in(frame).ifPresent(local -> rowsInMemory += local.rows().size());
    return frame;
  }

  /** Rows that were handed out of the driver's memory, where no task reads them. */
  long rowsInMemory() {
    return rowsInMemory;
  }

  /** What maintenance and privacy may do to the tables of other jobs. */
  public Upkeep upkeep() {
    return new Upkeep(warehouse, job.name(), run.date());
  }

  /**
   * Data version of each declared table that this run reads; -1 where it has no rows yet, -2 where
   * it is held.
   */
  public Map<String, Long> versions() {
    return pinned.data();
  }

  /** The stamp of the last run that published a declared table. */
  public Optional<RunStamp> stamp(Table table) {
    return warehouse.log(table).lastStamped().map(Stamped::stamp);
  }

  /** Number of the ingest batch that this run may see, or of the next one for the ingest itself. */
  public long batch() {
    Long seen = pinned.data().get(Bronze.LANDED_FILES.fullName());
    if (seen != null) {
      return seen;
    }
    // Asked once: the ingest speaks of it for every file, and commits upon this version or not at
    // all.
    if (landed == null) {
      landed = warehouse.version(Bronze.LANDED_FILES);
    }
    return landed + 1;
  }

  /** Keeps a frame that is used more than once; the runner lets it go when the job is done. */
  public Dataset<Row> keep(Dataset<Row> rows) {
    Kept one = Kept.of(rows, warehouse.scale());
    kept.add(one);
    return one.rows();
  }

  /**
   * Keeps wide rows that are brought together by columns and used more than once: those of equal
   * columns stay in one partition. Beyond local scale they lie in the shuffle's files and take no
   * memory.
   */
  public Dataset<Row> keepTogether(Dataset<Row> rows, Column... by) {
    Kept one = Kept.behindShuffle(rows.repartition(by), warehouse.scale());
    kept.add(one);
    return one.rows();
  }

  /** Few rows of tables or kept frames; of those in the driver's memory without a query. */
  public List<Row> collected(Dataset<Row> few) {
    return LocalRows.collected(few);
  }

  /** Number of rows of a kept frame; of rows in the driver's memory without a query. */
  public long count(Dataset<Row> keptRows) {
    return LocalRows.in(keptRows)
        .map(local -> (long) local.rows().size())
        .orElseGet(keptRows::count);
  }

  /**
   * Keeps a frame of a few numbers per row that large frames are joined with; up to a million rows
   * it is sent to all tasks, so that the large frame need not be shuffled.
   */
  public Dataset<Row> keepForJoins(Dataset<Row> rows) {
    Dataset<Row> small = keep(rows);
    if (warehouse.scale() == Scale.LOCAL) {
      return small;
    }
    return count(small) <= MOST_ROWS_SENT ? broadcast(small) : small;
  }

  void release() {
    kept.forEach(Kept::release);
  }

  private static boolean isLanded(Table table) {
    return table.columnNames().contains(Bronze.EFFECTIVE_DATE);
  }
}
