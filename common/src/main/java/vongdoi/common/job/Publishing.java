package vongdoi.common.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.local.Scale;
import vongdoi.common.table.Audit;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.CommitLog;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.RunStamp.Extent;
import vongdoi.common.table.Stamped;
import vongdoi.common.table.SteadyRows;
import vongdoi.common.table.Table;
import vongdoi.common.table.Table.ForeignKey;
import vongdoi.common.table.Warehouse;
import vongdoi.common.table.Write;

/** What becomes of the rows that a job returned: audited, then committed, its anchor last. */
final class Publishing {
  private final Job job;
  private final Inputs inputs;
  private final Warehouse warehouse;
  private final Table anchor;

  Publishing(Job job, Inputs inputs) {
    this.job = job;
    this.inputs = inputs;
    this.warehouse = inputs.warehouse();
    this.anchor = anchor(job);
  }

  /** The table that readers start from: committed last, its stamp says that the run is complete. */
  static Table anchor(Job job) {
    return job.writes().get(job.writes().size() - 1).table();
  }

  /** Whether a job that looks outside the tables found nothing new there: it leaves no commit. */
  private boolean foundNothing(Outputs outputs) {
    return outputs.rows().isEmpty() && job.looksOutside();
  }

  /**
   * Audits and commits what the job returned.
   *
   * @param last stamp of the job's last complete run
   * @param upon versions of the job's tables that the run commits upon
   * @return rows written, by table; empty where no commit is worth making
   * @throws JobException where an audit refuses the rows, or another writer won
   */
  Optional<SortedMap<String, Long>> publish(
      Outputs outputs, RunStamp stamp, Optional<RunStamp> last, Map<Table, Long> upon) {
    if (foundNothing(outputs)) {
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
        if (rows.isPresent() || write.table().equals(anchor)) {
          if (upon.get(write.table()) < 0) {
            warehouse.create(write.table());
          }
          Write now = outputs.isPartial(write.table()) ? Write.upsert(write.table()) : write;
          // A table that was not there when the run began has been made meanwhile, empty.
          Prepared one = prepare(now, rows, Math.max(0, upon.get(write.table())));
          prepared.add(write.table().equals(anchor) ? one.finding(outputs.findings()) : one);
        }
      }
      if (standsAsItIs(stamp, last)
          && prepared.stream().allMatch(p -> p.changesNothing(stamp, warehouse))) {
        return Optional.empty();
      }
      SortedMap<String, Long> written = new TreeMap<>();
      for (Prepared p : prepared) {
        Table table = p.write().table();
        if (table.equals(anchor)) {
          requireOwn(prepared, stamp);
        } else {
          warehouse.requireAt(anchor, upon.get(anchor));
        }
        written.put(table.fullName(), p.commit(stamp, warehouse));
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
  private boolean standsAsItIs(RunStamp stamp, Optional<RunStamp> last) {
    return job.memory() == Memory.MADE_BY_THE_SAME_RULES
        && last.filter(stamp::sameButDate).filter(l -> l.moment().isEmpty()).isPresent()
        && stamp.moment().isEmpty()
        && job.writes().stream().allMatch(Write::holdsAState);
  }

  /** Makes sure that nobody has taken back what this run has committed so far for half a run. */
  private void requireOwn(List<Prepared> prepared, RunStamp stamp) {
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
  private Prepared prepare(Write write, Optional<Dataset<Row>> rows, long upon) {
    boolean isHeldByDelta = write.mode() == Write.Mode.APPEND && warehouse.scale() != Scale.LOCAL;
    if (rows.isEmpty() || isHeldByDelta) {
      return new Prepared(write, upon, rows, rows.isEmpty(), () -> {}, Function.identity());
    }
    Kept kept = Kept.of(rows.get(), warehouse.scale());
    try {
      return audited(write, kept, upon);
    } catch (RuntimeException | Error e) {
      kept.release();
      throw e;
    }
  }

  private Prepared audited(Write write, Kept kept, long upon) {
    boolean isMarked = List.of(kept.rows().columns()).contains(Write.DELETED);
    Dataset<Row> staying = isMarked ? kept.rows().where("not " + Write.DELETED) : kept.rows();
    Audit rowsAlone = Audit.of(write.table(), staying, warehouse.scale());
    List<Finding> refusing = rowsAlone.findings().stream().filter(Finding::refuses).toList();
    if (!refusing.isEmpty()) {
      throw new GateRefusal(
          "Cannot publish %s: %.0f rows break %s. Nothing of %s was published; see docs/data-model.md"
              .formatted(
                  write.table(), refusing.get(0).value(), refusing.get(0).check(), job.name()),
          write.table(),
          refusing,
          Set.of());
    }
    Extent extent = write.isWhole() ? Extent.WHOLE : Extent.PART;
    boolean isThere = extent == Extent.WHOLE && holds(write.table(), upon, rowsAlone);
    Audit audit = rowsAlone.with(beside(write.table(), upon, staying, rowsAlone, extent));
    return new Prepared(
        write,
        upon,
        isThere ? Optional.empty() : Optional.of(kept.rows()),
        isThere || !isMarked && write.mode() == Write.Mode.UPSERT && audit.rows() == 0,
        kept::release,
        // Of an append the audit would tell of this run's rows alone.
        write.mode() == Write.Mode.APPEND
            ? Function.identity()
            : stamp -> stamp.with(audit, extent));
  }

  /** What the rows tell together with other tables, and with the last publication. */
  private List<Finding> beside(
      Table table, long upon, Dataset<Row> rows, Audit audit, Extent extent) {
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
          .stampedUpTo(upon)
          .flatMap(last -> SteadyRows.of(table, audit, last.stamp()))
          .ifPresent(findings::add);
    }
    return findings;
  }

  /** Whether a table holds exactly the rows that were audited, as its last stamp and log tell. */
  private boolean holds(Table table, long upon, Audit audit) {
    CommitLog log = warehouse.log(table);
    return !audit.content().isEmpty()
        && log.stampedUpTo(upon)
            .filter(last -> last.stamp().content().equals(audit.content()))
            .filter(last -> log.dataVersion(upon) <= last.version())
            .isPresent();
  }

  /**
   * Rows ready to be committed.
   *
   * @param upon version of the table that they are made for
   * @param rows empty where the table's rows stay as they are
   * @param isStill whether it is known that they stay as they are
   * @param stamped the run's stamp with what was found in them
   */
  private record Prepared(
      Write write,
      long upon,
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
          write, upon, rows, isStill, letGo, stamped.andThen(stamp -> stamp.and(findings)));
    }

    long commit(RunStamp stamp, Warehouse warehouse) {
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
}
