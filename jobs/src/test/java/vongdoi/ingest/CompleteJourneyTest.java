package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.TestLake;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceConfig;

/** A real grocer's year, mapped by conf/examples/complete-journey.conf alone. */
class CompleteJourneyTest {
  private static final Path ROOT = Path.of(System.getProperty("vongdoi.root", ".."));

  private static Path data() {
    String named = System.getenv("VONGDOI_DATA");
    return named != null ? Path.of(named) : ROOT.resolve("../shared/data");
  }

  private static Map<String, SourceConfig> sources() {
    File conf = ROOT.resolve("conf/examples/complete-journey.conf").toFile();
    Config all =
        ConfigFactory.parseString("vars.data = \"" + data().toAbsolutePath() + "\"")
            .withFallback(ConfigFactory.parseFile(conf))
            .resolve();
    Map<String, SourceConfig> sources = new TreeMap<>();
    for (String name : all.getConfig("sources").root().keySet()) {
      Config c = all.getConfig("sources." + name);
      Map<String, String> columns = new TreeMap<>();
      c.getConfig("columns").root().forEach((k, v) -> columns.put(k, (String) v.unwrapped()));
      sources.put(
          name,
          new SourceConfig(
              Entity.valueOf(c.getString("entity").toUpperCase(Locale.ROOT)),
              Format.CSV,
              c.getString("path"),
              Optional.empty(),
              Map.of(),
              columns,
              Optional.empty(),
              c.hasPath("zone") ? Optional.of(c.getString("zone")) : Optional.empty()));
    }
    return sources;
  }

  @Test
  void takesInEveryLineOfARealYear() {
    Assumptions.assumeTrue(
        Files.isDirectory(data().resolve("completejourney")),
        "Complete Journey is not at " + data() + ": set VONGDOI_DATA");
    TestLake lake = TestLake.empty();
    RunReport report =
        lake.run(new IngestSources(Landfall.CONFIG, sources(), Landfall.ERASURE), "2017-12-31");
    assertEquals(
        "{\"orders\":47242,\"households\":2377,\"sales\":233935.24}",
        TestLake.rows(
                lake.read(Bronze.ORDERS),
                "count(*) as orders",
                "count(distinct record_id) as households",
                "sum(total_amount) as sales")
            .get(0));
    assertEquals(
        "{\"rows_in\":75000,\"sum\":75000}",
        TestLake.rows(
                lake.read(Bronze.LANDED_FILES).where("source = 'transactions'"),
                "rows_in",
                "accepted + duplicate + quarantined as sum")
            .get(0));
    // One basket is 4.0128e+10: a rounded number, that may be another basket's, is no id.
    assertEquals(1L, report.counts().get("quarantined"));
    assertEquals(
        801,
        lake.read(Bronze.CUSTOMERS).where("age_band is not null or income_band is null").count());
  }
}
