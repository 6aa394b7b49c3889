package vongdoi.common.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** The jobs in the order that their tables demand; its edges come from reads and writes alone. */
public final class JobGraph {
  private final List<Job> sorted;
  private final Map<Job, Set<Job>> upstream;

  private JobGraph(List<Job> sorted, Map<Job, Set<Job>> upstream) {
    this.sorted = sorted;
    this.upstream = upstream;
  }

  /**
   * @throws IllegalStateException where a table has two owners or jobs wait for each other
   */
  public static JobGraph of(List<Job> jobs) {
    Map<Table, Job> owners = new HashMap<>();
    for (Job job : jobs) {
      for (Write write : job.writes()) {
        Job other = owners.put(write.table(), job);
        if (other != null) {
          throw new IllegalStateException(
              "Table %s has two owners: %s and %s"
                  .formatted(write.table(), other.name(), job.name()));
        }
      }
    }
    Map<Job, Set<Job>> upstream = new LinkedHashMap<>();
    for (Job job : jobs) {
      Set<Job> before = new LinkedHashSet<>();
      for (Table table : job.reads()) {
        Job owner = owners.get(table);
        if (owner != null && owner != job) {
          before.add(owner);
        }
      }
      upstream.put(job, before);
    }
    return new JobGraph(sort(jobs, upstream), upstream);
  }

  private static List<Job> sort(List<Job> jobs, Map<Job, Set<Job>> upstream) {
    List<Job> sorted = new ArrayList<>();
    List<Job> left = new ArrayList<>(jobs);
    while (!left.isEmpty()) {
      Job next =
          left.stream()
              .filter(job -> sorted.containsAll(upstream.get(job)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "Jobs wait for each other: " + left.stream().map(Job::name).toList()));
      sorted.add(next);
      left.remove(next);
    }
    return sorted;
  }

  /** Every job after those whose tables it reads; otherwise in registry order. */
  public List<Job> sorted() {
    return sorted;
  }

  /** The jobs whose tables this one reads. */
  public List<Job> upstream(Job job) {
    return List.copyOf(upstream.get(job));
  }

  /**
   * Runs the jobs, each as soon as those before it have ended. A job whose rows a quality gate
   * refuses has published nothing: the jobs that do without its tables go on, those that need them
   * wait for another run, and the refusal is thrown at the end. Any other failure keeps all jobs
   * after it from starting.
   *
   * @param lanes jobs side by side
   * @throws JobException the refusal of the first job that was refused
   */
  public void walk(int lanes, JobStep step) {
    ExecutorService pool = Executors.newFixedThreadPool(lanes);
    Refusals refusals = new Refusals();
    try {
      Map<Job, CompletableFuture<Void>> ended = new HashMap<>();
      for (Job job : sorted) {
        CompletableFuture<?>[] before =
            upstream.get(job).stream().map(ended::get).toArray(CompletableFuture[]::new);
        ended.put(
            job,
            CompletableFuture.allOf(before).thenRunAsync(() -> refusals.guard(job, step), pool));
      }
      CompletableFuture.allOf(ended.values().toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    } finally {
      pool.shutdown();
    }
    Optional<JobException> refusal = refusals.first(sorted);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }
}
