package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.JobRunner;
import vongdoi.common.job.Run;
import vongdoi.common.job.Sizes;
import vongdoi.common.job.TestLake;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;

/** A web shop's invoice lines, made up, mapped by conf/examples/online-retail.conf alone. */
class InvoiceLinesTest {
  private static final Path ROOT = Path.of(System.getProperty("vongdoi.root", ".."));
  private static final LocalDate LAST = LocalDate.parse("2011-12-09");
  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
  private static final Set<String> TO_SUGGESTIONS =
      Set.of(
          "ingest.sources",
          "identity.link",
          "identity.match",
          "identity.resolve",
          "profile.products",
          "profile.orders",
          "recommend.products");

  @TempDir private Path folder;

  /** How a program writes the same lines. */
  private record Writing(DateTimeFormatter dates, String afterIds, String description) {
    static final Writing AS_PUBLISHED =
        new Writing(DateTimeFormatter.ofPattern("M/d/yyyy H:mm"), "", "\"HEART, \"\"%s\"\"\"");

    static final Writing OF_A_DATA_FRAME =
        new Writing(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"), ".0", "");

    String line(
        String invoice, String code, int units, LocalDateTime at, String price, int customer) {
      String name = code.equals("POST") ? "POSTAGE" : description.formatted(code);
      String id = customer == 0 ? "" : customer + afterIds;
      return String.join(
          ",", invoice, code, name, units + "", at.format(dates), price, id, "France");
    }
  }

  /**
   * Sixty customers and a guest, who buy some of ten products every thirty days with postage; each
   * tenth invoice has a line twice, each seventh is partly cancelled. One customer only paid
   * postage.
   */
  private static List<String> lines(Writing writing) {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    int invoice = 536365;
    for (int customer = 0; customer <= 60; customer++) {
      for (int month = 0; month <= customer % 12; month++) {
        LocalDateTime at =
            LAST.minusDays(5 + customer % 9 + 30L * month).atTime(8 + customer % 10, 26);
        int id = customer == 0 ? 0 : 12345 + customer;
        String number = "" + invoice++;
        for (int item = 0; item < 3; item++) {
          String code = "2200" + (customer + item * (month + 1)) % 10;
          String line = writing.line(number, code, 1 + item, at, "2.55", id);
          lines.add(line);
          if (invoice % 10 == 0 && item == 0) {
            lines.add(line);
          }
          if (invoice % 7 == 0 && item == 1) {
            lines.add(writing.line("C" + invoice++, code, -1, at.plusHours(3), "2.55", id));
          }
        }
        lines.add(writing.line(number, "POST", 1, at, "18.00", id));
      }
    }
    lines.add(writing.line("" + invoice, "POST", 1, LAST.atTime(9, 0), "18.00", 18287));
    return lines;
  }

  private TestLake run(Writing writing, Set<String> jobs) throws IOException {
    Path file = folder.resolve("online_retail.csv");
    Files.write(file, lines(writing), StandardCharsets.ISO_8859_1);
    VongdoiConfig config =
        ConfigFile.load(
                ROOT.resolve("conf/examples/online-retail.conf"),
                Map.of("vars.file", file.toString()))
            .settings();
    TestLake lake = TestLake.empty();
    try (JobRunner runner = new JobRunner(lake.warehouse(), Sizes.ofMib(32, 32), job -> "test")) {
      Run run = new Run(LAST, config.zone(), config.currency(), config.country());
      List<Job> daily = Jobs.all(config).stream().filter(j -> j.schedule().isDaily()).toList();
      JobGraph.of(daily).sorted().stream()
          .filter(job -> jobs.isEmpty() || jobs.contains(job.name()))
          .forEach(job -> runner.run(job, run));
    }
    return lake;
  }

  private static void requireBalance(TestLake lake, Writing writing) {
    assertEquals(
        List.of(
            "{\"rows_in\":%d,\"sorted\":%1$d,\"quarantined\":0}"
                .formatted(lines(writing).size() - 1)),
        TestLake.rows(
            lake.read(Bronze.LANDED_FILES).where("source = 'invoices'"),
            "rows_in",
            "accepted + duplicate + quarantined as sorted",
            "quarantined"));
  }

  @Test
  void everySuggestionHasItsReasonAndNoLineIsLost() throws IOException {
    TestLake lake = run(Writing.AS_PUBLISHED, TO_SUGGESTIONS);
    requireBalance(lake, Writing.AS_PUBLISHED);
    assertTrue(lake.values(Gold.RECOMMENDATIONS, "reason").contains("bought with POST"));
    assertEquals(0, lake.read(Gold.RECOMMENDATIONS).where("product_id not like '2200%'").count());
  }

  @Test
  @Tag("heavy")
  void theWholeLineEndsForAShopWhoseProductsHaveNoNames() throws IOException {
    TestLake lake = run(Writing.OF_A_DATA_FRAME, Set.of());
    requireBalance(lake, Writing.OF_A_DATA_FRAME);
    assertEquals(0, lake.read(Silver.PRODUCTS).count());
    assertTrue(lake.read(Gold.RECOMMENDATIONS).count() > 0, "the shop suggests what it sold");
    assertTrue(lake.read(Gold.SEGMENT_MEMBERS).count() > 0, "segments have members");
    assertTrue(lake.read(Gold.AUDIENCE_LEDGER).count() > 0, "audiences are handed out");
  }
}
