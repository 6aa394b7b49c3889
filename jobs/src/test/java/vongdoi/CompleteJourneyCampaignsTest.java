package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.JobRunner;
import vongdoi.common.job.Run;
import vongdoi.common.job.Sizes;
import vongdoi.common.job.TestLake;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;

/** The campaigns of a real grocer, measured against households that were not mailed. */
class CompleteJourneyCampaignsTest {
  private static final Path ROOT = Path.of(System.getProperty("vongdoi.root", ".."));
  private static final List<String> JOBS =
      List.of(
          "ingest.sources",
          "identity.link",
          "identity.match",
          "identity.resolve",
          "profile.orders",
          "profile.contacts",
          "segment.campaigns");

  private static Path data() {
    String named = System.getenv("VONGDOI_DATA");
    return named != null ? Path.of(named) : ROOT.resolve("../shared/data");
  }

  /** Distinct lines of a file for each value of one of its columns. */
  private static Map<String, Long> lines(String file, int column) throws IOException {
    try (var lines = Files.lines(data().resolve("completejourney").resolve(file))) {
      return lines
          .skip(1)
          .distinct()
          .map(line -> line.split(",")[column])
          .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
  }

  private static Map<String, Long> results(TestLake lake, String count) {
    return lake
        .read(Gold.CAMPAIGN_RESULTS)
        .where(count + " > 0")
        .selectExpr("campaign", count)
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(r -> r.getString(0), r -> r.getLong(1), Long::sum, TreeMap::new));
  }

  /** Counted once by a script of its own over the files: campaign, then the table's columns. */
  private static String figures(Number... figures) {
    return Arrays.stream(figures)
        .map(String::valueOf)
        .collect(Collectors.joining(" ", "{\"figures\":\"", "\"}"));
  }

  @Test
  @Tag("heavy")
  void everyCampaignHasItsMailedHouseholdsAndItsCoupons() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(data().resolve("completejourney")),
        "Complete Journey is not at " + data() + ": set VONGDOI_DATA");
    VongdoiConfig config =
        ConfigFile.load(
                ROOT.resolve("conf/examples/complete-journey.conf"),
                Map.of("vars.data", data().toAbsolutePath().toString()))
            .settings();
    TestLake lake = TestLake.empty();
    JobRunner runner = new JobRunner(lake.warehouse(), Sizes.ofMib(32, 32), job -> "test");
    Run last =
        new Run(LocalDate.parse("2017-12-31"), config.zone(), config.currency(), config.country());
    Jobs.all(config).stream()
        .filter(job -> JOBS.contains(job.name()))
        .forEach(job -> runner.run(job, last));
    assertEquals(lines("campaigns.csv", 0), results(lake, "contacted_count"));
    assertEquals(lines("coupon_redemptions.csv", 2), results(lake, "redemptions_count"));
    assertEquals(
        lines("campaign_descriptions.csv", 0).size(),
        lake.read(Gold.CAMPAIGN_RESULTS).where("design = 'not-mailed'").count());
    assertEquals(
        List.of(
            figures(13, 1077, 1202, 956, 737, 19.59, 6.99, 20.82, 7.41, -0.8, 124),
            figures(18, 1133, 1211, 1034, 800, 23.99, 9.07, 22.35, 8.24, 0.81, 152),
            figures(8, 1065, 1028, 961, 681, 19.49, 9.23, 19.95, 8.38, -1.32, 104)),
        TestLake.rows(
            lake.read(Gold.CAMPAIGN_RESULTS).where("treated_count > 1000"),
            "concat_ws(' ', campaign, treated_count, control_count, treated_converted_count,"
                + " control_converted_count, round(revenue_per_treated, 2),"
                + " round(revenue_per_control, 2), round(before_per_treated, 2),"
                + " round(before_per_control, 2), round(difference_in_differences, 2),"
                + " coupon_orders_count) as figures"));
    assertEquals(
        Set.of("24", "25", "26", "27"),
        lake.values(Gold.CAMPAIGN_RESULTS, "if(difference_in_differences is null, campaign, '24')"),
        "the receipts begin after the days before these campaigns");
  }
}
