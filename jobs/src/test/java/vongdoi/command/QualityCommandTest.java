package vongdoi.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.command.QualityCommand.Red;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.TestLake;

class QualityCommandTest {
  private static String found(String date, String check, String severity, boolean passed) {
    return "{\"run_date\":\"%s\",\"table\":\"silver.orders\",\"check\":\"%s\",\"severity\":\"%s\",\"passed\":%s,\"value\":%d,\"reason\":%s}"
        .formatted(date, check, severity, passed, passed ? 0 : 3, passed ? "null" : "\"3 rows\"");
  }

  private static final TestLake LAKE =
      TestLake.empty()
          .put(
              Gold.TABLE_QUALITY,
              found("2026-01-05", "known", "warn", false),
              found("2026-01-05", "key", "stop", false),
              found("2026-01-05", "old", "error", false),
              found("2026-01-05", "rows", "info", false),
              found("2026-01-06", "key", "stop", true));

  private static List<String> red(String date) {
    return QualityCommand.red(LAKE.warehouse(), LocalDate.parse(date)).stream()
        .map(r -> r.check() + " " + r.severity())
        .toList();
  }

  @Test
  void aCheckStandsAsItWasFoundLast() {
    assertEquals(List.of("key stop", "old stop", "known warn"), red("2026-01-05"));
    assertEquals(List.of("old stop", "known warn"), red("2026-01-06"));
    assertEquals(List.of(), red("2026-01-04"));
  }

  @Test
  void aLakeWithoutAnyRunHasNothingRed() {
    assertEquals(
        List.of(), QualityCommand.red(TestLake.empty().warehouse(), LocalDate.MAX.withYear(9999)));
  }

  @Test
  void machinesReadTheRedChecksAsOneArray() throws Exception {
    List<Red> red = QualityCommand.red(LAKE.warehouse(), LocalDate.parse("2026-01-06"));
    JsonNode array = new ObjectMapper().readTree(QualityCommand.json(red));
    assertEquals(2, array.size());
    assertEquals("silver.orders", array.get(1).get("table").asText());
    assertEquals("3 rows", array.get(1).get("reason").asText());
    assertEquals(
        "2026-01-05  warn  silver.orders                known                            3 rows",
        QualityCommand.line(red.get(1)));
  }
}
