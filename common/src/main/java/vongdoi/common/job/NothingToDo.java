package vongdoi.common.job;

import java.util.Optional;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.Warehouse;

/** Tells from the stamps whether a run has anything to do. */
final class NothingToDo {
  private final Job job;
  private final Run run;
  private final Warehouse warehouse;

  NothingToDo(Job job, Run run, Warehouse warehouse) {
    this.job = job;
    this.run = run;
    this.warehouse = warehouse;
  }

  /**
   * What is to be said of the run where there is nothing to do.
   *
   * @param last stamp of the job's last complete run
   * @param now stamp of the run that begins
   */
  Optional<Outcome> outcome(Optional<RunStamp> last, RunStamp now) {
    if (job.memory() == Memory.NOTHING) {
      return Optional.empty();
    }
    boolean isLater =
        last.filter(l -> l.end(run.zone()).isAfter(run.end())).isPresent()
            || run.moment().isPresent() && readsLaterRows();
    if (isLater) {
      return Optional.of(Outcome.PASSED);
    }
    boolean isSame = last.filter(l -> now.sameRun(l) || isSameOnDate(l, now)).isPresent();
    return isSame && !job.looksOutside() ? Optional.of(Outcome.UNCHANGED) : Optional.empty();
  }

  /**
   * Whether an input tells of a later moment: what it knows by now, a run within the day must not.
   */
  private boolean readsLaterRows() {
    return job.reads().stream()
        .flatMap(table -> warehouse.log(table).lastStamped().stream())
        .anyMatch(made -> made.stamp().end(run.zone()).isAfter(run.end()));
  }

  private boolean isSameOnDate(RunStamp last, RunStamp now) {
    return now.sameButDate(last)
        && job.isSameOn(last.date(), now.date())
        && (!readsLandedRows() || allLandedBy(last));
  }

  private boolean readsLandedRows() {
    return job.reads().stream().anyMatch(table -> table.layer().equals("bronze"));
  }

  /** Whether no landed row was ahead of its time for a run, to become visible by the date alone. */
  private boolean allLandedBy(RunStamp last) {
    return warehouse
        .log(Bronze.LANDED_FILES)
        .lastStamped()
        .flatMap(made -> made.stamp().reaches())
        .filter(far -> !far.isAfter(last.date()))
        .isPresent();
  }
}
