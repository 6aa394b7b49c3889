package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
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

  @Test
  void saysFromWhichDateAllThatLandedIsVisible() {
    Landfall landing =
        new Landfall()
            .source("shop", Entity.ORDERS, Format.CSV, Map.of())
            .put(
                "shop/a.csv",
                "order_id,ordered_at,email",
                "o1,2026-01-04T03:00:00Z,a@example.com",
                "o2,2026-01-09T03:00:00Z,b@example.com");
    TestLake lake = TestLake.empty();
    lake.run(landing.job(), "2026-01-05");
    assertEquals(Optional.of(LocalDate.of(2026, 1, 9)), reach(lake));
    landing.put("shop/b.csv", "order_id,ordered_at,email", "o3,2026-01-06T03:00:00Z,c@example.com");
    lake.run(landing.job(), "2026-01-06");
    assertEquals(Optional.of(LocalDate.of(2026, 1, 9)), reach(lake));
  }

  private static Optional<LocalDate> reach(TestLake lake) {
    return lake.warehouse().log(Bronze.LANDED_FILES).lastStamped().get().stamp().reaches();
  }
}
