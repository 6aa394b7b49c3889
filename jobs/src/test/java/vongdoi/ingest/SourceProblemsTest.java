package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.job.TestLake;

class SourceProblemsTest {

  private static SourceConfig source(
      Entity entity, Format format, Map<String, String> options, Map<String, String> columns) {
    return new SourceConfig(
        entity,
        format,
        "/nowhere/at/all",
        Optional.of("a > 1"),
        options,
        columns,
        Optional.of("crm"),
        Optional.of("Mars/Base"));
  }

  @Test
  void namesEveryMistakeAtOnce() {
    List<String> keys =
        SourceProblems.of(
                Map.of(
                    "shop",
                    source(
                        Entity.PRODUCTS,
                        Format.CSV,
                        Map.of("headr", "true", "quote", "''"),
                        Map.of("prodct_id", "sku", "name", "upper("))),
                Set.of("shop"))
            .stream()
            .map(mistake -> mistake.path().toString())
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "sources.shop.columns.name",
            "sources.shop.columns.prodct_id",
            "sources.shop.customers",
            "sources.shop.options.headr",
            "sources.shop.options.quote",
            "sources.shop.zone"),
        keys);
  }

  @Test
  void namesSourceAndPathOfAMissingInput() {
    Landfall landing = new Landfall().source("shop", Entity.PRODUCTS, Format.CSV, Map.of());
    JobException missing =
        assertThrows(JobException.class, () -> TestLake.empty().run(landing.job(), "2026-01-05"));
    assertEquals(ExitCode.INPUT_MISSING, missing.exitCode());
    assertEquals(
        "Cannot read source shop: nothing is at %s. Correct sources.shop.path or put the files there"
            .formatted(landing.root.resolve("shop")),
        missing.getMessage());
  }
}
