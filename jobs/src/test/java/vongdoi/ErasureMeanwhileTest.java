package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.failpoint.Failpoint;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;
import vongdoi.privacy.ErasureRequests;

/** A person is erased while a run is at work that has read of her. */
class ErasureMeanwhileTest {
  @TempDir private Path folder;

  private void land(String file, String... lines) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, String.join("\n", lines) + "\n");
  }

  private VongdoiConfig config() throws IOException {
    land(
        "shop.conf",
        """
        include "application.conf"
        sources.crm { entity = customers, format = csv, path = "%1$s/crm"
          columns { record_id = id, full_name = name, email = email, updated_at = updated } }
        sources.till { entity = orders, customers = crm, format = csv, path = "%1$s/till"
          columns { order_id = id, ordered_at = at, record_id = customer, total_amount = total } }
        """
            .formatted(folder));
    return ConfigFile.load(folder.resolve("shop.conf"), Map.of()).settings();
  }

  private static void run(TestLake lake, VongdoiConfig config, Set<String> jobs, String date) {
    JobGraph.of(
            Jobs.all(config).stream()
                .filter(job -> jobs.contains(job.name()) || jobs.contains(job.stage()))
                .toList())
        .sorted()
        .forEach(job -> lake.run(job, date));
  }

  private static void erase(TestLake lake, VongdoiConfig config, String customer) {
    lake.file(
        "privacy.request",
        Silver.ERASURE_REQUESTS,
        ErasureRequests.rows(
            LocalSpark.session(),
            Map.of("an@x.vn", Optional.of(customer)),
            LocalDate.parse("2026-03-03"),
            config.privacy()),
        "2026-03-03");
    run(lake, config, Set.of("privacy"), "2026-03-03");
  }

  /** Runs a job, and erases the customer when it comes to a point. */
  private static JobException loses(
      TestLake lake, VongdoiConfig config, String job, String point, String customer) {
    AtomicBoolean isErased = new AtomicBoolean();
    Runnable end =
        Failpoint.watch(
            passed -> {
              if (passed.equals(point) && isErased.compareAndSet(false, true)) {
                CompletableFuture.runAsync(() -> erase(lake, config, customer)).join();
              }
            });
    try {
      return assertThrows(
          JobException.class, () -> run(lake, config, Set.of(job), "2026-03-03"), point);
    } finally {
      end.run();
    }
  }

  private static List<String> ofAn(TestLake lake) {
    List<String> found = new ArrayList<>();
    lake.values(Bronze.CUSTOMERS, "record_id").stream().filter("K1"::equals).forEach(found::add);
    lake.values(Bronze.ORDERS, "order_id").stream().filter("O1"::equals).forEach(found::add);
    lake.values(Silver.ORDERS, "order_id").stream().filter("O1"::equals).forEach(found::add);
    return found;
  }

  @Test
  void aRunThatReadOfAnErasedPersonLosesAndBringsNothingBack() throws IOException {
    VongdoiConfig config = config();
    TestLake before = TestLake.empty();
    land(
        "crm/1.csv",
        "id,name,email,updated",
        "K1,An,an@x.vn,2026-03-01 08:00:00",
        "K2,Bo,bo@x.vn,2026-03-01 08:00:00");
    Files.createDirectories(folder.resolve("till"));
    Set<String> daily = Set.of("ingest.sources", "identity.link", "identity.resolve");
    run(before, config, daily, "2026-03-02");
    String an =
        before
            .read(Silver.CUSTOMER_RECORDS)
            .where("record_id = 'K1'")
            .select("customer_id")
            .head()
            .getString(0);
    land(
        "till/1.csv",
        "id,at,customer,total",
        "O1,2026-03-01 09:00:00,K1,50000",
        "O2,2026-03-01 09:00:00,K2,60000");
    TestLake derived = before.copy();
    run(derived, config, Set.of("ingest.sources"), "2026-03-03");
    for (String point :
        List.of(
            "before run bronze.orders",
            "after run bronze.orders",
            "before run bronze.landed_files")) {
      TestLake lake = before.copy();
      JobException lost = loses(lake, config, "ingest.sources", point, an);
      assertEquals(ExitCode.WRITER_CONFLICT, lost.exitCode(), point);
      run(lake, config, Set.of("ingest.sources", "profile.orders"), "2026-03-03");
      assertEquals(List.of(), ofAn(lake), point);
      assertEquals(Set.of("O2"), lake.values(Silver.ORDERS, "order_id"), point);
    }
    JobException lost = loses(derived, config, "profile.orders", "before run silver.orders", an);
    assertEquals(ExitCode.WRITER_CONFLICT, lost.exitCode());
    run(derived, config, Set.of("profile.orders"), "2026-03-03");
    assertEquals(List.of(), ofAn(derived));
  }
}
