package vongdoi.command.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpServer;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Cost;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.common.job.Run;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.platform.Jobs;
import vongdoi.platform.WatchConfig;
import vongdoi.platform.WatchConfig.OpenLineageConfig;
import vongdoi.platform.WatchConfig.PrometheusConfig;

/** What those who watch are told, held against the readers of their formats. */
class WatchTest {
  private static final Job JOB =
      Jobs.known().stream().filter(j -> j.name().equals("report.models")).findFirst().orElseThrow();
  private static final Run RUN =
      new Run(LocalDate.of(2026, 10, 31), ZoneId.of("Asia/Ho_Chi_Minh"), "VND", "VN");
  private static final RunReport REPORT =
      new RunReport(
          JOB.name(),
          RUN.date(),
          Outcome.DONE,
          new TreeMap<>(Map.of(Gold.CHURN_TRAININGS.fullName(), 7L)),
          new Cost(10, 2, 3, 0.25, 0.5, 4096, 512),
          new TreeMap<>(Map.of(Gold.MODELS.fullName(), 2L)),
          Map.of("quarantined", 1L),
          1.5);
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private record Asked(String method, String path, String key, String body) {}

  private final List<Asked> asked = new ArrayList<>();

  private Watch watch(PrometheusConfig prometheus, OpenLineageConfig lineage) {
    return Watch.of(
        new WatchConfig(false, 5, prometheus, lineage),
        "s3a://shop-lake/all",
        table -> 12,
        new PrintStream(said, true));
  }

  private static PrometheusConfig noMetrics() {
    return new PrometheusConfig(Optional.empty(), Optional.empty());
  }

  private static OpenLineageConfig noEvents() {
    return new OpenLineageConfig(Optional.empty(), Optional.empty(), Optional.empty(), "shop");
  }

  private HttpServer server(int answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              new Asked(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getPath(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void aCollectorFindsAFileOfMetricsForEachJob() throws IOException {
    // Read with Prometheus's own parser by airflow-dags/tests/test_metrics.py.
    Path folder = Path.of("target", "metrics");
    Watch watch =
        watch(new PrometheusConfig(Optional.of(folder.toString()), Optional.empty()), noEvents());
    watch.started(JOB, RUN);
    watch.ended(JOB, RUN, REPORT);
    String metrics = Files.readString(folder.resolve("vongdoi_report_models.prom"));
    for (String line :
        List.of(
            "vongdoi_job_exit_code{task=\"report.models\"} 0",
            "vongdoi_job_seconds{task=\"report.models\"} 1.500000",
            "vongdoi_job_run_date_seconds{task=\"report.models\"} 1793404800",
            "vongdoi_job_count{task=\"report.models\",figure=\"quarantined\"} 1",
            "vongdoi_table_written_rows{task=\"report.models\",table=\"gold.models\"} 2")) {
      assertTrue(metrics.lines().anyMatch(line::equals), line + " in " + metrics);
    }
    try (var files = Files.list(folder)) {
      assertTrue(files.allMatch(file -> file.toString().endsWith(".prom")), "no half file");
    }
  }

  @Test
  void aPushGatewayIsToldByJobAndOfAFailureItsExitCodeAlone() throws IOException {
    HttpServer gateway = server(202);
    Watch watch =
        watch(new PrometheusConfig(Optional.empty(), Optional.of(url(gateway))), noEvents());
    watch.ended(JOB, RUN, REPORT);
    watch.failed(
        JOB, RUN, Failure.of(new JobException(ExitCode.GATE_REFUSED, "3 rows break known")));
    gateway.stop(0);
    assertEquals("PUT", asked.get(0).method());
    assertEquals("/metrics/job/vongdoi/task/report.models", asked.get(0).path());
    assertEquals("POST", asked.get(1).method());
    assertTrue(
        asked.get(1).body().contains("vongdoi_job_exit_code{task=\"report.models\"} 10\n"),
        asked.get(1).body());
    assertFalse(asked.get(1).body().contains("vongdoi_job_seconds"));
  }

  private static RunEvent event(String json) throws IOException {
    return new ObjectMapper().registerModule(new JavaTimeModule()).readValue(json, RunEvent.class);
  }

  @Test
  void openLineageReadsWhichVersionsWereReadAndWhatWasWritten(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("events.ndjson");
    Watch watch =
        watch(
            noMetrics(),
            new OpenLineageConfig(
                Optional.of(file.toString()), Optional.empty(), Optional.empty(), "shop"));
    watch.started(JOB, RUN);
    watch.ended(JOB, RUN, REPORT);
    List<String> lines = Files.readAllLines(file);
    RunEvent start = event(lines.get(0));
    RunEvent end = event(lines.get(1));
    assertEquals(EventType.START, start.getEventType());
    assertEquals(EventType.COMPLETE, end.getEventType());
    assertEquals(start.getRun().getRunId(), end.getRun().getRunId());
    assertEquals("shop", end.getJob().getNamespace());
    assertEquals("report.models", end.getJob().getName());
    assertEquals(
        Instant.parse("2026-10-31T17:00:00Z"),
        end.getRun().getFacets().getNominalTime().getNominalEndTime().toInstant());
    var read =
        end.getInputs().stream()
            .filter(in -> in.getName().endsWith("churn_trainings"))
            .findFirst()
            .orElseThrow();
    assertEquals("s3://shop-lake", read.getNamespace());
    assertEquals("/all/tables/gold/churn_trainings", read.getName());
    assertEquals("7", read.getFacets().getVersion().getDatasetVersion());
    var written =
        end.getOutputs().stream()
            .filter(out -> out.getName().endsWith("gold/models"))
            .findFirst()
            .orElseThrow();
    assertEquals("12", written.getFacets().getVersion().getDatasetVersion());
    assertEquals(2L, written.getOutputFacets().getOutputStatistics().getRowCount());
    assertEquals(Gold.MODELS.columns().size(), written.getFacets().getSchema().getFields().size());
  }

  @Test
  void aServerIsToldWithItsKeyAndOfAnUnknownFailureItsKindAlone() throws IOException {
    HttpServer marquez = server(201);
    Watch watch =
        watch(
            noMetrics(),
            new OpenLineageConfig(
                Optional.empty(), Optional.of(url(marquez) + "/"), Optional.of("k"), "shop"));
    watch.started(JOB, RUN);
    watch.failed(JOB, RUN, Failure.of(new IllegalStateException("An Lê, an.le@example.com")));
    marquez.stop(0);
    assertEquals("/api/v1/lineage", asked.get(1).path());
    assertEquals("Bearer k", asked.get(1).key());
    RunEvent failed = event(asked.get(1).body());
    assertEquals(EventType.FAIL, failed.getEventType());
    assertEquals(
        "IllegalStateException", failed.getRun().getFacets().getErrorMessage().getMessage());
  }

  @Test
  void whoCannotBeToldIsNamedOnceAndStopsNoRun() throws IOException {
    HttpServer broken = server(500);
    Watch watch =
        watch(
            new PrometheusConfig(Optional.empty(), Optional.of(url(broken))),
            new OpenLineageConfig(
                Optional.empty(), Optional.of("no url"), Optional.empty(), "shop"));
    watch.started(JOB, RUN);
    watch.ended(JOB, RUN, REPORT);
    watch.ended(JOB, RUN, REPORT);
    broken.stop(0);
    assertEquals(
        List.of(
            "Cannot tell the OpenLineage server of this run: its URL is none",
            "Cannot tell the push gateway of this run: it answers 500"),
        said.toString(StandardCharsets.UTF_8).lines().sorted().toList());
    assertEquals(1, asked.size());
  }

  @Test
  void logsAreOneJsonObjectALine() throws IOException {
    ByteArrayOutputStream person = new ByteArrayOutputStream();
    Progress progress =
        Progress.inJson(
            new PrintStream(new ByteArrayOutputStream()),
            new PrintStream(person, true),
            new LogLines(() -> Instant.EPOCH));
    progress.started(JOB, RUN.date());
    progress.ended(REPORT);
    progress.failed(
        new RunFailure(
            JOB.name(), RUN.date(), new JobException(ExitCode.GATE_REFUSED, "\"a\" breaks")));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : person.toString(StandardCharsets.UTF_8).lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertEquals(
        List.of("job_started", "job_ended", "job_failed"),
        lines.stream().map(l -> l.get("event").asText()).toList());
    assertEquals("1970-01-01T00:00:00Z", lines.get(0).get("time").asText());
    assertEquals("done", lines.get(1).get("outcome").asText());
    assertEquals(10, lines.get(2).get("exit_code").asInt());
    assertEquals("\"a\" breaks", lines.get(2).get("message").asText());
  }
}
