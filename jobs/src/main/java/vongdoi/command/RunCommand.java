package vongdoi.command;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vongdoi.command.watch.LogLines;
import vongdoi.command.watch.Moments;
import vongdoi.command.watch.Progress;
import vongdoi.command.watch.RunSummary;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Job;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.VongdoiConfig;

/** {@code run}, and every stage and job by its own name. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
class RunCommand implements Callable<Integer> {
  private final List<String> fixed;
  private final Moment moment;

  @Spec private CommandSpec spec;
  @Mixin private Settled settled;

  @Option(
      names = "--date",
      paramLabel = "D",
      description = "Business date whose end the tables describe")
  private LocalDate date;

  @Option(names = "--from", paramLabel = "D0", description = "Run each date from D0 to D in turn")
  private LocalDate from;

  @Option(
      names = "--at",
      paramLabel = "HH:MM",
      description = "Moment within the date, on the business clock: for the jobs of `moments`")
  private LocalTime at;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "JOB",
      description = "Only these jobs or stages")
  private List<String> only = List.of();

  @Option(
      names = "--dry-run",
      description =
          "Write nothing; say what would run, and of jobs that are named what they would change")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the lines for machines only")
  private boolean json;

  /** Whether a run is told to a moment of its date. */
  enum Moment {
    OPTIONAL,
    REQUIRED
  }

  /**
   * @param fixed the jobs or stages that the command's name stands for; empty for all
   */
  RunCommand(List<String> fixed, Moment moment) {
    this.fixed = fixed;
    this.moment = moment;
  }

  @Override
  public Integer call() {
    if (date == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing --date: the business date, such as --date 2026-10-31");
    }
    LocalDate first = from == null ? date : from;
    if (first.isAfter(date)) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid --from: " + from + " (must not be after --date " + date + ")");
    }
    if (at != null && from != null) {
      throw new ParameterException(
          spec.commandLine(), "Invalid --at: it names a moment of one date, and --from many");
    }
    if (at == null && moment == Moment.REQUIRED) {
      throw new ParameterException(
          spec.commandLine(), "Missing --at: the moment of the date, such as --at 10:20");
    }
    ConfigFile file = settled.load();
    List<String> named = only.isEmpty() ? fixed : only;
    List<Job> jobs = Platform.select(file.settings(), fixed, only);
    if (at != null) {
      requireWithinDay(jobs);
    }
    Platform.Intent dry = named.isEmpty() ? Platform.Intent.PLAN : Platform.Intent.PREVIEW;
    Progress progress = progress(file.settings());
    try (Platform platform = Platform.open(file.settings())) {
      Platform.Intent intent = dryRun ? dry : Platform.Intent.RUN;
      if (at == null) {
        platform.run(jobs, first, date, intent, progress);
      } else {
        platform.requireDayBefore(date);
        ZonedDateTime until = date.atTime(at).atZone(file.settings().zone());
        platform.run(jobs, platform.runOf(date).at(until.toInstant()), intent, progress);
      }
      // Of a single job the RUN_REPORT says it all, and is the last line.
      boolean isWhole = fixed.isEmpty() || jobs.size() > 1;
      if (intent == Platform.Intent.RUN && isWhole) {
        progress.summed(RunSummary.of(first, date, progress.reports()));
      }
    }
    return ExitCode.DONE.code();
  }

  private Progress progress(VongdoiConfig config) {
    if (json) {
      return Progress.quiet();
    }
    return config.watch().jsonLogs()
        ? Progress.inJson(System.out, System.err, new LogLines(Moments.ofProcess()))
        : Progress.onConsole();
  }

  /** The business date; none where the command line names none. */
  final Optional<LocalDate> date() {
    return Optional.ofNullable(date);
  }

  final Settled settled() {
    return settled;
  }

  private void requireWithinDay(List<Job> jobs) {
    for (Job job : jobs) {
      if (!job.schedule().isWithinDay()) {
        throw new ParameterException(
            spec.commandLine(),
            "Invalid --at: %s is told to the end of its date. Run the jobs that cannot wait for it: moments --date %s --at %s"
                .formatted(job.name(), date, at));
      }
    }
  }
}
