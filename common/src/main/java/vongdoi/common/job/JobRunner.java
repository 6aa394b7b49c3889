package vongdoi.common.job;

import io.delta.exceptions.DeltaConcurrentModificationException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.common.table.Audit;
import vongdoi.common.table.CommitLog;
import vongdoi.common.table.Rule.Severity;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;
import vongdoi.common.table.Write;

/** Runs one job: pins its inputs, audits what it returns, publishes it and stamps it. */
public final class JobRunner {
  private final Warehouse warehouse;
  private final RowsRead rowsRead;
  private final String code;

  /**
   * @param code version of the code, part of every stamp
   */
  public JobRunner(Warehouse warehouse, String code) {
    this.warehouse = warehouse;
    this.code = code;
    this.rowsRead = RowsRead.listeningTo(warehouse.spark().sparkContext());
  }

  /** What {@link #run} would do; writes nothing. */
  public RunReport plan(Job job, Run run) {
    Optional<CommitLog.Stamped> complete = lastComplete(job, warehouse);
    Optional<RunStamp> last = complete.map(CommitLog.Stamped::stamp);
    RunStamp stamp = stamp(job, run, complete, warehouse);
    return report(stamp, outcome(job, last, stamp).orElse(Outcome.PLANNED), 0, 0, Map.of(), 0);
  }

  /**
   * What {@link #run} would change, for jobs that can tell; writes nothing. Empty where the run
   * would do nothing.
   */
  public Optional<Preview> preview(Job job, Run run) {
    Warehouse own = warehouse.in(warehouse.spark().newSession());
    Optional<CommitLog.Stamped> complete = lastComplete(job, own);
    Optional<RunStamp> last = complete.map(CommitLog.Stamped::stamp);
    RunStamp stamp = stamp(job, run, complete, own);
    if (outcome(job, last, stamp).isPresent()) {
      return Optional.empty();
    }
    Inputs inputs = inputs(job, run, own, stamp, last);
    try {
      return job.preview(inputs);
    } finally {
      inputs.release();
    }
  }

  /**
   * Runs a job unless the same run is complete already.
   *
   * @throws JobException where an audit refuses the rows, an input is missing or another writer won
   */
  public RunReport run(Job job, Run run) {
    long started = System.nanoTime();
    Warehouse own = warehouse.in(warehouse.spark().newSession());
    own.create(anchor(job));
    Optional<CommitLog.Stamped> complete = lastComplete(job, own);
    Optional<RunStamp> last = complete.map(CommitLog.Stamped::stamp);
    RunStamp stamp = stamp(job, run, complete, own);
    Optional<Outcome> settled = outcome(job, last, stamp);
    if (settled.isPresent()) {
      return report(stamp, settled.get(), 0, 0, Map.of(), started);
    }
    takeBackHalfARun(job, stamp, own);
    String group = job.name() + " " + run.date();
    own.spark().sparkContext().setJobGroup(group, group, false);
    Inputs inputs = inputs(job, run, own, stamp, last);
    try {
      Outputs outputs = job.run(inputs);
      long written = publish(job, outputs, stamp, own);
      return report(stamp, Outcome.DONE, rowsRead.of(group), written, outputs.counts(), started);
    } catch (DeltaConcurrentModificationException e) {
      throw new JobException(
          ExitCode.WRITER_CONFLICT,
          "Cannot publish "
              + job.name()
              + ": another writer changed its table meanwhile. Run it again",
          e);
    } finally {
      inputs.release();
      own.spark().sparkContext().clearJobGroup();
    }
  }

  private static Inputs inputs(
      Job job, Run run, Warehouse warehouse, RunStamp stamp, Optional<RunStamp> last) {
    boolean continues = last.filter(stamp::sameRules).isPresent();
    return new Inputs(job, run, warehouse, stamp.inputs(), last, continues);
  }

  private static Optional<Outcome> outcome(Job job, Optional<RunStamp> last, RunStamp stamp) {
    if (last.isPresent() && last.get().date().isAfter(stamp.date())) {
      return Optional.of(Outcome.PASSED);
    }
    boolean same = last.isPresent() && last.get().sameRun(stamp) && !job.looksOutside();
    return same ? Optional.of(Outcome.UNCHANGED) : Optional.empty();
  }

  private static Optional<CommitLog.Stamped> lastComplete(Job job, Warehouse warehouse) {
    return warehouse.log(anchor(job)).lastStamped();
  }

  /** The table that readers start from: committed last, its stamp says that the run is complete. */
  private static Table anchor(Job job) {
    return job.writes().get(job.writes().size() - 1).table();
  }

  private RunStamp stamp(
      Job job, Run run, Optional<CommitLog.Stamped> complete, Warehouse warehouse) {
    SortedMap<String, Long> versions = new TreeMap<>();
    boolean readsBronze = false;
    for (Table table : job.reads()) {
      versions.put(table.fullName(), warehouse.version(table));
      readsBronze |= table.layer().equals("bronze");
    }
    if (readsBronze) {
      versions.put(Bronze.LANDED_FILES.fullName(), warehouse.version(Bronze.LANDED_FILES));
    }
    run.moment().ifPresent(m -> versions.put(RunStamp.MOMENT, m.getEpochSecond()));
    CRC32C settings = new CRC32C();
    settings.update(job.settings().getBytes(StandardCharsets.UTF_8));
    return new RunStamp(
        job.name(),
        run.date(),
        versions,
        Long.toHexString(settings.getValue()),
        code,
        complete.map(CommitLog.Stamped::version).orElse(-1L),
        List.of());
  }

  /** A run killed between two of its tables has left commits that its anchor does not know of. */
  private static void takeBackHalfARun(Job job, RunStamp next, Warehouse warehouse) {
    for (Write write : job.writes().subList(0, job.writes().size() - 1)) {
      Optional<CommitLog.Stamped> newest = warehouse.log(write.table()).lastStamped();
      if (newest.isPresent() && newest.get().stamp().follows() == next.follows()) {
        warehouse.restore(write.table(), newest.get().version() - 1);
      }
    }
  }

  private static long publish(Job job, Outputs outputs, RunStamp stamp, Warehouse warehouse) {
    if (outputs.rows().isEmpty() && job.looksOutside()) {
      return 0;
    }
    for (Table table : outputs.rows().keySet()) {
      if (job.writes().stream().noneMatch(w -> w.table().equals(table))) {
        throw new IllegalStateException(
            job.name() + " returned rows of " + table + ", not its own");
      }
    }
    List<Prepared> prepared = new ArrayList<>();
    try {
      for (Write write : job.writes()) {
        Dataset<Row> rows = outputs.rows().get(write.table());
        if (rows != null || write.table().equals(anchor(job))) {
          warehouse.create(write.table());
          Write now = outputs.isPartial(write.table()) ? Write.upsert(write.table()) : write;
          prepared.add(prepare(job, now, rows));
        }
      }
      long written = 0;
      for (Prepared p : prepared) {
        written += p.commit(stamp, warehouse);
      }
      return written;
    } finally {
      prepared.forEach(Prepared::release);
    }
  }

  /** Audits the rows of every mode but append, whose rules Delta itself holds while writing. */
  private static Prepared prepare(Job job, Write write, Dataset<Row> rows) {
    if (rows == null) {
      return new Prepared(write, Optional.empty(), () -> {}, List.of());
    }
    Dataset<Row> shaped = Warehouse.conform(write.table(), rows);
    if (write.mode() == Write.Mode.APPEND) {
      return new Prepared(write, Optional.of(shaped), () -> {}, List.of());
    }
    Kept kept = Kept.of(shaped);
    List<Audit.Finding> findings =
        Audit.of(
            write.table(),
            List.of(shaped.columns()).contains(Write.DELETED)
                ? kept.rows().where("not " + Write.DELETED)
                : kept.rows());
    for (Audit.Finding f : findings) {
      if (!f.passed() && f.severity() == Severity.ERROR) {
        kept.release();
        throw new JobException(
            ExitCode.GATE_REFUSED,
            "Cannot publish %s: %d rows break %s. Nothing of %s was published; see docs/data-model.md"
                .formatted(write.table(), f.value(), f.check(), job.name()));
      }
    }
    return new Prepared(write, Optional.of(kept.rows()), kept::release, findings);
  }

  private record Prepared(
      Write write, Optional<Dataset<Row>> rows, Runnable letGo, List<Audit.Finding> findings) {
    long commit(RunStamp stamp, Warehouse warehouse) {
      RunStamp full = stamp.withAudits(findings);
      if (rows.isEmpty()) {
        warehouse.stampOnly(write.table(), full);
        return 0;
      }
      warehouse.write(write, rows.get(), full);
      return warehouse.log(write.table()).lastStamped().map(CommitLog.Stamped::written).orElse(0L);
    }

    void release() {
      letGo.run();
    }
  }

  private static RunReport report(
      RunStamp stamp,
      Outcome outcome,
      long rowsIn,
      long written,
      Map<String, Long> counts,
      long started) {
    double seconds = started == 0 ? 0 : (System.nanoTime() - started) / 1e9;
    return new RunReport(
        stamp.job(), stamp.date(), outcome, stamp.inputs(), rowsIn, written, counts, seconds);
  }
}
