package vongdoi.command.watch;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import vongdoi.common.job.Job;
import vongdoi.common.job.Run;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.RunReport.Outcome;

/**
 * What is measured of a job's last run, in the text format of Prometheus (version 0.0.4). The label
 * {@code task} names the job: {@code job} is Prometheus's own.
 */
final class Metrics {
  private final StringBuilder text = new StringBuilder();
  private final String task;

  private Metrics(Job job) {
    this.task = label("task", job.name());
  }

  /** The metrics of a run that ended. */
  static String of(Job job, Run run, RunReport report) {
    Metrics metrics = new Metrics(job);
    metrics.state(run, 0);
    boolean isDone = report.outcome() == Outcome.DONE;
    metrics.gauge("vongdoi_job_changed", "1 where the run wrote something", isDone ? 1 : 0);
    metrics.gauge("vongdoi_job_seconds", "Wall time of the run", report.seconds());
    metrics.gauge("vongdoi_job_spark_jobs", "Spark jobs", report.cost().sparkJobs());
    metrics.gauge("vongdoi_job_queries", "Spark queries", report.cost().queries());
    metrics.gauge(
        "vongdoi_job_driver_cpu_seconds",
        "CPU time of the driver's thread",
        report.cost().driverCpuSeconds());
    metrics.gauge(
        "vongdoi_job_task_cpu_seconds", "CPU time of the tasks", report.cost().taskCpuSeconds());
    metrics.gauge("vongdoi_job_read_bytes", "Bytes that tasks read", report.cost().bytesRead());
    metrics.gauge(
        "vongdoi_job_written_bytes", "Bytes that tasks wrote", report.cost().bytesWritten());
    metrics.counts(report);
    metrics.written(report);
    return metrics.text.toString();
  }

  /** The metrics of a run that failed: its other figures stay those that were told last. */
  static String of(Job job, Run run, Failure failure) {
    Metrics metrics = new Metrics(job);
    metrics.state(run, failure.exitCode());
    return metrics.text.toString();
  }

  private void state(Run run, int exitCode) {
    gauge("vongdoi_job_exit_code", "Exit code of the last run; 10: a gate refused", exitCode);
    gauge(
        "vongdoi_job_run_date_seconds",
        "Midnight UTC of the last run's business date, since 1970",
        run.date().atStartOfDay(ZoneOffset.UTC).toEpochSecond());
  }

  private void counts(RunReport report) {
    Map<String, Long> counts = new TreeMap<>(report.counts());
    counts.putIfAbsent("rows_in", report.rowsIn());
    String name = "vongdoi_job_count";
    head(name, "Figures of the run's report, such as accepted, duplicate, quarantined");
    counts.forEach((figure, value) -> line(name, task + "," + label("figure", figure), value));
  }

  private void written(RunReport report) {
    if (report.writtenTo().isEmpty()) {
      return;
    }
    String name = "vongdoi_table_written_rows";
    head(name, "Rows inserted, updated and deleted by the last run");
    report
        .writtenTo()
        .forEach((table, rows) -> line(name, task + "," + label("table", table), rows));
  }

  private void gauge(String name, String meaning, double value) {
    head(name, meaning);
    line(name, task, value);
  }

  private void head(String name, String meaning) {
    text.append("# HELP ").append(name).append(' ').append(meaning).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
  }

  private void line(String name, String labels, double value) {
    text.append(name).append('{').append(labels).append("} ");
    text.append(
        value == (long) value
            ? Long.toString((long) value)
            : String.format(Locale.ROOT, "%.6f", value));
    text.append('\n');
  }

  private static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }
}
