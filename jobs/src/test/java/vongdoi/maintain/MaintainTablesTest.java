package vongdoi.maintain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.JobException;
import vongdoi.common.job.TestLake;
import vongdoi.platform.ConfigFile;

class MaintainTablesTest {

  @Test
  void smallFilesArePutTogetherAndRowsStayButFeaturesAndChecksOfLongAgo() {
    TestLake lake = TestLake.empty();
    for (int i = 0; i < 3; i++) {
      lake.put(Silver.PRODUCTS, "{\"product_id\":\"p" + i + "\"}");
    }
    lake.put(
        Gold.FEATURES,
        "{\"customer_id\":\"c1\",\"as_of_date\":\"2024-12-05\"}",
        "{\"customer_id\":\"c1\",\"as_of_date\":\"2024-12-06\"}",
        "{\"customer_id\":\"c1\",\"as_of_date\":\"2026-01-09\"}");
    lake.put(
        Gold.TABLE_QUALITY,
        "{\"run_date\":\"2025-12-10\",\"table\":\"silver.orders\",\"check\":\"rows\"}",
        "{\"run_date\":\"2025-12-11\",\"table\":\"silver.orders\",\"check\":\"rows\"}");
    lake.run(
        new MaintainTables(
            new MaintainConfig(2, 168, 30, 400, new RetentionConfig(Map.of(), 30, 400, Map.of()))),
        "2026-01-10");
    assertEquals(3, lake.read(Silver.PRODUCTS).count());
    assertEquals(Set.of("2024-12-06", "2026-01-09"), lake.values(Gold.FEATURES, "as_of_date"));
    assertEquals(Set.of("2025-12-11"), lake.values(Gold.TABLE_QUALITY, "run_date"));
    assertEquals(
        List.of("{\"files_before\":3,\"files_after\":1}"),
        TestLake.rows(
            lake.read(Gold.MAINTENANCE_LOG).where("table = 'silver.products'"),
            "files_before",
            "files_after"));
  }

  @Test
  void retentionBelowTheLimitOfDeltaIsRefused() {
    JobException refused =
        assertThrows(
            JobException.class, () -> ConfigFile.load(null, Map.of("maintain.keep-hours", "24")));
    assertTrue(
        refused
            .getMessage()
            .contains(
                "Invalid maintain.keep-hours: 24 (must be at least 168: a reader at work may need"
                    + " younger files)"),
        refused.getMessage());
  }
}
