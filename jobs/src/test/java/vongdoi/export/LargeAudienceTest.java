package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vongdoi.WithPartitions;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class LargeAudienceTest {
  private static final int MEMBERS = 60;
  private static final int MOST_ROWS = 4;
  private static final int MOST_BYTES = 900;

  @Test
  void severalTasksWriteOneAudienceTheSameWayAtAnyParallelism() {
    TestLake lake = TestLake.empty();
    lake.put(Gold.SEGMENTS, "{\"segment\":\"all\"}");
    List<String> members = new ArrayList<>();
    List<String> profiles = new ArrayList<>();
    List<String> consents = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      members.add("{\"segment\":\"all\",\"customer_id\":\"c%d\"}".formatted(i));
      profiles.add("{\"customer_id\":\"c%d\",\"email\":\"e%d@x.vn\"}".formatted(i, i));
      consents.add(
          "{\"customer_id\":\"c%d\",\"purpose\":\"marketing\",\"channel\":\"email\",\"status\":\"granted\"}"
              .formatted(i));
    }
    lake.put(Gold.SEGMENT_MEMBERS, members.toArray(String[]::new));
    lake.put(Silver.PROFILES, profiles.toArray(String[]::new));
    lake.put(Silver.CONSENTS, consents.toArray(String[]::new));
    TestLake other = lake.copy();
    PublishAudiences export = new PublishAudiences(config(), 10);
    lake.run(export, "2026-01-10");
    other.run(new WithPartitions(export, 7), "2026-01-10");

    for (String destination : List.of("csv", "columns")) {
      Published published = Published.of(lake, destination, "all");
      assertEquals(published.manifest(), Published.of(other, destination, "all").manifest());
      List<Path> files = published.files("members");
      assertEquals(files.size(), new HashSet<>(files).size());
      assertTrue(files.size() >= MEMBERS / MOST_ROWS, files.toString());
      for (var file : published.manifest().get("files")) {
        assertTrue(file.get("rows").asInt() <= MOST_ROWS, file.toString());
        assertTrue(
            destination.equals("columns") || file.get("bytes").asInt() <= MOST_BYTES,
            file.toString());
      }
    }
    Published csv = Published.of(lake, "csv", "all");
    Set<String> ids = new HashSet<>();
    csv.rows("members").forEach(row -> assertTrue(ids.add(row.get(0)), "twice " + row));
    assertEquals(MEMBERS, ids.size());
    Set<String> buckets = new HashSet<>();
    csv.files("members").forEach(f -> buckets.add(f.getFileName().toString().substring(0, 9)));
    assertEquals(6, buckets.size(), buckets.toString());
  }

  private static ExportConfig config() {
    return Exports.read(
        ConfigFactory.parseString(
            """
            export {
              task-rows = 10, tiktok-phone-plus = false, zalo-templates {}, accounts {}, when-missing {}, conversions {}
              defaults { mode = full, takes = messages, names = segment, purposes = [marketing] }
              contacts { email = [email] }
              destinations {
                csv { format = csv, dialect = machine, segments = [all], channels = [email]
                  max-bytes = %d, max-rows = %d
                  columns = [{ header = id, value = customer_id }, { header = email, value = email }] }
                columns { format = parquet, dialect = machine, segments = [all], channels = [email]
                  max-bytes = 100000, max-rows = %d
                  columns = [{ header = id, value = customer_id }, { header = email, value = email }] }
              }
            }
            """
                .formatted(MOST_BYTES, MOST_ROWS, MOST_ROWS)));
  }
}
