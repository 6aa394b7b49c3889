package vongdoi.command.watch;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vongdoi.common.job.Job;
import vongdoi.common.job.RunReport;

/**
 * Shows a person on standard error what is going on, and prints each job's {@code RUN_REPORT} or
 * {@code RUN_FAILURE} on standard output.
 */
public final class Progress {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final Optional<LogLines> structured;
  private final Set<String> running = new TreeSet<>();
  private final List<RunReport> reports = new ArrayList<>();

  public Progress(PrintStream out, PrintStream err, boolean terminal) {
    this(out, err, terminal, Optional.empty());
  }

  private Progress(
      PrintStream out, PrintStream err, boolean terminal, Optional<LogLines> structured) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.structured = structured;
  }

  /** What people are told comes as JSON objects. */
  public static Progress inJson(PrintStream out, PrintStream err, LogLines lines) {
    return new Progress(out, err, false, Optional.of(lines));
  }

  /** For a command at a terminal, or in a log. */
  public static Progress onConsole() {
    return new Progress(System.out, System.err, System.console() != null);
  }

  /** A line for each job on standard output, without the machine's report. */
  public static Progress table() {
    return new Progress(
        new PrintStream(OutputStream.nullOutputStream()), System.out, System.console() != null);
  }

  /** The lines for machines alone. */
  public static Progress quiet() {
    return new Progress(System.out, new PrintStream(OutputStream.nullOutputStream()), false);
  }

  public synchronized void started(Job job, LocalDate date) {
    running.add(job.name());
    structured.ifPresent(lines -> err.println(lines.started(job.name(), date)));
    showRunning(date);
  }

  public synchronized void ended(RunReport report) {
    running.remove(report.job());
    reports.add(report);
    if (terminal) {
      err.print("\r\u001b[K");
    }
    err.println(structured.map(lines -> lines.ended(report, line(report))).orElse(line(report)));
    out.println(report.line());
    showRunning(report.date());
  }

  /** What the whole run came to. */
  public synchronized void summed(RunSummary summary) {
    String sentence = summary.sentence();
    err.println(structured.map(lines -> lines.said("run_ended", sentence)).orElse(sentence));
    out.println(summary.line());
  }

  /** A job that ended with a problem, while others go on. */
  public synchronized void failed(RunFailure failure) {
    running.remove(failure.job());
    if (terminal) {
      err.print("\r\u001b[K");
    }
    err.println(structured.map(lines -> lines.failed(failure)).orElse(failure.sentence()));
    out.println(failure.line());
    showRunning(failure.date());
  }

  /** What a dry run found. */
  public synchronized void told(List<String> lines) {
    if (terminal) {
      err.print("\r\u001b[K");
    }
    lines.forEach(
        line -> err.println(structured.map(json -> json.said("preview", line)).orElse(line)));
  }

  private void showRunning(LocalDate date) {
    if (terminal) {
      err.print("\r\u001b[K" + date + "  … " + String.join(", ", running));
      err.flush();
    }
  }

  public static String line(RunReport report) {
    return String.format(
        Locale.ROOT,
        "%s  %-20s %-9s in %,12d  out %,11d%s  %6.1f s",
        report.date(),
        report.job(),
        report.outcome().name().toLowerCase(Locale.ROOT),
        report.counts().getOrDefault("rows_in", report.rowsIn()),
        report.written(),
        setAside(report),
        report.seconds());
  }

  private static String setAside(RunReport report) {
    long duplicate = report.counts().getOrDefault("duplicate", 0L);
    long quarantined = report.counts().getOrDefault("quarantined", 0L);
    return duplicate + quarantined == 0
        ? ""
        : String.format(Locale.ROOT, "  (%,d duplicate, %,d quarantined)", duplicate, quarantined);
  }

  public synchronized List<RunReport> reports() {
    return List.copyOf(reports);
  }
}
