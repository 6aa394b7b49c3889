package vongdoi.command.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vongdoi.common.job.Cost;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.RunReport.Outcome;

class ProgressTest {
  private static final LocalDate DATE = LocalDate.of(2026, 3, 8);
  private final ByteArrayOutputStream machine = new ByteArrayOutputStream();
  private final ByteArrayOutputStream person = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(new PrintStream(machine, true), new PrintStream(person, true), false);

  private JsonNode told(String kind) throws Exception {
    String line = machine.toString(StandardCharsets.UTF_8).strip();
    assertTrue(line.startsWith(kind + " "), line);
    return new ObjectMapper().readTree(line.substring(kind.length()));
  }

  @Test
  void aSchedulerIsToldWhichJobARefusalHitAndWhy() throws Exception {
    String reason = "Cannot publish gold.x: 3 rows break \"not_negative\"";
    progress.failed(
        new RunFailure("x.make", DATE, new JobException(ExitCode.GATE_REFUSED, reason)));
    JsonNode failure = told("RUN_FAILURE");
    assertEquals("x.make", failure.get("job").asText());
    assertEquals("2026-03-08", failure.get("date").asText());
    assertEquals(10, failure.get("exit_code").asInt());
    assertEquals(reason, failure.get("reason").asText());
    assertTrue(person.toString(StandardCharsets.UTF_8).contains(reason));
  }

  @Test
  void aReportCountsTheRowsOfEachTable() throws Exception {
    Map<String, Long> written = Map.of("gold.x", 3L, "gold.y", 4L);
    progress.ended(
        new RunReport(
            "x.make",
            DATE,
            Outcome.DONE,
            new TreeMap<>(),
            Cost.NONE,
            new TreeMap<>(written),
            Map.of(),
            1.5));
    JsonNode report = told("RUN_REPORT");
    assertEquals(7, report.get("written").asLong());
    assertEquals(3, report.get("written_to").get("gold.x").asLong());
    assertEquals(4, report.get("written_to").get("gold.y").asLong());
  }
}
