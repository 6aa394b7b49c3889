package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.clv.TelcoContracts;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.JobRunner;
import vongdoi.common.job.Run;
import vongdoi.common.job.Sizes;
import vongdoi.common.job.TestLake;
import vongdoi.evaluation.ModelReport;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;

/** A telecom's contracts, made up, mapped by conf/examples/telco-churn.conf alone. */
class TelcoChurnTest {
  private static final Path ROOT = Path.of(System.getProperty("vongdoi.root", ".."));
  private static final LocalDate DATE = LocalDate.parse("2020-01-01");

  @TempDir private Path folder;

  /** All that {@code evaluate models} runs. */
  @Test
  void modelsByConfigurationAloneTellWhoLeaves() throws IOException {
    run(
        job ->
            List.of("ingest", "identity", "profile", "feature", "clv").contains(job.stage())
                || job.name().equals("report.models"));
  }

  @Test
  @Tag("heavy")
  void wholeRunByConfigurationAloneTellsWhoLeaves() throws IOException {
    run(job -> true);
  }

  private void run(Predicate<Job> jobs) throws IOException {
    Path file = folder.resolve("telco.csv");
    List<TelcoContracts.Seen> seen = new TelcoContracts(5).snapshot(1000);
    Files.write(file, TelcoContracts.csv(seen));
    VongdoiConfig config =
        ConfigFile.load(
                ROOT.resolve("conf/examples/telco-churn.conf"),
                Map.of(
                    "vars.file", file.toString(),
                    "clv.hazard.tree-count", "5",
                    "clv.hazard.folds", "2"))
            .settings();
    TestLake lake = TestLake.empty();
    try (JobRunner runner = new JobRunner(lake.warehouse(), Sizes.ofMib(4, 32), job -> "test")) {
      Run run = new Run(DATE, config.zone(), config.currency(), config.country());
      List<Job> daily = Jobs.all(config).stream().filter(j -> j.schedule().isDaily()).toList();
      JobGraph.of(daily).sorted().stream().filter(jobs).forEach(job -> runner.run(job, run));
    }
    assertEquals(1000, lake.read(Silver.SUBSCRIPTIONS).count());
    Row attributes =
        lake.read(Silver.SUBSCRIPTIONS)
            .selectExpr(
                "max(size(attributes))",
                "count_if(array_contains(map_keys(attributes), 'Churn'))",
                "count_if(not array_contains(map_keys(attributes), 'TotalCharges'))")
            .head();
    assertEquals(16, attributes.getInt(0));
    assertEquals(0, attributes.getLong(1));
    assertEquals(seen.stream().filter(s -> s.tenure() == 0).count(), attributes.getLong(2));
    ModelReport.Model hazard =
        ModelReport.of(lake.warehouse(), DATE).models().get("contract-hazard");
    assertEquals("champion", hazard.status(), hazard.reason());
    assertTrue(hazard.metrics().get("auc") > 0.8, hazard.toString());
    assertTrue(hazard.metrics().keySet().containsAll(List.of("ece", "log_loss", "brier")));
    assertEquals(
        seen.stream().filter(s -> !s.churned()).count(),
        lake.read(Gold.CONTRACT_SCORES)
            .where("size(reasons_en) > 0 or churn_probability < 1")
            .count());
  }
}
