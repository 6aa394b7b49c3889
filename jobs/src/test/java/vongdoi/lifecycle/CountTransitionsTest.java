package vongdoi.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.TestLake;

class CountTransitionsTest {
  private static String interval(String customer, String stage, String since, String until) {
    return "{\"customer_id\":\"%s\",\"stage\":\"%s\",\"since\":\"%s\"%s}"
        .formatted(customer, stage, since, until == null ? "" : ",\"until\":\"" + until + "\"");
  }

  private static List<String> rows(TestLake lake, String month) {
    return TestLake.rows(
        lake.read(Gold.STAGE_TRANSITIONS).where("month = '" + month + "'"),
        "concat_ws(' ', from_stage, to_stage, customers_count, share) as t");
  }

  @Test
  void everyMonthHasItsMatrixAndLaterRunsGoOn() {
    TestLake lake =
        TestLake.empty()
            .put(
                Gold.LIFECYCLE_HISTORY,
                interval("bought", "reach", "2025-12-05", "2026-01-10"),
                interval("bought", "purchase", "2026-01-10", "2026-01-12"),
                interval("bought", "develop", "2026-01-12", null),
                interval("stays", "reach", "2025-12-05", null),
                interval("merged", "reach", "2025-12-05", "2026-01-20"),
                interval("arrived", "purchase", "2026-01-15", null),
                interval("passed", "reach", "2026-01-02", "2026-01-05"),
                interval("later", "reach", "2025-12-31", "2026-02-01"));
    lake.run(new CountTransitions(), "2026-01-31");
    List<String> december = List.of("{\"t\":\"new reach 4 1.0\"}");
    List<String> january =
        List.of(
            "{\"t\":\"new purchase 1 1.0\"}",
            "{\"t\":\"reach develop 1 0.25\"}",
            "{\"t\":\"reach gone 1 0.25\"}",
            "{\"t\":\"reach reach 2 0.5\"}");
    assertEquals(december, rows(lake, "2025-12-01"));
    assertEquals(january, rows(lake, "2026-01-01"));
    lake.run(new CountTransitions(), "2026-02-03");
    assertEquals(december, rows(lake, "2025-12-01"));
    assertEquals(january, rows(lake, "2026-01-01"));
    assertEquals(
        List.of(
            "{\"t\":\"develop develop 1 1.0\"}",
            "{\"t\":\"purchase purchase 1 1.0\"}",
            "{\"t\":\"reach gone 1 0.5\"}",
            "{\"t\":\"reach reach 1 0.5\"}"),
        rows(lake, "2026-02-01"));
  }
}
