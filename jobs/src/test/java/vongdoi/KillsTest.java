package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Silver;
import vongdoi.common.failpoint.Failpoint;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.Run;
import vongdoi.common.job.Schedule;
import vongdoi.common.spark.LocalSpark;
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

  /** One point of each step and side, and of a run's commit those of each job. */
  private static boolean isFirstOfItsKind(Set<String> seen, String point) {
    String[] words = point.split(" ");
    String step = words[1] + " " + words[2];
    return !words[0].startsWith("segment")
        && seen.add(words[2].equals(Failpoint.RUN.word()) ? words[0] + step : step);
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
}
