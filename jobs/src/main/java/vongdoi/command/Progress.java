package vongdoi.command;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import vongdoi.common.job.Job;
import vongdoi.common.job.RunReport;

/**
 * Shows a person on standard error what is going on, and prints each job's {@code RUN_REPORT} or
 * {@code RUN_FAILURE} on standard output.
 */
final class Progress {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final Set<String> running = new TreeSet<>();
  private final List<RunReport> reports = new ArrayList<>();

  Progress(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** For a command at a terminal, or in a log. */
  static Progress onConsole() {
    return new Progress(System.out, System.err, System.console() != null);
  }

  /** A line for each job on standard output, without the machine's report. */
  static Progress table() {
    return new Progress(
        new PrintStream(OutputStream.nullOutputStream()), System.out, System.console() != null);
  }

  /** The lines for machines alone. */
  static Progress quiet() {
    return new Progress(System.out, new PrintStream(OutputStream.nullOutputStream()), false);
  }

  synchronized void started(Job job, LocalDate date) {
    running.add(job.name());
    showRunning(date);
  }

  synchronized void ended(RunReport report) {
    running.remove(report.job());
    reports.add(report);
    if (terminal) {
      err.print("\r\u001b[K");
    }
    err.println(line(report));
    out.println(report.line());
    showRunning(report.date());
  }

  /** What the whole run came to. */
  synchronized void summed(RunSummary summary) {
    err.println(summary.sentence());
    out.println(summary.line());
  }

  /** A job that ended with a problem, while others go on. */
  synchronized void failed(RunFailure failure) {
    running.remove(failure.job());
    if (terminal) {
      err.print("\r\u001b[K");
    }
    err.println(failure.sentence());
    out.println(failure.line());
    showRunning(failure.date());
  }

  /** What a dry run found. */
  synchronized void told(List<String> lines) {
    if (terminal) {
      err.print("\r\u001b[K");
    }
    lines.forEach(err::println);
  }

  private void showRunning(LocalDate date) {
    if (terminal) {
      err.print("\r\u001b[K" + date + "  … " + String.join(", ", running));
      err.flush();
    }
  }

  static String line(RunReport report) {
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

  synchronized List<RunReport> reports() {
    return List.copyOf(reports);
  }
}
