package vongdoi.command.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import vongdoi.common.job.Job;
import vongdoi.common.job.Run;
import vongdoi.common.job.RunReport;

/** OpenLineage's file transport: one event a line. */
final class LineageFile implements Watcher {
  private final LineageEvents events;
  private final Path file;

  LineageFile(LineageEvents events, String file) {
    this.events = events;
    this.file = Path.of(file);
  }

  @Override
  public void started(Job job, Run run) throws IOException {
    add(events.started(job, run));
  }

  @Override
  public void ended(Job job, Run run, RunReport report) throws IOException {
    add(events.ended(job, run, report));
  }

  @Override
  public void failed(Job job, Run run, Failure failure) throws IOException {
    add(events.failed(job, run, failure));
  }

  private void add(String event) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Files.writeString(file, event + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public String toString() {
    return "the file of OpenLineage";
  }
}
