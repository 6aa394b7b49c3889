package vongdoi.command.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import vongdoi.common.job.Job;
import vongdoi.common.job.Run;
import vongdoi.common.job.RunReport;

/**
 * A file of metrics for each job, for the textfile collector of a node exporter. So a job that ran
 * alone does not take the others' away, and no series is in two files.
 */
final class MetricsFolder implements Watcher {
  private final Path folder;

  MetricsFolder(String folder) {
    this.folder = Path.of(folder);
  }

  @Override
  public void started(Job job, Run run) {}

  @Override
  public void ended(Job job, Run run, RunReport report) throws IOException {
    write(job, Metrics.of(job, run, report));
  }

  @Override
  public void failed(Job job, Run run, Failure failure) throws IOException {
    write(job, Metrics.of(job, run, failure));
  }

  /**
   * The collector reads whatever ends with .prom, at any moment: a file comes whole by its name.
   */
  private void write(Job job, String metrics) throws IOException {
    Files.createDirectories(folder);
    String name = "vongdoi_" + job.name().replace('.', '_');
    Path written = folder.resolve(name + ".tmp");
    Files.writeString(written, metrics);
    Files.move(
        written,
        folder.resolve(name + ".prom"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return "the folder of metrics";
  }
}
