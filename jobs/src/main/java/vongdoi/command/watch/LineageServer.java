package vongdoi.command.watch;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vongdoi.common.job.Job;
import vongdoi.common.job.Run;
import vongdoi.common.job.RunReport;

/** OpenLineage's HTTP transport. */
final class LineageServer implements Watcher {
  private final LineageEvents events;
  private final Server server;
  private final String url;
  private final Map<String, String> headers = new TreeMap<>();

  LineageServer(LineageEvents events, Server server, String url, Optional<String> apiKey) {
    this.events = events;
    this.server = server;
    this.url = url.replaceAll("/+$", "") + "/api/v1/lineage";
    headers.put("Content-Type", "application/json");
    apiKey.ifPresent(key -> headers.put("Authorization", "Bearer " + key));
  }

  @Override
  public void started(Job job, Run run) throws IOException {
    server.send("POST", url, headers, events.started(job, run));
  }

  @Override
  public void ended(Job job, Run run, RunReport report) throws IOException {
    server.send("POST", url, headers, events.ended(job, run, report));
  }

  @Override
  public void failed(Job job, Run run, Failure failure) throws IOException {
    server.send("POST", url, headers, events.failed(job, run, failure));
  }

  @Override
  public String toString() {
    return "the OpenLineage server";
  }
}
