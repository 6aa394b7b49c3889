package vongdoi.command.watch;

import java.io.IOException;
import java.util.Map;
import vongdoi.common.job.Job;
import vongdoi.common.job.Run;
import vongdoi.common.job.RunReport;

/** Prometheus's push gateway: a group of metrics for each job, the last run's. */
final class PushGateway implements Watcher {
  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";
  private final Server server;
  private final String url;

  PushGateway(Server server, String url) {
    this.server = server;
    this.url = url;
  }

  @Override
  public void started(Job job, Run run) {}

  @Override
  public void ended(Job job, Run run, RunReport report) throws IOException {
    push(job, "PUT", Metrics.of(job, run, report));
  }

  /** Only the metrics that are told are replaced: the figures of the last sound run stay. */
  @Override
  public void failed(Job job, Run run, Failure failure) throws IOException {
    push(job, "POST", Metrics.of(job, run, failure));
  }

  private void push(Job job, String method, String metrics) throws IOException {
    String group = url.replaceAll("/+$", "") + "/metrics/job/vongdoi/task/" + job.name();
    server.send(method, group, Map.of("Content-Type", FORMAT), metrics);
  }

  @Override
  public String toString() {
    return "the push gateway";
  }
}
