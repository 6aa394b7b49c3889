package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vongdoi.profile.Samples.row;

import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class ConformOrdersTest {
  private static final ConformOrders JOB = new ConformOrders(Samples.config(), Samples.BLOCKED);

  private static String order(
      String id, String record, String status, String updated, String total) {
    return row(
        "order_id",
        id,
        "_source",
        "shop",
        "record_source",
        "crm",
        "record_id",
        record,
        "ordered_at",
        "2026-01-05T03:00:00Z",
        "order_date",
        "2026-01-05",
        "status",
        status,
        "updated_at",
        updated + "Z",
        "total_amount",
        "#" + total,
        "_row_hash",
        id + status + updated);
  }

  private static String line(
      String order, String product, String units, String price, String hash) {
    return row(
        "order_id",
        order,
        "product_id",
        product,
        "quantity",
        "#" + units,
        "unit_price_amount",
        "#" + price,
        "_row_hash",
        hash);
  }

  private static String event(String id, String name, String order, String value) {
    return row(
        "event_id",
        id,
        "event_type",
        "track",
        "event_name",
        name,
        "order_id",
        order,
        "user_id",
        "u1",
        "occurred_at",
        "2026-01-05T04:00:00Z",
        "event_date",
        "2026-01-05",
        "value_amount",
        "#" + value,
        "products",
        "[{\"product_id\":\"p9\",\"quantity\":2,\"price_amount\":15}]");
  }

  @Test
  void newestVersionRefundsEventsAndLines() {
    TestLake lake =
        Samples.lakeOf(
                "customer crm r1 c-1",
                "customer crm r2 c-2",
                "user user u1 c-3",
                "guest shop guest c-4")
            .put(Bronze.PRODUCTS, row("product_id", "p1"))
            .put(Silver.PRODUCTS, row("product_id", "p1", "category", "Tea"))
            .put(
                Bronze.ORDERS,
                order("versions", "r1", "completed", "2026-01-06T00:00:00", "100"),
                order("versions", "r1", "paid", "2026-01-05T00:00:00", "90"),
                order("same-time", "r1", "paid", "2026-01-05T00:00:00", "90"),
                order("same-time", "r1", "cancelled", "2026-01-05T00:00:00", "90"),
                order("refunded", "r1", "refunded", "2026-01-05T00:00:00", "50"),
                order("lines-only", "r1", "paid", "2026-01-05T00:00:00", "null"),
                order("part-refund", "r1", "paid", "2026-01-05T00:00:00", "50"),
                order("guest", "", "paid", "2026-01-05T00:00:00", "5"))
            .put(
                Bronze.ORDER_ITEMS,
                line("lines-only", "p1", "2", "10", "h1"),
                line("lines-only", "p1", "1", "9", "h2"),
                line("lines-only", "p2", "1", "1", "h3"))
            .put(
                Bronze.EVENTS,
                event("e1", "Order Completed", "event-only", "30"),
                event("e2", "Order Completed", "event-refunded", "null"),
                event("e3", "Order Refunded", "event-refunded", "null"),
                event("e4", "Order Refunded", "part-refund", "20"),
                event("e5", "Order Completed", "versions", "1"),
                event("e6", "Order Cancelled", "nothing-known", "1"));
    lake.run(JOB, "2026-01-06");
    assertEquals(
        List.of(
            "event-only c-3 completed web 30.00 30.00 true",
            "event-refunded c-3 refunded web 30.00 0.00 false",
            "guest c-4 paid - 5.00 5.00 true",
            "lines-only c-1 paid - 30.00 30.00 true",
            "part-refund c-1 paid - 50.00 30.00 true",
            "refunded c-1 refunded - 50.00 0.00 false",
            "same-time c-1 cancelled - 90.00 0.00 false",
            "versions c-1 completed - 100.00 100.00 true"),
        texts(lake));
    assertEquals(
        List.of(
            "{\"product_id\":\"p1\",\"category\":\"Tea\",\"quantity\":3.0,\"line_amount\":29.00}",
            "{\"product_id\":\"p2\",\"quantity\":1.0,\"line_amount\":1.00}"),
        TestLake.rows(
            lake.read(Silver.ORDER_ITEMS).where("order_id = 'lines-only'"),
            "product_id",
            "category",
            "quantity",
            "line_amount"));

    // The shop delivers what was known by its event only; r1 turns out to be c-2; the guest is
    // erased.
    lake.put(Bronze.ORDERS, order("event-only", "r2", "paid", "2026-01-07T00:00:00", "31"))
        .put(Bronze.ORDER_ITEMS, line("event-only", "p1", "1", "31", "h4"));
    lake.replace(
        Silver.CUSTOMER_RECORDS,
        Samples.records("customer crm r1 c-2", "customer crm r2 c-2", "user user u1 c-3"));
    lake.run(JOB, "2026-01-07");
    assertEquals(
        List.of(
            "event-only c-2 paid - 31.00 31.00 true",
            "event-refunded c-3 refunded web 30.00 0.00 false",
            "lines-only c-2 paid - 30.00 30.00 true"),
        texts(lake).stream().filter(t -> !t.matches("(part|ref|same|ver).*")).toList());
    assertEquals(
        List.of(
            "{\"product_id\":\"p1\",\"customer_id\":\"c-2\",\"order_id\":\"event-only\"}",
            "{\"product_id\":\"p1\",\"customer_id\":\"c-2\",\"order_id\":\"lines-only\"}",
            "{\"product_id\":\"p2\",\"customer_id\":\"c-2\",\"order_id\":\"lines-only\"}",
            "{\"product_id\":\"p9\",\"customer_id\":\"c-2\",\"order_id\":\"versions\"}",
            "{\"product_id\":\"p9\",\"customer_id\":\"c-3\",\"order_id\":\"event-refunded\"}"),
        lake.rows(Silver.ORDER_ITEMS, "product_id", "customer_id", "order_id"));
  }

  @Test
  void whatReturnsOfTheDayUndoIsNoPurchaseWheneverTheyBecomeKnown() {
    String[] sold = {
      order("kept", "r1", "completed", "2026-01-05T03:00:00", "100"),
      order("of-another", "r2", "completed", "2026-01-05T03:00:00", "100"),
      order("sold", "r1", "completed", "2026-01-05T03:00:00", "60"),
    };
    String[] returned = {
      order("part", "r2", "completed", "2026-01-05T04:00:00", "-40"),
      order("all", "r1", "completed", "2026-01-05T04:00:00", "-160"),
    };
    String line = line("sold", "p1", "1", "60", "h1");
    TestLake atOnce =
        Samples.lakeOf("customer crm r1 c-1", "customer crm r2 c-2")
            .put(Bronze.ORDERS, sold)
            .put(Bronze.ORDERS, returned)
            .put(Bronze.ORDER_ITEMS, line);
    atOnce.run(JOB, "2026-01-06");
    List<String> known =
        List.of(
            "all c-1 completed - -160.00 -160.00 false",
            "kept c-1 completed - 100.00 100.00 false",
            "of-another c-2 completed - 100.00 100.00 true",
            "part c-2 completed - -40.00 -40.00 false",
            "sold c-1 completed - 60.00 60.00 false");
    assertEquals(known, texts(atOnce));

    TestLake later =
        Samples.lakeOf("customer crm r1 c-1", "customer crm r2 c-2")
            .put(Bronze.ORDERS, sold)
            .put(Bronze.ORDER_ITEMS, line);
    later.run(JOB, "2026-01-06");
    assertEquals(
        List.of(true, true, true), texts(later).stream().map(t -> t.endsWith("true")).toList());
    later.put(Bronze.ORDERS, returned);
    later.run(JOB, "2026-01-07");
    assertEquals(known, texts(later));
    assertEquals(List.of("{\"is_valid\":false}"), later.rows(Silver.ORDER_ITEMS, "is_valid"));

    later.replace(
        Silver.CUSTOMER_RECORDS, Samples.records("customer crm r1 c-1", "customer crm r2 c-1"));
    later.run(JOB, "2026-01-08");
    assertEquals(
        List.of("kept true", "of-another true", "sold true"),
        texts(later).stream()
            .filter(t -> t.endsWith("true"))
            .map(t -> t.split(" ")[0] + " true")
            .toList());
  }

  @Test
  void aPaymentThatExpiresAfterARunWithinTheDayIsExpiredAtItsEnd() {
    TestLake lake =
        Samples.lakeOf("customer crm r1 c-1")
            .put(Bronze.ORDERS, order("o", "r1", "pending", "2026-01-05T03:00:00", "9"))
            .put(
                Bronze.PAYMENTS,
                row(
                    "payment_id",
                    "p",
                    "order_id",
                    "o",
                    "status",
                    "pending",
                    "created_at",
                    "2026-01-05T03:00:00Z",
                    "expires_at",
                    "2026-01-06T08:00:00Z",
                    "_row_hash",
                    "p"));
    lake.run(JOB, "2026-01-05");
    lake.run(JOB, "2026-01-06", "10:00");
    assertEquals(
        List.of("{\"payment_status\":\"pending\"}"), lake.rows(Silver.ORDERS, "payment_status"));
    lake.run(JOB, "2026-01-06");
    assertEquals(
        List.of("{\"payment_status\":\"expired\"}"), lake.rows(Silver.ORDERS, "payment_status"));
  }

  private static List<String> texts(TestLake lake) {
    return lake
        .read(Silver.ORDERS)
        .selectExpr(
            "concat_ws(' ', order_id, customer_id, status, coalesce(channel, '-'), total_amount,"
                + " net_amount, is_valid)")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }
}
