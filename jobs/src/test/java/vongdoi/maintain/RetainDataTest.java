package vongdoi.maintain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Gold;
import vongdoi.common.config.InvalidSettings;
import vongdoi.common.job.Preview;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;
import vongdoi.maintain.RetentionConfig.Raw;
import vongdoi.maintain.RetentionConfig.Rows;
import vongdoi.maintain.RetentionConfig.Then;

class RetainDataTest {
  private static final String TODAY = "2026-06-30";
  @TempDir private Path folder;

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }

  private Set<String> files(String below) throws IOException {
    Path root = folder.resolve(below);
    if (!Files.exists(root)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      Set<String> names = new TreeSet<>();
      files.filter(Files::isRegularFile).forEach(f -> names.add(f.getFileName().toString()));
      return names;
    }
  }

  private TestLake lakeThatKnows(String... names) throws IOException {
    TestLake lake = TestLake.empty();
    for (String name : names) {
      Path file = folder.resolve("raw").resolve(name);
      String version = Files.size(file) + "-" + Files.getLastModifiedTime(file).toMillis();
      lake.put(
          Bronze.LANDED_FILES,
          "{\"source\":\"crm\",\"file\":\"file:%s\",\"file_version\":\"%s\",\"status\":\"accepted\"}"
              .formatted(file, version));
    }
    return lake;
  }

  private RetainData job(Raw raw, Map<String, Rows> tables) {
    return new RetainData(
        new RetentionConfig(Map.of("all", raw), 30, 100, tables),
        Map.of("crm", folder.resolve("raw").toString()));
  }

  private Raw archived() {
    return new Raw(
        30,
        Optional.of(90),
        Then.ARCHIVE,
        Optional.of("file:" + folder.resolve("cold")),
        Optional.of(365));
  }

  @Test
  void usedFilesAreArchivedBeforeUnusedOnesAndOldArchivesAreDeleted() throws IOException {
    for (String name :
        List.of("used-2026-05-01", "unused-2026-05-01", "unused-2026-03-01", "young-2026-06-20")) {
      file("raw/" + name + ".csv");
    }
    file("cold/crm/2025-06-01/long-ago.csv");
    TestLake lake = lakeThatKnows("used-2026-05-01.csv", "young-2026-06-20.csv");
    RetainData job = job(archived(), Map.of());
    Preview plan = lake.preview(job, TODAY).orElseThrow();
    assertEquals(3, plan.counts().get("files"), plan.lines()::toString);
    assertEquals(4, files("raw").size(), "a plan does nothing");

    lake.run(job, TODAY);
    assertEquals(Set.of("unused-2026-05-01.csv", "young-2026-06-20.csv"), files("raw"));
    assertTrue(Files.isDirectory(folder.resolve("cold/crm/2026-05-01")));
    assertFalse(files("cold").contains("long-ago.csv"));
    assertEquals(2, files("cold").size());
    assertEquals(
        List.of(
            "{\"subject\":\"archive crm\",\"action\":\"deleted\",\"files\":1}",
            "{\"subject\":\"raw crm, unused\",\"action\":\"archived\",\"files\":1}",
            "{\"subject\":\"raw crm, used\",\"action\":\"archived\",\"files\":1}"),
        lake.rows(Gold.RETENTION_LOG, "subject", "action", "files"));
  }

  @Test
  void whatNobodyConfiguredStays() throws IOException {
    file("raw/used-2020-05-01.csv");
    RetainData job =
        new RetainData(
            new RetentionConfig(Map.of(), 30, 100, Map.of()),
            Map.of("crm", folder.resolve("raw").toString()));
    TestLake lake = lakeThatKnows("used-2020-05-01.csv");
    lake.run(job, TODAY);
    assertEquals(Set.of("used-2020-05-01.csv"), files("raw"));
  }

  @Test
  void rowsOfATableGoByItsOwnDate() throws IOException {
    TestLake lake =
        TestLake.empty()
            .put(
                Bronze.EVENTS,
                "{\"event_id\":\"old\",\"event_date\":\"2023-06-29\"}",
                "{\"event_id\":\"new\",\"event_date\":\"2023-07-01\"}");
    lake.put(Bronze.LANDED_FILES, "{\"source\":\"web\",\"file\":\"f\"}");
    RetainData job = job(archived(), Map.of("bronze.events", new Rows("event_date", 1095)));
    lake.run(job, TODAY);
    assertEquals(Set.of("new"), lake.values(Bronze.EVENTS, "event_id"));
    assertEquals(
        List.of("{\"subject\":\"table bronze.events\",\"rows\":1}"),
        lake.rows(Gold.RETENTION_LOG, "subject", "rows"));
  }

  @Test
  void exportsThatNoPointerNamesAndModelsThatNoLongerScoreAreDeleted() throws IOException {
    TestLake lake = TestLake.empty();
    Path root = Path.of(lake.warehouse().lake());
    Path audience = root.resolve("exports/crm/loyal");
    for (String run :
        List.of("run_date=2026-04-01", "run_date=2026-04-02", "run_date=2026-06-29")) {
      Files.createDirectories(audience.resolve(run + "/run_id=1"));
      Files.writeString(audience.resolve(run + "/run_id=1/part-0001.csv"), "x");
    }
    Files.writeString(
        audience.resolve("latest.json"), "{\"path\":\"run_date=2026-04-02/run_id=1\"}");
    Map<String, Table> trainings =
        Map.of(
            "churn", Gold.CHURN_TRAININGS,
            "contract-hazard", Gold.HAZARD_TRAININGS,
            "uplift", Gold.UPLIFT_TRAININGS);
    for (Map.Entry<String, Table> family : trainings.entrySet()) {
      for (String day : List.of("2025-01-01", "2025-02-01", "2026-06-01")) {
        Path model = root.resolve("models/%s/%1$s-%s".formatted(family.getKey(), day));
        Files.createDirectories(model);
        Files.writeString(model.resolve("data"), "x");
        lake.put(
            family.getValue(),
            "{\"model\":\"%s\",\"version\":\"%1$s-%s\",\"status\":\"%s\",\"trained_on\":\"%2$s\"}"
                .formatted(family.getKey(), day, day.contains("-02-") ? "champion" : "challenger"));
      }
    }
    lake.run(new RetainData(new RetentionConfig(Map.of(), 30, 100, Map.of()), Map.of()), TODAY);
    try (Stream<Path> runs = Files.list(audience)) {
      assertEquals(
          Set.of("latest.json", "run_date=2026-04-02", "run_date=2026-06-29"),
          new TreeSet<>(runs.map(p -> p.getFileName().toString()).toList()));
    }
    for (String family : trainings.keySet()) {
      try (Stream<Path> models = Files.list(root.resolve("models").resolve(family))) {
        assertEquals(
            Set.of(family + "-2025-02-01", family + "-2026-06-01"),
            new TreeSet<>(models.map(p -> p.getFileName().toString()).toList()));
      }
    }
  }

  @Test
  void aTableOrColumnThatIsNotThereIsRefused() {
    assertThrows(
        InvalidSettings.class,
        () ->
            new RetentionConfig(Map.of(), 1, 1, Map.of("bronze.event", new Rows("event_date", 1))));
    assertThrows(
        InvalidSettings.class,
        () ->
            new RetentionConfig(Map.of(), 1, 1, Map.of("bronze.events", new Rows("event_id", 1))));
    assertThrows(
        InvalidSettings.class,
        () -> new Raw(1, Optional.empty(), Then.ARCHIVE, Optional.empty(), Optional.empty()));
  }
}
