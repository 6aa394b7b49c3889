package vongdoi.platform;

import java.util.Optional;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.Secret;

/**
 * Who is told of a run, block {@code watch}. Nothing that is told holds personal data: names of
 * jobs and tables, counts, seconds, versions.
 *
 * @param jsonLogs whether the lines for people are JSON objects, for a collector of logs
 * @param timeoutSeconds longest that a server is waited for; one that does not answer stops no run
 */
public record WatchConfig(
    boolean jsonLogs,
    @AtLeast(1) int timeoutSeconds,
    PrometheusConfig prometheus,
    OpenLineageConfig openlineage) {

  /**
   * Metrics for Prometheus.
   *
   * @param folder folder that a node exporter's textfile collector reads
   * @param pushGateway URL of a push gateway
   */
  public record PrometheusConfig(Optional<String> folder, Optional<String> pushGateway) {}

  /**
   * OpenLineage events of the jobs.
   *
   * @param file file of this machine that events are added to, one JSON object a line
   * @param url server, such as that of Marquez; events are posted to its {@code /api/v1/lineage}
   * @param apiKey what the server asks for as a bearer token
   * @param namespace namespace of the jobs
   */
  public record OpenLineageConfig(
      Optional<String> file,
      Optional<String> url,
      @Secret Optional<String> apiKey,
      String namespace) {}
}
