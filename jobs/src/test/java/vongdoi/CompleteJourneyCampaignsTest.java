package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.TestLake;

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
          .collect(
              Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
  }

  private static Map<String, Long> results(TestLake lake, String count) {
    return lake.read(Gold.CAMPAIGN_RESULTS).selectExpr("campaign", count).collectAsList().stream()
        .collect(Collectors.toMap(r -> r.getString(0), r -> r.getLong(1), Long::sum, TreeMap::new));
  }

  @Test
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
    Jobs.all(config).stream()
        .filter(job -> JOBS.contains(job.name()))
        .forEach(job -> lake.run(job, "2017-12-31"));
    assertEquals(lines("campaigns.csv", 0), results(lake, "contacted_count"));
    assertEquals(lines("coupon_redemptions.csv", 2), results(lake, "redemptions_count"));
    assertEquals(
        lines("campaign_descriptions.csv", 0).size(),
        lake.read(Gold.CAMPAIGN_RESULTS).where("design = 'not-mailed'").count());
    assertEquals(
        List.of("13", "18", "8"),
        lake.values(
                Gold.CAMPAIGN_RESULTS,
                "if(treated_count > 1000 and control_count > 500"
                    + " and difference_in_differences is not null, campaign, null)")
            .stream()
            .filter(c -> !c.equals("null"))
            .sorted()
            .toList());
  }
}
