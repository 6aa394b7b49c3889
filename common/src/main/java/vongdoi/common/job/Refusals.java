package vongdoi.common.job;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/**
 * The quality gates that refused during a walk, and the jobs that cannot do without their tables.
 */
final class Refusals {
  private final Map<Job, JobException> refused = new ConcurrentHashMap<>();
  private final Set<Job> waiting = ConcurrentHashMap.newKeySet();
  private final Set<Table> held = ConcurrentHashMap.newKeySet();

  /** Does the step for a job unless it needs a table that is held. */
  void guard(Job job, JobStep step) {
    Set<Table> without = new HashSet<>(job.reads());
    without.retainAll(held);
    if (!job.doesWithout().containsAll(without)) {
      waiting.add(job);
      hold(job);
      return;
    }
    try {
      step.run(job, without);
    } catch (JobException e) {
      if (e.exitCode() != ExitCode.GATE_REFUSED) {
        throw e;
      }
      refused.put(job, e);
      if (e instanceof GateRefusal refusal && !refusal.held().isEmpty()) {
        held.addAll(refusal.held());
      } else {
        hold(job);
      }
    }
  }

  private void hold(Job job) {
    job.writes().stream().map(Write::table).forEach(held::add);
  }

  /**
   * The refusal of the first job in this order that was refused, with the jobs that wait for it.
   */
  Optional<JobException> first(List<Job> sorted) {
    return sorted.stream().filter(refused::containsKey).findFirst().map(job -> told(job, sorted));
  }

  private JobException told(Job job, List<Job> sorted) {
    JobException refusal = refused.get(job);
    String others =
        sorted.stream().filter(waiting::contains).map(Job::name).collect(Collectors.joining(", "));
    return others.isEmpty()
        ? refusal
        : new JobException(
            refusal.exitCode(),
            refusal.getMessage() + ". Not run, since they need what was refused: " + others,
            refusal);
  }
}
