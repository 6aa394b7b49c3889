package vongdoi.common.job;

import io.delta.exceptions.DeltaConcurrentModificationException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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
import java.util.function.ToLongFunction;
import java.util.zip.CRC32C;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.common.local.Scale;
import vongdoi.common.table.Amendment;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.HalfRuns;
import vongdoi.common.table.OlderTableException;
import vongdoi.common.table.OvertakenException;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.Stamped;
import vongdoi.common.table.Table;
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
    Begun begun = begin(job, run, warehouse, warehouse.version(Publishing.anchor(job)));
    return report(
        begun.stamp(), begun.settled().orElse(Outcome.PLANNED), Cost.NONE, NOTHING, Map.of(), 0);
  }

  /**
   * What {@link #run} would change, for jobs that can tell; writes nothing. Empty where the run
   * would do nothing.
   */
  public Optional<Preview> preview(Job job, Run run) {
    Warehouse own = warehouse.in(warehouse.spark().newSession());
    Begun begun = begin(job, run, own, own.version(Publishing.anchor(job)));
    if (begun.settled().isPresent()) {
      return Optional.empty();
    }
    Warehouse scaled = own.at(scale(job, begun.pinned(), Map.of(), own));
    Inputs inputs = begun.inputs(job, run, scaled, sizes);
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
    Begun begun = begin(job, run, warehouse, warehouse.create(Publishing.anchor(job)));
    if (begun.settled().isPresent()) {
      return report(begun.stamp(), begun.settled().get(), Cost.NONE, NOTHING, Map.of(), started);
    }
    Warehouse session = warehouse.in(warehouse.spark().newSession());
    SparkSession.setActiveSession(session.spark());
    Map<Table, Long> upon = takenBack(job, begun, session);
    Warehouse own = session.at(scale(job, begun.pinned(), upon, session));
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
          new Publishing(job, inputs).publish(outputs, stamp, begun.last(), upon);
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
        record(job, run, Publishing.anchor(job), broken);
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
    Table anchor = Publishing.anchor(job);
    long now = own.version(anchor);
    long stands = own.log(anchor).stampedUpTo(now).map(Stamped::version).orElse(-1L);
    if (now != upon.get(anchor) || stands != begun.stamp().follows()) {
      throw new OvertakenException(anchor, begun.stamp().follows(), now);
    }
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

  /**
   * @param at version of the job's anchor
   */
  private Begun begin(Job job, Run run, Warehouse own, long at) {
    try {
      Optional<Stamped> complete = own.log(Publishing.anchor(job)).stampedUpTo(at);
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
              Publishing.anchor(job).fullName(),
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

  /**
   * The scale that a job is worth: by all that it reads and by what its own tables hold.
   *
   * @param upon versions of its own tables, where they are known
   */
  private Scale scale(Job job, Pinned pinned, Map<Table, Long> upon, Warehouse own) {
    if (job.looksOutside()) {
      return Scale.FULL;
    }
    Set<Table> read = new LinkedHashSet<>(job.reads());
    read.addAll(job.remembers());
    ToLongFunction<Table> weight =
        table ->
            own.log(table).weight(pinned.known(table).orElseGet(() -> version(table, upon, own)));
    long held = read.stream().mapToLong(weight).sum() * job.expansion();
    return sizes.of(
        held
            + job.writes().stream()
                .map(Write::table)
                .mapToLong(table -> own.log(table).weight(version(table, upon, own)))
                .sum());
  }

  private static long version(Table table, Map<Table, Long> known, Warehouse own) {
    Long version = known.get(table);
    return version == null ? own.version(table) : version;
  }

  /** Fingerprint of all settings that shape a job's rows: its own, and those of every run. */
  private static String rules(Job job, Run run) {
    CRC32C settings = new CRC32C();
    String all =
        String.join("|", job.settings(), run.zone().getId(), run.currency(), run.country());
    settings.update(all.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(settings.getValue());
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
