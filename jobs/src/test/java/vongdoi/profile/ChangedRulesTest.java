package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static vongdoi.profile.Samples.row;

import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Job;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;

/** After a change of its settings a job's rows equal those of a fresh lake, old rows included. */
class ChangedRulesTest {
  private static final ProfileConfig OTHER = Samples.config(5, "pending");

  private static String page(String id, String at) {
    return row(
        "event_id",
        id,
        "event_type",
        "page",
        "anonymous_id",
        "d1",
        "user_id",
        "u1",
        "occurred_at",
        "2026-01-05T" + at + "Z",
        "event_date",
        "2026-01-05");
  }

  private static String added(String cart, String user) {
    return row(
        "event_id",
        cart,
        "event_type",
        "track",
        "event_name",
        "Product Added",
        "cart_id",
        cart,
        "anonymous_id",
        "d2",
        "user_id",
        user,
        "occurred_at",
        "2026-01-05T03:00:00Z",
        "event_date",
        "2026-01-05",
        "product_id",
        "p1",
        "quantity",
        "#1",
        "price_amount",
        "#10");
  }

  private static String order(String id) {
    return row(
        "order_id",
        id,
        "_source",
        "shop",
        "user_id",
        "u1",
        "ordered_at",
        "2026-01-05T03:00:00Z",
        "order_date",
        "2026-01-05",
        "total_amount",
        "#50",
        "_row_hash",
        id);
  }

  private static TestLake landed() {
    return Samples.lakeOf("user user u1 c-1", "device device d1 c-d1", "device device d2 c-d2")
        .put(
            Bronze.EVENTS,
            page("a", "03:00:00"),
            page("b", "03:10:00"),
            added("k1", "u1"),
            added("k2", "u1"))
        .put(Bronze.ORDERS, order("o1"), order("o2"));
  }

  private static void equalsAFreshLake(Job before, Job after, Table table) {
    TestLake lived = landed();
    lived.run(before, "2026-01-05");
    List<String> old = lived.rows(table);
    lived.run(after, "2026-01-06");
    TestLake fresh = landed();
    fresh.run(after, "2026-01-06");
    assertNotEquals(old, fresh.rows(table), "the settings shape the rows");
    assertEquals(fresh.rows(table), lived.rows(table));
  }

  @Test
  void anotherSessionGapCutsEverySessionAnew() {
    equalsAFreshLake(
        new BuildSessions(Samples.config(), Samples.BLOCKED),
        new BuildSessions(OTHER, Samples.BLOCKED),
        Silver.SESSIONS);
  }

  @Test
  void anotherStatusOfOrdersWithoutOneReachesEveryOrder() {
    equalsAFreshLake(
        new ConformOrders(Samples.config(), Samples.BLOCKED),
        new ConformOrders(OTHER, Samples.BLOCKED),
        Silver.ORDERS);
  }

  @Test
  void aBlockedValueTakesOldCartsFromItsBearer() {
    equalsAFreshLake(
        new BuildCarts(Samples.config(), Samples.BLOCKED),
        new BuildCarts(Samples.config(), List.of("u1")),
        Silver.CARTS);
  }
}
