package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vongdoi.profile.Samples.row;

import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class BuildCartsTest {
  private static final BuildCarts JOB = new BuildCarts(Samples.config(), Samples.BLOCKED);

  private static String cart(
      String id, String name, String cart, String user, String at, String product, String units) {
    return row(
        "event_id",
        id,
        "event_type",
        "track",
        "event_name",
        name,
        "cart_id",
        cart,
        "anonymous_id",
        "d-" + user,
        "user_id",
        user,
        "occurred_at",
        "2026-01-05T" + at + "Z",
        "event_date",
        "2026-01-05",
        "product_id",
        product,
        "quantity",
        "#" + units,
        "price_amount",
        "#10.00");
  }

  private static String order(String id, String customer, String at, String cart) {
    return row("order_id", id, "customer_id", customer, "ordered_at", at + "Z", "cart_id", cart);
  }

  @Test
  void tellsWhatBecameOfEachCart() {
    TestLake lake =
        Samples.lakeOf(
                "user user u1 c-1",
                "user user u2 c-2",
                "user user u3 c-3",
                "user user u4 c-4",
                "user user u5 c-5",
                "user user u6 c-6")
            .put(
                Bronze.EVENTS,
                cart("a1", "Product Added", "phone", "u1", "10:00:00", "p1", "1"),
                cart("b1", "Product Added", "left", "u2", "10:00:00", "p1", "2"),
                cart("b2", "Product Added", "left", "u2", "10:01:00", "p2", "1"),
                cart("b3", "Product Removed", "left", "u2", "10:02:00", "p2", "null"),
                cart("b4", "Product Removed", "left", "u2", "10:03:00", "p1", "1"),
                cart("c1", "Product Added", "emptied", "u3", "10:00:00", "p1", "1"),
                cart("c2", "Product Removed", "emptied", "u3", "10:01:00", "p1", "1"),
                cart("d1", "Product Added", "open", "u4", "16:30:00", "p1", "1"),
                cart("e1", "Product Added", "resumed", "u5", "10:00:00", "p1", "1"),
                cart("f1", "Product Added", "later", "u6", "10:00:00", "p1", "1"))
            .put(
                Silver.ORDERS,
                order("o1", "c-1", "2026-01-05T10:59:59", ""),
                order("o2", "c-2", "2026-01-05T09:59:00", ""),
                order("o3", "c-2", "2026-01-05T11:03:01", ""),
                order("o5", "c-5", "2026-01-05T14:00:00", "resumed"));
    lake.run(JOB, "2026-01-05");
    assertEquals(
        List.of(
            "{\"cart_id\":\"emptied\",\"status\":\"emptied\",\"cart_amount\":0.00}",
            "{\"cart_id\":\"later\",\"status\":\"abandoned\",\"at\":\"11:00:00\",\"cart_amount\":10.00}",
            "{\"cart_id\":\"left\",\"status\":\"abandoned\",\"at\":\"11:03:00\",\"cart_amount\":10.00}",
            "{\"cart_id\":\"open\",\"status\":\"open\",\"cart_amount\":10.00}",
            "{\"cart_id\":\"phone\",\"status\":\"converted\",\"order_id\":\"o1\",\"cart_amount\":10.00}",
            "{\"cart_id\":\"resumed\",\"status\":\"converted\",\"at\":\"11:00:00\",\"order_id\":\"o5\",\"cart_amount\":10.00}"),
        lake.rows(
            Silver.CARTS,
            "cart_id",
            "status",
            "date_format(abandoned_at, 'HH:mm:ss') as at",
            "order_id",
            "cart_amount"));
    assertEquals(
        List.of("{\"items\":[{\"product_id\":\"p1\",\"quantity\":1.0,\"price_amount\":10.00}]}"),
        TestLake.rows(lake.read(Silver.CARTS).where("cart_id = 'left'"), "items"));

    // Time alone turns the open cart; a merge shows that c-6 ordered by phone in time.
    lake.replace(
        Silver.CUSTOMER_RECORDS,
        Samples.records(
            "user user u1 c-1",
            "user user u2 c-2",
            "user user u3 c-3",
            "user user u4 c-4",
            "user user u5 c-5",
            "user user u6 c-1"));
    lake.run(JOB, "2026-01-06");
    assertEquals(
        List.of(
            "{\"cart_id\":\"later\",\"status\":\"converted\",\"order_id\":\"o1\"}",
            "{\"cart_id\":\"open\",\"status\":\"abandoned\"}"),
        TestLake.rows(
            lake.read(Silver.CARTS).where("cart_id in ('later', 'open')"),
            "cart_id",
            "status",
            "order_id"));
  }
}
