package vongdoi.common.job;

import io.delta.exceptions.DeltaConcurrentModificationException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.common.local.Scale;
import vongdoi.common.table.Amendment;
import vongdoi.common.table.Audit;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.CommitLog;
import vongdoi.common.table.HalfRuns;
import vongdoi.common.table.OlderTableException;
import vongdoi.common.table.OvertakenException;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.RunStamp.Extent;
import vongdoi.common.table.Stamped;
import vongdoi.common.table.SteadyRows;
import vongdoi.common.table.Table;
import vongdoi.common.table.Table.ForeignKey;
import vongdoi.common.table.UnstampedTableException;
import vongdoi.common.table.Warehouse;
import vongdoi.common.table.Write;

/**
 * Runs one job: pins its inputs, decides from the job's last stamp whether there is anything to do
 * and whether it may add to what is there, audits what it returns, publishes and stamps it. It is
 * the only one that knows what an earlier run did.
 */
public final class JobRunner implements AutoCloseable {
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final int MOST_ATTEMPTS = 5;
  private static final SortedMap<String, Long> NOTHING = Collections.emptySortedMap();
  private final Warehouse warehouse;
  private final Sizes sizes;
  private final CostMeter meter;
  private final Function<Job, String> code;

  /**
   * @param code version of the code that makes a job's rows, part of every stamp
   */
  public JobRunner(Warehouse warehouse, Sizes sizes, Function<Job, String> code) {
    this.warehouse = warehouse;
    this.sizes = sizes;
    this.code = code;
    this.meter = CostMeter.listeningTo(warehouse.spark().sparkContext());
  }

  /** What {@link #run} would do; writes nothing. */
  public RunReport plan(Job job, Run run) {
    Begun begun = begin(job, run, warehouse);
    return report(
        begun.stamp(), begun.settled().orElse(Outcome.PLANNED), Cost.NONE, NOTHING, Map.of(), 0);
  }

  /**
   * What {@link #run} would change, for jobs that can tell; writes nothing. Empty where the run
   * would do nothing.
   */
  public Optional<Preview> preview(Job job, Run run) {
    Warehouse own = warehouse.in(warehouse.spark().newSession());
    Begun begun = begin(job, run, own);
    if (begun.settled().isPresent()) {
      return Optional.empty();
    }
    Inputs inputs = begun.inputs(job, run, own.at(scale(job, own)), sizes);
    try {
      return job.preview(inputs);
    } finally {
      inputs.release();
    }
  }

  /**
   * Runs a job unless the same run is complete already.
   *
   * @throws JobException where an audit refuses the rows, an input is missing, another writer won,
   *     or a table does not tell who made its rows
   */
  public RunReport run(Job job, Run run) {
    try {
      return runOrLose(job, run);
    } catch (GateRefusal e) {
      record(job, run, e.table(), e.findings());
      throw e;
    } catch (OlderTableException e) {
      throw new JobException(ExitCode.FAILED, e.getMessage(), e);
    } catch (DeltaConcurrentModificationException | OvertakenException e) {
      throw lost(job.name(), e);
    }
  }

  /**
   * Writes down what a gate found, since no commit of the job bears it. Where others write to the
   * table of checks all the time, the refusal itself is told all the same.
   */
  private void record(Job job, Run run, Table table, List<Finding> findings) {
    List<Row> rows = findings.stream().map(f -> QualityRow.of(run.date(), table, f)).toList();
    SparkSession own = warehouse.spark().newSession();
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      try {
        file(
            job.name(),
            Gold.TABLE_QUALITY,
            own.createDataFrame(rows, Gold.TABLE_QUALITY.schema()),
            run.date());
        return;
      } catch (JobException e) {
        if (e.exitCode() != ExitCode.WRITER_CONFLICT) {
          throw e;
        }
      }
    }
  }

  private RunReport runOrLose(Job job, Run run) {
    long started = System.nanoTime();
    long cpu = THREAD.getCurrentThreadCpuTime();
    warehouse.create(anchor(job));
    Begun begun = begin(job, run, warehouse);
    if (begun.settled().isPresent()) {
      return report(begun.stamp(), begun.settled().get(), Cost.NONE, NOTHING, Map.of(), started);
    }
    Warehouse own = warehouse.in(warehouse.spark().newSession()).at(scale(job, warehouse));
    SparkSession.setActiveSession(own.spark());
    Map<Table, Long> upon = takenBack(job, begun, own);
    String group = job.name() + " " + run.end();
    own.spark().sparkContext().setJobGroup(group, group, false);
    Inputs inputs = begun.inputs(job, run, own, sizes);
    try {
      Outputs outputs = job.run(inputs);
      RunStamp stamp =
          outputs
              .reach()
              .map(far -> begun.stamp().reaching(far, begun.last()))
              .orElse(begun.stamp());
      Optional<SortedMap<String, Long>> published =
          publish(job, outputs, stamp, begun.last(), upon, inputs);
      Cost cost =
          meter
              .taken(group)
              .with(inputs.rowsInMemory(), (THREAD.getCurrentThreadCpuTime() - cpu) / 1e9);
      if (outputs.refusal().isPresent()) {
        throw outputs.refusal().get();
      }
      Outcome outcome = published.isEmpty() ? Outcome.UNCHANGED : Outcome.DONE;
      List<Finding> broken = outputs.findings().stream().filter(f -> !f.passed()).toList();
      if (outcome == Outcome.UNCHANGED && !broken.isEmpty()) {
        record(job, run, anchor(job), broken);
      }
      return report(
          begun.stamp(), outcome, cost, published.orElse(NOTHING), outputs.counts(), started);
    } finally {
      inputs.release();
      own.spark().sparkContext().clearJobGroup();
    }
  }

  /**
   * Files a request of somebody's in a table whose job carries it out later.
   *
   * @param request what is filed, such as {@code privacy.request}
   * @param rows rows of the table, new ones or such that replace those of their keys
   * @throws JobException where another writer won
   */
  public void file(String request, Table table, Dataset<Row> rows, LocalDate date) {
    Warehouse own = warehouse.in(rows.sparkSession());
    own.create(table);
    try {
      long upon = own.version(table);
      own.amend(
          Write.upsert(table),
          Warehouse.conform(table, rows),
          new Amendment(request, "file", date, own.log(table).lastStamped()),
          upon);
    } catch (DeltaConcurrentModificationException | OvertakenException e) {
      throw lost(request, e);
    }
  }

  @Override
  public void close() {
    meter.close();
  }

  /**
   * Takes back what a killed run left half done.
   *
   * @return the versions of the job's tables, which the run commits upon and upon no others: so of
   *     several runs at once one is completed, and each row is there once
   */
  private static Map<Table, Long> takenBack(Job job, Begun begun, Warehouse own) {
    Map<Table, Long> upon = new HashMap<>();
    job.writes().forEach(write -> upon.put(write.table(), HalfRuns.takeBack(write.table(), own)));
    Table anchor = anchor(job);
    if (own.log(anchor).lastStamped().map(Stamped::version).orElse(-1L)
        != begun.stamp().follows()) {
      throw new OvertakenException(anchor, begun.stamp().follows(), own.version(anchor));
    }
    own.requireAt(anchor, upon.get(anchor));
    return upon;
  }

  private static JobException lost(String name, Throwable cause) {
    return new JobException(
        ExitCode.WRITER_CONFLICT,
        "Cannot publish " + name + ": another writer changed its table meanwhile. Run it again",
        cause);
  }

  /**
   * A run as it begins.
   *
   * @param stamp what its commits will bear
   * @param last stamp of the job's last complete run
   * @param settled what is to be said of it where there is nothing to do
   */
  private record Begun(
      RunStamp stamp,
      Optional<RunStamp> last,
      Pinned pinned,
      Past past,
      Optional<Outcome> settled) {
    Inputs inputs(Job job, Run run, Warehouse warehouse, Sizes sizes) {
      return new Inputs(job, run, warehouse, sizes, pinned, past);
    }
  }

  private Begun begin(Job job, Run run, Warehouse own) {
    try {
      Optional<Stamped> complete = own.log(anchor(job)).lastStamped();
      Optional<RunStamp> last = complete.map(Stamped::stamp);
      Pinned pinned = Pinned.of(job.reads(), run.held(), own);
      RunStamp stamp =
          new RunStamp(
              job.name(),
              run.date(),
              run.moment(),
              new TreeMap<>(pinned.data()),
              rules(job, run),
              code.apply(job),
              anchor(job).fullName(),
              complete.map(Stamped::version).orElse(-1L),
              List.of(),
              "",
              Optional.empty());
      Past past = Past.of(job.memory(), last, stamp, run.zone());
      return new Begun(
          stamp, last, pinned, past, new NothingToDo(job, run, own).outcome(last, stamp));
    } catch (UnstampedTableException e) {
      throw new JobException(ExitCode.FAILED, e.getMessage(), e);
    }
  }

  /** The scale that a job is worth: by all that it reads and by what its own tables hold. */
  private Scale scale(Job job, Warehouse own) {
    if (job.looksOutside()) {
      return Scale.FULL;
    }
    Set<Table> read = new LinkedHashSet<>(job.reads());
    read.addAll(job.remembers());
    long held = weight(read, own) * job.expansion();
    return sizes.of(held + weight(job.writes().stream().map(Write::table).toList(), own));
  }

  private static long weight(Collection<Table> tables, Warehouse own) {
    return tables.stream().mapToLong(table -> own.log(table).weight()).sum();
  }

  /** Fingerprint of all settings that shape a job's rows: its own, and those of every run. */
  private static String rules(Job job, Run run) {
    CRC32C settings = new CRC32C();
    String all =
        String.join("|", job.settings(), run.zone().getId(), run.currency(), run.country());
    settings.update(all.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(settings.getValue());
  }

  /** The table that readers start from: committed last, its stamp says that the run is complete. */
  private static Table anchor(Job job) {
    return job.writes().get(job.writes().size() - 1).table();
  }

  /** Whether a job that looks outside the tables found nothing new there: it leaves no commit. */
  private static boolean foundNothing(Job job, Outputs outputs) {
    return outputs.rows().isEmpty() && job.looksOutside();
  }

  /** Rows written, by table; empty where no commit is worth making. */
  private static Optional<SortedMap<String, Long>> publish(
      Job job,
      Outputs outputs,
      RunStamp stamp,
      Optional<RunStamp> last,
      Map<Table, Long> upon,
      Inputs inputs) {
    Warehouse warehouse = inputs.warehouse();
    if (foundNothing(job, outputs)) {
      return Optional.empty();
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
        Optional<Dataset<Row>> rows =
            Optional.ofNullable(outputs.rows().get(write.table()))
                .map(frame -> Warehouse.conform(write.table(), frame));
        if (rows.isPresent() || write.table().equals(anchor(job))) {
          warehouse.create(write.table());
          Write now = outputs.isPartial(write.table()) ? Write.upsert(write.table()) : write;
          Prepared one = prepare(job, now, rows, inputs);
          prepared.add(write.table().equals(anchor(job)) ? one.finding(outputs.findings()) : one);
        }
      }
      if (standsAsItIs(job, stamp, last)
          && prepared.stream().allMatch(p -> p.changesNothing(stamp, warehouse))) {
        return Optional.empty();
      }
      SortedMap<String, Long> written = new TreeMap<>();
      for (Prepared p : prepared) {
        Table table = p.write().table();
        warehouse.requireAt(anchor(job), upon.get(anchor(job)));
        if (table.equals(anchor(job))) {
          requireOwn(prepared, stamp, warehouse);
        }
        // A table that was not there when the run began has been made meanwhile, empty.
        written.put(table.fullName(), p.commit(stamp, Math.max(0, upon.get(table)), warehouse));
      }
      return Optional.of(written);
    } finally {
      prepared.forEach(Prepared::release);
    }
  }

  /**
   * Whether tables whose rows stay may do without a commit: the stamp of the last run tells all of
   * this one but its date, which only tables that hold the rows of a date, or add to a log, must
   * bear. Where inputs have changed, the stamp says how far they have been read; within a day, up
   * to which moment.
   */
  private static boolean standsAsItIs(Job job, RunStamp stamp, Optional<RunStamp> last) {
    return job.memory() == Memory.MADE_BY_THE_SAME_RULES
        && last.filter(stamp::sameButDate).filter(l -> l.moment().isEmpty()).isPresent()
        && stamp.moment().isEmpty()
        && job.writes().stream().allMatch(Write::holdsAState);
  }

  /** Makes sure that nobody has taken back what this run has committed so far for half a run. */
  private static void requireOwn(List<Prepared> prepared, RunStamp stamp, Warehouse warehouse) {
    for (Prepared p : prepared.subList(0, prepared.size() - 1)) {
      RunStamp stands =
          warehouse.log(p.write().table()).lastStamped().map(Stamped::stamp).orElse(null);
      if (stands == null || !stands.sameRun(stamp) || stands.follows() != stamp.follows()) {
        throw new JobException(
            ExitCode.WRITER_CONFLICT,
            "Cannot complete %s: what it wrote to %s was taken back or replaced by another run meanwhile. Run it again"
                .formatted(stamp.job(), p.write().table()));
      }
    }
  }

  /**
   * Audits the rows, except of an append by query, whose rules Delta itself holds while writing.
   */
  private static Prepared prepare(
      Job job, Write write, Optional<Dataset<Row>> rows, Inputs inputs) {
    Warehouse warehouse = inputs.warehouse();
    boolean isHeldByDelta = write.mode() == Write.Mode.APPEND && warehouse.scale() != Scale.LOCAL;
    if (rows.isEmpty() || isHeldByDelta) {
      return new Prepared(write, rows, rows.isEmpty(), () -> {}, Function.identity());
    }
    Kept kept = Kept.of(rows.get(), warehouse.scale());
    boolean isMarked = List.of(rows.get().columns()).contains(Write.DELETED);
    Dataset<Row> staying = isMarked ? kept.rows().where("not " + Write.DELETED) : kept.rows();
    Audit rowsAlone = Audit.of(write.table(), staying, warehouse.scale());
    List<Finding> refusing = rowsAlone.findings().stream().filter(Finding::refuses).toList();
    if (!refusing.isEmpty()) {
      kept.release();
      throw new GateRefusal(
          "Cannot publish %s: %.0f rows break %s. Nothing of %s was published; see docs/data-model.md"
              .formatted(
                  write.table(), refusing.get(0).value(), refusing.get(0).check(), job.name()),
          write.table(),
          refusing,
          Set.of());
    }
    Extent extent = write.isWhole() ? Extent.WHOLE : Extent.PART;
    boolean isThere = extent == Extent.WHOLE && holds(write.table(), rowsAlone, warehouse);
    Audit audit = rowsAlone.with(beside(write.table(), staying, rowsAlone, extent, inputs));
    return new Prepared(
        write,
        isThere ? Optional.empty() : Optional.of(kept.rows()),
        isThere || !isMarked && write.mode() == Write.Mode.UPSERT && audit.rows() == 0,
        kept::release,
        // Of an append the audit would tell of this run's rows alone.
        write.mode() == Write.Mode.APPEND
            ? Function.identity()
            : stamp -> stamp.with(audit, extent));
  }

  /** What the rows tell together with other tables, and with the last publication. */
  private static List<Finding> beside(
      Table table, Dataset<Row> rows, Audit audit, Extent extent, Inputs inputs) {
    Warehouse warehouse = inputs.warehouse();
    List<Finding> findings = new ArrayList<>();
    for (ForeignKey to : table.references()) {
      inputs
          .referenced(to.target())
          .map(target -> audit.reference(rows, to, target, warehouse.scale()))
          .ifPresent(findings::add);
    }
    if (extent == Extent.WHOLE) {
      warehouse
          .log(table)
          .lastStamped()
          .flatMap(last -> SteadyRows.of(table, audit, last.stamp()))
          .ifPresent(findings::add);
    }
    return findings;
  }

  /** Whether a table holds exactly the rows that were audited, as its last stamp and log tell. */
  private static boolean holds(Table table, Audit audit, Warehouse warehouse) {
    CommitLog log = warehouse.log(table);
    return !audit.content().isEmpty()
        && log.lastStamped()
            .filter(last -> last.stamp().content().equals(audit.content()))
            .filter(last -> log.dataVersion() <= last.version())
            .isPresent();
  }

  /**
   * Rows ready to be committed.
   *
   * @param rows empty where the table's rows stay as they are
   * @param isStill whether it is known that they stay as they are
   * @param stamped the run's stamp with what was found in them
   */
  private record Prepared(
      Write write,
      Optional<Dataset<Row>> rows,
      boolean isStill,
      Runnable letGo,
      Function<RunStamp, RunStamp> stamped) {
    boolean changesNothing(RunStamp stamp, Warehouse warehouse) {
      return isStill || warehouse.holdsAlready(write, rows.orElseThrow(), stamp.date());
    }

    /** The same, whose stamp bears what the job found out beside its rows. */
    Prepared finding(List<Finding> findings) {
      return new Prepared(
          write, rows, isStill, letGo, stamped.andThen(stamp -> stamp.and(findings)));
    }

    long commit(RunStamp stamp, long upon, Warehouse warehouse) {
      RunStamp full = stamped.apply(stamp);
      if (rows.isEmpty()) {
        warehouse.stampOnly(write.table(), full, upon);
        return 0;
      }
      warehouse.write(write, rows.get(), full, upon);
      return warehouse.log(write.table()).lastStamped().map(Stamped::written).orElse(0L);
    }

    void release() {
      letGo.run();
    }
  }

  private static RunReport report(
      RunStamp stamp,
      Outcome outcome,
      Cost cost,
      SortedMap<String, Long> written,
      Map<String, Long> counts,
      long started) {
    double seconds = started == 0 ? 0 : (System.nanoTime() - started) / 1e9;
    return new RunReport(
        stamp.job(), stamp.date(), outcome, stamp.inputs(), cost, written, counts, seconds);
  }
}
