package vongdoi.command;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import vongdoi.command.watch.Failure;
import vongdoi.command.watch.Progress;
import vongdoi.command.watch.RunFailure;
import vongdoi.command.watch.Watch;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.config.Suggestion;
import vongdoi.common.job.CodeVersion;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.JobRunner;
import vongdoi.common.job.Preview;
import vongdoi.common.job.Run;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.Schedule;
import vongdoi.common.spark.Sessions;
import vongdoi.common.table.Warehouse;
import vongdoi.identity.explaining.FindCustomer;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;

/** An open Spark session on a lake, and the jobs that run on it. */
final class Platform implements AutoCloseable {
  /** Packages whose classes shape the rows of every job. */
  private static final List<String> SHARED =
      List.of("vongdoi.common", "vongdoi.customer", "vongdoi.models");

  private final VongdoiConfig config;
  private final SparkSession spark;
  private final Warehouse warehouse;
  private final JobRunner runner;
  private final Watch watch;

  private Platform(VongdoiConfig config, SparkSession spark) {
    this.config = config;
    this.spark = spark;
    this.warehouse = new Warehouse(spark, config.lake());
    CodeVersion code = CodeVersion.ofBuild(Platform.class.getClassLoader(), SHARED);
    this.runner = new JobRunner(warehouse, config.run().sizes(), code::of);
    this.watch = Watch.of(config.watch(), warehouse.lake(), warehouse::version, System.err);
  }

  static Platform open(VongdoiConfig config) {
    return new Platform(config, Sessions.open("vongdoi", config.spark()));
  }

  SparkSession spark() {
    return spark;
  }

  /** Finds customers by what people call them. */
  FindCustomer findCustomer() {
    return new FindCustomer(
        warehouse.read(Silver.CUSTOMERS),
        warehouse.read(Silver.CUSTOMER_RECORDS),
        warehouse.read(Silver.IDENTIFIER_LINKS),
        config.country());
  }

  Warehouse warehouse() {
    return warehouse;
  }

  JobRunner runner() {
    return runner;
  }

  VongdoiConfig config() {
    return config;
  }

  /**
   * The jobs of a command.
   *
   * @param fixed the stages and jobs that its name stands for; empty: the whole daily line
   * @param only those among them that it was asked for; empty: all
   */
  static List<Job> select(VongdoiConfig config, List<String> fixed, List<String> only) {
    if (fixed.isEmpty() || only.isEmpty()) {
      return select(config, fixed.isEmpty() ? only : fixed);
    }
    Set<String> within = select(config, fixed).stream().map(Job::name).collect(Collectors.toSet());
    for (String name : only) {
      if (select(config, List.of(name)).stream().noneMatch(job -> within.contains(job.name()))) {
        throw new JobException(
            ExitCode.USAGE,
            "Invalid --only: %s is no part of %s".formatted(name, String.join(", ", fixed)));
      }
    }
    return select(config, only).stream().filter(job -> within.contains(job.name())).toList();
  }

  /** The jobs that stages and jobs are named by; the whole daily line where none is. */
  static List<Job> select(VongdoiConfig config, List<String> names) {
    List<Job> all = Jobs.all(config);
    if (names.isEmpty()) {
      return all.stream().filter(job -> job.schedule().isDaily()).toList();
    }
    SortedSet<String> known = new TreeSet<>();
    all.forEach(job -> known.add(job.name()));
    all.forEach(job -> known.add(job.stage()));
    for (String name : names) {
      if (!known.contains(name)) {
        throw new JobException(
            ExitCode.USAGE, "Unknown job or stage " + name + Suggestion.of(name, known));
      }
    }
    return all.stream()
        .filter(
            job ->
                names.contains(job.name())
                    || names.contains(job.stage()) && job.schedule() != Schedule.WITHIN_DAY)
        .toList();
  }

  /** Runs jobs for each date in turn, side by side where their tables allow it. */
  void run(List<Job> jobs, LocalDate from, LocalDate to, Intent intent, Progress progress) {
    for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
      run(jobs, runOf(date), intent, progress);
    }
  }

  /**
   * Makes sure that a run within a day comes after the daily run of the day before: the tables that
   * both write are told to the end of a date before they are told to a moment of the next.
   *
   * @throws JobException where that run is missing
   */
  void requireDayBefore(LocalDate date) {
    boolean done =
        warehouse
            .log(Gold.AUDIENCE_LEDGER)
            .lastStamped()
            .filter(last -> !last.stamp().date().isBefore(date.minusDays(1)))
            .isPresent();
    if (!done) {
      throw new JobException(
          ExitCode.INPUT_MISSING,
          "Cannot run within %s: the daily run of %s has not been completed. Run it first: run --date %2$s"
              .formatted(date, date.minusDays(1)));
    }
  }

  /** The run of a date, to its end. */
  Run runOf(LocalDate date) {
    return new Run(date, config.zone(), config.currency(), config.country());
  }

  /** Runs jobs once. */
  void run(List<Job> jobs, Run run, Intent intent, Progress progress) {
    JobGraph.of(jobs)
        .walk(
            config.run().lanes(),
            (job, held) -> {
              progress.started(job, run.date());
              progress.ended(
                  switch (intent) {
                    case RUN -> ran(job, run.without(held), progress);
                    case PLAN -> runner.plan(job, run);
                    case PREVIEW -> previewed(job, run, progress);
                  });
            });
  }

  private RunReport ran(Job job, Run run, Progress progress) {
    watch.started(job, run);
    try {
      RunReport report = runner.run(job, run);
      watch.ended(job, run, report);
      return report;
    } catch (RuntimeException failure) {
      watch.failed(job, run, Failure.of(failure));
      if (!(failure instanceof JobException e)) {
        throw failure;
      }
      progress.failed(new RunFailure(job.name(), run.date(), e));
      throw e;
    }
  }

  private RunReport previewed(Job job, Run run, Progress progress) {
    RunReport plan = runner.plan(job, run);
    Optional<Preview> preview = runner.preview(job, run);
    preview.ifPresent(p -> progress.told(p.lines()));
    return preview.map(p -> plan.with(p.counts())).orElse(plan);
  }

  /** Whether a run writes, says which jobs would run, or also what they would change. */
  enum Intent {
    RUN,
    PLAN,
    PREVIEW
  }

  @Override
  public void close() {
    runner.close();
    spark.stop();
  }
}
