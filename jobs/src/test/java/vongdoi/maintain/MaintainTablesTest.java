package vongdoi.maintain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.JobException;
import vongdoi.common.job.TestLake;
import vongdoi.platform.ConfigFile;

class MaintainTablesTest {

  @Test
  void smallFilesArePutTogetherAndRowsStay() {
    TestLake lake = TestLake.empty();
    for (int i = 0; i < 3; i++) {
      lake.put(Silver.PRODUCTS, "{\"product_id\":\"p" + i + "\"}");
    }
    lake.run(new MaintainTables(new MaintainConfig(2, 168)), "2026-01-10");
    assertEquals(3, lake.read(Silver.PRODUCTS).count());
    assertEquals(
        List.of("{\"table\":\"silver.products\",\"files_before\":3,\"files_after\":1}"),
        lake.rows(Gold.MAINTENANCE_LOG, "table", "files_before", "files_after"));
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
