package vongdoi.command.watch;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import vongdoi.common.job.Job;
import vongdoi.common.job.Run;
import vongdoi.common.job.RunReport;
import vongdoi.common.table.Table;
import vongdoi.platform.WatchConfig;

/**
 * Tells those who watch of what jobs do. A watcher that cannot be told stops no run: one line says
 * so the first time.
 */
public final class Watch {
  private final List<Watcher> watchers = new ArrayList<>();
  private final PrintStream err;

  private Watch(PrintStream err) {
    this.err = err;
  }

  /** Nobody watches. */
  public static Watch nobody() {
    return new Watch(System.err);
  }

  /**
   * @param lake URI of the lake, which the names of its tables begin with
   * @param version newest version of a table
   * @param err where it is said that somebody cannot be told
   */
  public static Watch of(
      WatchConfig config, String lake, ToLongFunction<Table> version, PrintStream err) {
    Watch watch = new Watch(err);
    Server server = new Server(config.timeoutSeconds());
    config.prometheus().folder().map(MetricsFolder::new).ifPresent(watch.watchers::add);
    config
        .prometheus()
        .pushGateway()
        .map(url -> new PushGateway(server, url))
        .ifPresent(watch.watchers::add);
    LineageEvents events =
        new LineageEvents(config.openlineage().namespace(), lake, version, Moments.ofProcess());
    config
        .openlineage()
        .file()
        .map(file -> new LineageFile(events, file))
        .ifPresent(watch.watchers::add);
    config
        .openlineage()
        .url()
        .map(url -> new LineageServer(events, server, url, config.openlineage().apiKey()))
        .ifPresent(watch.watchers::add);
    return watch;
  }

  /** A job begins. */
  public void started(Job job, Run run) {
    tell(watcher -> watcher.started(job, run));
  }

  /** A job has ended. */
  public void ended(Job job, Run run, RunReport report) {
    tell(watcher -> watcher.ended(job, run, report));
  }

  /** A job has failed. */
  public void failed(Job job, Run run, Failure failure) {
    tell(watcher -> watcher.failed(job, run, failure));
  }

  /** What is done with each watcher. */
  private interface Told {
    void to(Watcher watcher) throws IOException;
  }

  private synchronized void tell(Told told) {
    for (Watcher watcher : List.copyOf(watchers)) {
      try {
        told.to(watcher);
      } catch (IOException e) {
        watchers.remove(watcher);
        err.println("Cannot tell %s of this run: %s".formatted(watcher, e.getMessage()));
      }
    }
  }
}
