package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Table;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;
import vongdoi.privacy.ErasureRequests;

/** Files that still name an erased person: full ones, late ones, those of a system that moved. */
class ErasedStayAwayTest {
  private static final Path ROOT = Path.of(System.getProperty("vongdoi.root", ".."));
  private static final Set<String> DAILY =
      Set.of("ingest.sources", "identity.link", "identity.resolve", "profile.orders");
  private static final String AN = "Lê An,an.le@example.com,0912345701";
  private static final String BINH = "Trần Bình,binh.tran@example.com,0912345702";

  @TempDir private Path folder;

  private void land(String file, String... lines) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, String.join("\n", lines) + "\n");
  }

  private void landCustomers(String day, String segment) throws IOException {
    land(
        "crm/" + day + ".csv",
        "id,name,email,phone,updated,segment",
        "K1,%s,%s 08:00:00,%s".formatted(AN, day, segment),
        "K2,%s,%s 08:00:00,%s".formatted(BINH, day, segment));
  }

  private VongdoiConfig config() throws IOException {
    String person = "full_name = name, email = email, phone = phone, updated_at = updated";
    Map<String, String> sources =
        Map.of(
            "crm",
            "entity = customers, columns { record_id = id, " + person + " }",
            "moved",
            "entity = customers, columns { record_id = id, " + person + " }",
            "pos",
            "entity = orders, customers = crm, columns { order_id = id, ordered_at = at,"
                + " record_id = customer, email = email, phone = phone, total_amount = total }",
            "items",
            "entity = order_items, columns { order_id = order, product_id = product }",
            "goods",
            "entity = products, columns { product_id = id }");
    StringBuilder conf = new StringBuilder("include \"application.conf\"\n");
    for (String name : sources.keySet()) {
      Files.createDirectories(folder.resolve(name));
      conf.append(
          "sources.%s { format = csv, path = \"%s\", %s }%n"
              .formatted(name, folder.resolve(name), sources.get(name)));
    }
    Path file = folder.resolve("shop.conf");
    Files.writeString(file, conf);
    return ConfigFile.load(file, Map.of("lake", folder.resolve("lake").toString())).settings();
  }

  private static Map<String, RunReport> run(
      TestLake lake, VongdoiConfig config, Set<String> jobs, String date) {
    Map<String, RunReport> reports = new TreeMap<>();
    List<Job> chosen =
        Jobs.all(config).stream()
            .filter(j -> jobs.contains(j.name()) || jobs.contains(j.stage()))
            .toList();
    JobGraph.of(chosen).sorted().forEach(job -> reports.put(job.name(), lake.run(job, date)));
    return reports;
  }

  private static void erase(TestLake lake, VongdoiConfig config, String customer, String date) {
    lake.file(
        "privacy.request",
        Silver.ERASURE_REQUESTS,
        ErasureRequests.rows(
            LocalSpark.session(),
            Map.of("an.le@example.com", Optional.of(customer)),
            LocalDate.parse(date),
            config.privacy()),
        date);
    run(lake, config, Set.of("privacy"), date);
  }

  private static List<String> ids(TestLake lake, Table table, String id) {
    return lake.values(table, id).stream().sorted().toList();
  }

  @Test
  void noFileBringsAnErasedPersonBackUntilThePersonActsAnew() throws IOException {
    TestLake lake = TestLake.empty();
    VongdoiConfig config = config();
    landCustomers("2026-03-01", "A");
    land(
        "pos/1.csv",
        "id,at,customer,email,phone,total",
        "O1,2026-02-20 09:00:00,K1,,,50000",
        "O2,2026-02-20 09:00:00,K2,,,60000");
    land("items/1.csv", "order,product", "O1,p", "O2,p");
    land("moved/0.csv", "id,name,email,phone,updated", "Z," + BINH + ",2026-01-01 08:00:00");
    run(lake, config, DAILY, "2026-03-01");
    String an =
        lake.read(Silver.CUSTOMER_RECORDS)
            .where("source = 'crm' and record_id = 'K1'")
            .select("customer_id")
            .head()
            .getString(0);
    erase(lake, config, an, "2026-03-02");
    assertEquals(
        List.of("K2"), ids(lake, Bronze.CUSTOMERS, "if(_source = 'crm', record_id, 'K2')"));

    landCustomers("2026-03-03", "B");
    land(
        "moved/3.csv",
        "id,name,email,phone,updated",
        "X1,Lê An,,+84 (0)912-345-701,2026-03-03 08:00:00",
        "X2," + BINH + ",2026-03-03 08:00:00");
    land(
        "pos/3.csv",
        "id,at,customer,email,phone,total",
        "O1,2026-02-20 09:00:00,K1,,,50000",
        "O3,2026-02-25 09:00:00,, AN.LE@example.com,,50000",
        "O4,?,K1,,0912 345 701,n/a",
        "O5,2026-03-03 09:00:00,K2,,,n/a",
        "O6,2026-03-03 09:00:00,K2,,,70000");
    land("items/3.csv", "order,product,colour", "O1,p,red", "O6,p,red");
    land("goods/3.csv", "id", "K1", "p");
    RunReport third = run(lake, config, DAILY, "2026-03-03").get("ingest.sources");
    assertEquals(5, third.counts().get("erased"));
    assertEquals(2, third.counts().get("quarantined"));
    assertEquals(
        third.counts().get("rows_in"),
        third.counts().get("accepted")
            + third.counts().get("duplicate")
            + third.counts().get("quarantined"));
    assertEquals(List.of("K2", "X2", "Z"), ids(lake, Bronze.CUSTOMERS, "record_id"));
    assertEquals(List.of("O2", "O6"), ids(lake, Bronze.ORDERS, "order_id"));
    assertEquals(List.of("O2", "O6"), ids(lake, Bronze.ORDER_ITEMS, "order_id"));
    assertEquals(List.of("K1", "p"), ids(lake, Bronze.PRODUCTS, "product_id"));
    assertEquals(
        Set.of("null", "O5,2026-03-03 09:00:00,K2,,,n/a"), lake.values(Bronze.QUARANTINE, "raw"));
    assertEquals(Set.of("false"), lake.values(Silver.CUSTOMER_RECORDS, "full_name = 'Lê An'"));
    assertEquals(
        0,
        run(lake, config, Set.of("privacy"), "2026-03-03")
            .get("privacy.remember")
            .counts()
            .get("returned"));

    landCustomers("2026-03-04", "C");
    land(
        "pos/4.csv",
        "id,at,customer,email,phone,total",
        "O7,2026-03-04 09:00:00,,an.le@example.com,,80000");
    run(lake, config, DAILY, "2026-03-04");
    assertEquals(List.of("O2", "O6", "O7"), ids(lake, Bronze.ORDERS, "order_id"));
    assertEquals(List.of("K2", "X2", "Z"), ids(lake, Bronze.CUSTOMERS, "record_id"));
    assertEquals(
        1,
        run(lake, config, Set.of("privacy"), "2026-03-04")
            .get("privacy.remember")
            .counts()
            .get("returned"));

    landCustomers("2026-03-05", "D");
    land("pos/5.csv", "id,at,customer,email,phone,total", "O1,2026-02-20 09:00:00,K1,,,50001");
    run(lake, config, DAILY, "2026-03-05");
    assertEquals(List.of("K1", "K2", "X2", "Z"), ids(lake, Bronze.CUSTOMERS, "record_id"));
    assertEquals(List.of("O2", "O6", "O7"), ids(lake, Bronze.ORDERS, "order_id"));
  }
}
