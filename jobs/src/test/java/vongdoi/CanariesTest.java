package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;

/** Names, streets, e-mails, phones and a secret that were planted are nowhere but in rows. */
class CanariesTest {
  /** In every name, street and e-mail; at the start of every phone; in the salt. */
  private static final List<String> MARKS = List.of("kqwphx", "987611", "sicretto");

  private static final Set<String> SHORT_LINE =
      Set.of("ingest.sources", "identity.link", "identity.resolve", "profile.orders");

  @TempDir private Path folder;

  private VongdoiConfig shop(int persons) throws IOException {
    StringBuilder people = new StringBuilder("id,name,street,email,phone,updated\n");
    StringBuilder orders = new StringBuilder("id,at,email,total\n");
    for (int i = 0; i < persons; i++) {
      // Of every tenth person the date is none, so that the whole row is set aside.
      String updated = i % 10 == 0 ? "soon" : "2026-03-01 08:00:00";
      people.append(
          "K%d,Kqwphx%1$d An,%1$d Kqwphx Street,c%1$d@kqwphx.vn,0987611%1$03d,%s%n"
              .formatted(i, updated));
      orders.append(
          "O%d,2026-03-01 09:00:00,c%1$d@kqwphx.vn,%s%n".formatted(i, i % 7 == 0 ? "-" : "50000"));
    }
    Files.createDirectories(folder.resolve("crm"));
    Files.createDirectories(folder.resolve("till"));
    Files.writeString(folder.resolve("crm/1.csv"), people);
    Files.writeString(folder.resolve("till/1.csv"), orders);
    Files.writeString(
        folder.resolve("shop.conf"),
        """
        include "application.conf"
        sources.crm { entity = customers, format = csv, path = "%1$s/crm"
          columns { record_id = id, full_name = name, street = street, email = email, phone = phone, updated_at = updated } }
        sources.till { entity = orders, format = csv, path = "%1$s/till"
          columns { order_id = id, ordered_at = at, email = email, total_amount = total } }
        privacy.salt = "sicretto"
        """
            .formatted(folder));
    return ConfigFile.load(folder.resolve("shop.conf"), Map.of()).settings();
  }

  private static boolean tells(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return MARKS.stream().anyMatch(lower::contains);
  }

  /**
   * Files of a lake, but for those of rows and the lists for sending systems, that tell of
   * somebody, by name or content.
   */
  private static List<String> telling(Path lake) throws IOException {
    List<String> telling = new ArrayList<>();
    int looked = 0;
    try (Stream<Path> files = Files.walk(lake)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = lake.relativize(file).toString();
        boolean isRows =
            name.startsWith("tables/") && name.endsWith(".parquet")
                || name.startsWith("exports/") && name.contains("/part-");
        String content = isRows ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
        looked += isRows ? 0 : 1;
        if (tells(name) || tells(content)) {
          telling.add(name);
        }
      }
    }
    assertTrue(looked > 20, "files looked at: " + looked);
    return telling;
  }

  @Test
  void noPersonAndNoSecretIsInLogsFileNamesStatisticsOrMetadata() throws IOException {
    look(shop(30), job -> SHORT_LINE.contains(job.name()));
  }

  @Test
  @Tag("heavy")
  void noneOfAThousandCanariesOfAWholeDayIsInLogsStatisticsMetadataModelsOrPages()
      throws IOException {
    look(shop(250), job -> job.schedule().isDaily());
  }

  private static void look(VongdoiConfig config, Predicate<Job> chosen) throws IOException {
    TestLake lake = TestLake.empty();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream heard = new PrintStream(said, true, StandardCharsets.UTF_8);
    List<String> reports = new ArrayList<>();
    try {
      System.setOut(heard);
      System.setErr(heard);
      JobGraph.of(Jobs.all(config).stream().filter(chosen).toList())
          .sorted()
          .forEach(job -> reports.add(lake.run(job, "2026-03-05").toString()));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    for (Table rows : List.of(Bronze.CUSTOMERS, Bronze.QUARANTINE, Silver.CUSTOMER_RECORDS)) {
      assertTrue(lake.rows(rows).stream().anyMatch(CanariesTest::tells), "planted in " + rows);
    }
    assertEquals(List.of(), telling(Path.of(lake.warehouse().lake())));
    assertEquals(List.of(), reports.stream().filter(CanariesTest::tells).toList());
    assertFalse(tells(said.toString(StandardCharsets.UTF_8)), "in what was printed");
  }
}
