package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.job.TestLake;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;

class IngestSourcesTest {

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
