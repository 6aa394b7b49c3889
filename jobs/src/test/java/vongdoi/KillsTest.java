package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Silver;
import vongdoi.common.failpoint.Failpoint;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.Run;
import vongdoi.common.job.Schedule;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Warehouse;
import vongdoi.generate.ShopGenerator;
import vongdoi.generate.shop.ShopSettings;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;
import vongdoi.privacy.ErasureRequests;

/** A kill at any durable step loses nothing and repeats nothing: the next run heals it. */
class KillsTest {
  /** Of several tables, and of files; the export's files are those of the segments. */
  private static final Set<String> SHORT_LINE =
      Set.of("ingest.sources", "segment.members", "export.audiences");

  private static final String CRM = "id,name,email,phone,updated\n";
  private static final String POS = "id,at,customer,email,total\n";

  @TempDir private Path folder;

  private void land(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }

  private VongdoiConfig smallShop() throws IOException {
    land("crm/1.csv", CRM + "K1,Lê An,an@x.vn,0912345701,2026-03-01 08:00:00\n");
    land(
        "pos/1.csv",
        POS + "O1,2026-02-20 09:00:00,K1,,50000\nO2,2026-02-20 09:00:00,,b@x.vn,n/a\n");
    land(
        "shop.conf",
        """
        include "application.conf"
        sources.crm { entity = customers, format = csv, path = "%1$s/crm"
          columns { record_id = id, full_name = name, email = email, phone = phone, updated_at = updated } }
        sources.pos { entity = orders, customers = crm, format = csv, path = "%1$s/pos"
          columns { order_id = id, ordered_at = at, record_id = customer, email = email, total_amount = total } }
        maintain.compact-from = 2
        """
            .formatted(folder));
    return ConfigFile.load(
            folder.resolve("shop.conf"), Map.of("lake", folder.resolve("lake").toString()))
        .settings();
  }

  private static Run run(VongdoiConfig config, String date) {
    return new Run(LocalDate.parse(date), config.zone(), config.currency(), config.country());
  }

  /** The daily line and what runs beside it, in the order in which a day runs them. */
  private static List<Job> line(VongdoiConfig config) {
    List<Job> all = Jobs.all(config);
    return Stream.concat(
            JobGraph.of(all.stream().filter(job -> job.schedule().isDaily()).toList())
                .sorted()
                .stream(),
            all.stream().filter(job -> job.schedule() == Schedule.BESIDE))
        .toList();
  }

  private static void fileErasure(Kills kills, VongdoiConfig config, String customer, Run run) {
    kills.run(
        "privacy.request",
        List.of(Silver.ERASURE_REQUESTS),
        on ->
            on.file(
                "privacy.request",
                Silver.ERASURE_REQUESTS,
                ErasureRequests.rows(
                    LocalSpark.session(),
                    Map.of("asked", Optional.of(customer)),
                    run.date(),
                    config.privacy()),
                run.date()));
  }

  private static String customer(Path lake) {
    return new Warehouse(LocalSpark.session(), lake.toString())
        .read(Silver.CUSTOMER_RECORDS)
        .where("source = 'crm'")
        .selectExpr("min(customer_id)")
        .head()
        .getString(0);
  }

  /** One point of each step and side, and of a run's commit those of each job. */
  private static boolean isFirstOfItsKind(Set<String> seen, String point) {
    String[] words = point.split(" ");
    String step = words[1] + " " + words[2];
    return !words[0].startsWith("segment")
        && seen.add(words[2].equals(Failpoint.RUN.word()) ? words[0] + step : step);
  }

  private static Set<String> kinds(Set<String> points) {
    return points.stream()
        .map(point -> point.split(" "))
        .map(words -> words[1] + " " + words[2])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aKillAtADurableStepIsHealedByTheNextRun() throws IOException {
    VongdoiConfig config = smallShop();
    Path lake = folder.resolve("lake");
    Set<String> seen = new HashSet<>();
    Run first = run(config, "2026-03-02");
    try (Kills kills = new Kills(lake, point -> isFirstOfItsKind(seen, point))) {
      for (Job job : line(config).stream().filter(j -> SHORT_LINE.contains(j.name())).toList()) {
        kills.run(job, first);
      }
      fileErasure(kills, config, "somebody", first);
      assertEquals(List.of(), kills.broken());
      assertTrue(kills.tried().size() >= 16, kills.lakes() + ": " + kills.tried());
    }
  }

  @Test
  @Tag("heavy")
  void aKillAtAnyDurableStepOfTwoDatesIsHealedByTheNextRun() throws IOException {
    ShopSettings shop = ShopSettings.of(80, 200, 3);
    new ShopGenerator(LocalSpark.session(), shop).write(folder.toString());
    Path lake = folder.resolve("lake");
    VongdoiConfig config =
        ConfigFile.resource(
                "demo.conf",
                Map.of(
                    "lake", lake.toString(),
                    "vars.raw", folder.resolve("landed").toString(),
                    "churn.min-customers", "20",
                    "churn.min-per-class", "3",
                    "clv.min-customers", "20",
                    "maintain.compact-from", "2"))
            .settings();
    LocalDate last = shop.endDate();
    int[] passed = {0};
    // Those that go through all tables do the same to each, and take long to be run again.
    Predicate<String> chosen =
        p -> !p.matches("(privacy.erase|maintain).*") || passed[0]++ % 7 == 0;
    try (Kills kills = new Kills(lake, chosen)) {
      deliver("before", path -> !path.contains(last.toString()));
      day(kills, config, last.minusDays(1));
      deliver("last", path -> path.contains(last.toString()));
      day(kills, config, last);
      assertEquals(List.of(), kills.broken());
      assertTrue(kills.passed().size() >= 80, kills.passed().toString());
      Set<String> kinds = new TreeSet<>();
      Arrays.stream(Failpoint.values())
          .forEach(p -> kinds.addAll(List.of("before " + p.word(), "after " + p.word())));
      assertEquals(kinds, kinds(kills.passed()));
    }
  }

  private void day(Kills kills, VongdoiConfig config, LocalDate date) throws IOException {
    Run run = run(config, date.toString());
    for (Job job : line(config)) {
      if (job.name().equals("privacy.remember")) {
        fileErasure(kills, config, customer(folder.resolve("lake")), run);
      }
      kills.run(job, run);
      Files.writeString(
          Path.of("target", "kills.txt"),
          "%s %s: %d points, %d lakes, broken: %s%n"
              .formatted(date, job.name(), kills.tried().size(), kills.lakes(), kills.broken()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /** Lands the chosen files of each source as one, since each lake that is healed lists them. */
  private void deliver(String name, Predicate<String> chosen) throws IOException {
    Path raw = folder.resolve("raw");
    try (Stream<Path> files = Files.walk(raw)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String path = raw.relativize(file).toString();
        if (!path.endsWith(".crc") && chosen.test(path)) {
          String source = path.replaceAll("/?[^/]*/[^/]*$", "");
          append(file, folder.resolve("landed").resolve(source), name, path.contains(".csv"));
        }
      }
    }
  }

  private static void append(Path file, Path source, String name, boolean isCsv)
      throws IOException {
    Path target = Files.createDirectories(source).resolve(name + (isCsv ? ".csv" : ".json"));
    InputStream bytes = Files.newInputStream(file);
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                StandardCharsets.UTF_8))) {
      List<String> lines = in.lines().skip(isCsv && Files.exists(target) ? 1 : 0).toList();
      Files.write(target, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
