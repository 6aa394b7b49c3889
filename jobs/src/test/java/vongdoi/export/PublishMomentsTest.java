package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class PublishMomentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A sender that comes at noon finds the night's list and every run of the morning. */
  @Test
  void aRunWithinTheDayHidesNeitherTheNightsListNorTheRunsBeforeIt() throws IOException {
    TestLake lake = TestLake.empty();
    lake.put(Gold.SEGMENTS, "{\"segment\":\"dunning\",\"action\":\"dunning\",\"is_service\":true}");
    List<String> messages = new ArrayList<>();
    for (String[] one : new String[][] {{"a", "03:20"}, {"b", "04:20"}}) {
      lake.put(
          Silver.PROFILES,
          "{\"customer_id\":\"%s\",\"phone\":\"+8491234567%s\"}"
              .formatted(one[0], one[1].charAt(1)));
      messages.add(
          "{\"run_date\":\"2026-01-10\",\"planned_at\":\"2026-01-10T%s:00Z\",\"customer_id\":\"%s\","
                  .formatted(one[1], one[0])
              + "\"segment\":\"dunning\",\"matter\":\"p1\",\"action\":\"dunning\",\"channel\":\"zalo\"}");
    }
    lake.put(Gold.MOMENT_MESSAGES, messages.toArray(String[]::new));
    ExportConfig config = Exports.of("machine", 1000);
    lake.run(new PublishAudiences(config, 10), "2026-01-09");
    Path audience = Path.of(lake.warehouse().lake(), "exports", "shop", "dunning");
    String night = Files.readString(audience.resolve("latest.json"));
    for (String time : List.of("10:20", "11:20", "11:20")) {
      lake.run(new PublishMoments(config, 10), "2026-01-10", time);
    }
    assertEquals(night, Files.readString(audience.resolve("latest.json")));
    JsonNode day = JSON.readTree(Files.readString(audience.resolve("within-day.json")));
    List<String> found = new ArrayList<>();
    for (JsonNode run : day.get("runs")) {
      String text =
          Published.text(audience.resolve(run.get("path").asText()).resolve("part-0001.csv"));
      List<List<String>> rows = Exports.parse(text);
      found.add(run.get("planned_at").asText() + " " + rows.get(1).get(0));
    }
    assertEquals(List.of("2026-01-10T03:20:00Z a", "2026-01-10T04:20:00Z b"), found);
  }
}
