package vongdoi.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.TestLake;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;

/** Exports of order lines as shops write them, in one lake over three days. */
class OrderExportsTest {
  private static final Landfall LANDING = new Landfall();
  private static final TestLake LAKE = TestLake.empty();
  private static RunReport again;

  @BeforeAll
  static void land() {
    LANDING.source("shop", Entity.ORDERS, Format.CSV, Map.of());
    String header =
        "order_id,ordered_at,email,status,total_amount,product_id,quantity,unit_price_amount";
    LANDING.put(
        "shop/2026-01-04/orders.csv",
        header,
        "o1,2026-01-03 08:00:00,a@x.vn,paid,,tea,1,50000",
        "o1,,,,,tea,1,50000",
        "o1,,,,,cup,1,30000",
        "o2,2026-01-03 09:00:00,b@x.vn,pending,,pot,1,90000",
        "o2,,,,,cup,2,30000",
        "o3,2026-01-03 10:00:00,c@x.vn,paid,120.000,tea,2,50000",
        "o3,,,,,cup,1,30000",
        "o4,,,,,tea,1,50000");
    LAKE.run(LANDING.job(), "2026-01-04");
    LANDING.put(
        "shop/2026-01-05/orders.csv",
        header,
        "o2,2026-01-03 09:00:00,b@x.vn,paid,,pot,1,90000",
        "o3,2026-01-03 10:00:00,c@x.vn,paid,120.000,tea,2,50000",
        "o3,,,,,cup,1,30000");
    again = LAKE.run(LANDING.job(), "2026-01-05");
  }

  @Test
  void fieldsOfTheFirstLineHoldForAllOfAnOrder() {
    assertEquals(
        List.of(
            "{\"order_id\":\"o1\",\"email\":\"a@x.vn\",\"status\":\"paid\",\"total_amount\":130000.00}",
            "{\"order_id\":\"o2\",\"email\":\"b@x.vn\",\"status\":\"paid\",\"total_amount\":90000.00}",
            "{\"order_id\":\"o2\",\"email\":\"b@x.vn\",\"status\":\"pending\",\"total_amount\":150000.00}",
            "{\"order_id\":\"o3\",\"email\":\"c@x.vn\",\"status\":\"paid\",\"total_amount\":120000.00}"),
        LAKE.rows(Bronze.ORDERS, "order_id", "email", "status", "total_amount"));
  }

  @Test
  void twoEqualLinesAreTwoUnits() {
    assertEquals(
        2, LAKE.read(Bronze.ORDER_ITEMS).where("order_id = 'o1' and product_id = 'tea'").count());
  }

  @Test
  void anExportThatSaysTheSameIsADuplicate() {
    assertEquals(1L, again.counts().get("accepted"));
    assertEquals(2L, again.counts().get("duplicate"));
  }

  @Test
  void aLineOfAnOrderWithoutATimeIsSetAside() {
    assertEquals(
        List.of("{\"position\":9,\"reason\":\"ordered_at is missing\"}"),
        TestLake.rows(LAKE.read(Bronze.QUARANTINE), "position", "reason"));
  }

  @Test
  void theDayOfTheFolderSaysWhenAFileLanded() {
    assertEquals(
        List.of(
            "{\"status\":\"paid\",\"_landed_at\":\"2026-01-05T00:00:00.000Z\"}",
            "{\"status\":\"pending\",\"_landed_at\":\"2026-01-04T00:00:00.000Z\"}"),
        TestLake.rows(LAKE.read(Bronze.ORDERS).where("order_id = 'o2'"), "status", "_landed_at"));
  }
}
