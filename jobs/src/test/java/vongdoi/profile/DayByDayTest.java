package vongdoi.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vongdoi.profile.Samples.row;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Job;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;

@Tag("heavy")
class DayByDayTest {
  private static final List<Job> JOBS =
      List.of(
          new ConformOrders(Samples.config(), Samples.BLOCKED),
          new ConformPayments(Samples.config(), Samples.BLOCKED),
          new BuildSessions(Samples.config(), Samples.BLOCKED),
          new BuildCarts(Samples.config(), Samples.BLOCKED),
          new BuildProfiles(Samples.config()));
  private static final String[] NAMES = {
    "Product Viewed",
    "Product Added",
    "Product Removed",
    "Cart Viewed",
    "Order Completed",
    "Order Refunded"
  };

  /** Six users on four devices over three days; the devices change hands. */
  private static List<String> events(int day) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int user = (i * 7 + day) % 6;
      String name = NAMES[(i * 5 + day) % NAMES.length];
      boolean isOrder = name.startsWith("Order");
      rows.add(
          row(
              "event_id",
              "e" + day + "-" + i,
              "event_type",
              "track",
              "event_name",
              name,
              "anonymous_id",
              "d" + (i % 4),
              "user_id",
              i % 3 == 0 ? "u" + user : "",
              "occurred_at",
              "2026-01-0%dT%02d:%02d:00Z".formatted(day, 1 + i / 4, (i * 17 + day) % 60),
              "event_date",
              "2026-01-0" + day,
              "_effective_date",
              "2026-01-0" + day,
              isOrder ? "order_id" : "cart_id",
              isOrder ? "o" + (i % 9) : "k" + (i % 4) + (i % 2 == 0 ? "" : "-" + day),
              "product_id",
              isOrder ? "" : "p" + (i % 3),
              "quantity",
              "#" + (1 + i % 2),
              "price_amount",
              "#10",
              "value_amount",
              name.equals("Order Completed") ? "#40" : "#null"));
    }
    return rows;
  }

  private static List<String> orders(int day) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int made = i < 4 ? 1 : day;
      rows.add(
          row(
              "order_id",
              "o" + (i < 4 ? i : 10 * day + i),
              "_source",
              "shop",
              "_row_hash",
              day + "-" + i,
              "user_id",
              "u" + (i % 6),
              "ordered_at",
              "2026-01-0%dT%02d:30:00Z".formatted(made, 1 + i),
              "order_date",
              "2026-01-0" + made,
              "updated_at",
              "2026-01-0" + day + "T12:00:00Z",
              "_effective_date",
              "2026-01-0" + day,
              "status",
              day == 3 && i == 2 ? "cancelled" : "paid",
              "total_amount",
              "#" + (50 + i),
              "cart_id",
              i == 1 ? "k0" : ""));
    }
    return rows;
  }

  private static List<String> payments(int day) {
    return List.of(
        row(
            "payment_id",
            "t" + day,
            "_row_hash",
            "t" + day,
            "order_id",
            "o" + day,
            "status",
            "pending",
            "method",
            "vietqr",
            "created_at",
            "2026-01-0" + day + "T10:00:00Z",
            "expires_at",
            "2026-01-0" + (day + 1) + "T10:00:00Z",
            "_effective_date",
            "2026-01-0" + day));
  }

  private static String[] records(boolean isMerged) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      records.add("user user u" + i + " c-" + (isMerged && i == 5 ? 0 : i));
    }
    for (int i = 0; i < 4; i++) {
      records.add("device device d" + i + " c-d" + i);
    }
    return Samples.records(records.toArray(String[]::new));
  }

  private static TestLake lake() {
    TestLake lake = TestLake.empty();
    for (int i = 0; i < 6; i++) {
      lake.put(Silver.CUSTOMERS, row("customer_id", "c-" + i, "status", "active"));
    }
    return lake;
  }

  private static void land(TestLake lake, Table table, List<String> rows) {
    lake.put(table, rows.toArray(String[]::new));
  }

  /** Half of the first day's events and an order of it arrive on the third day. */
  @Test
  void threeDailyRunsWithLateRowsAndAMergeEqualOneRun() {
    TestLake daily = lake();
    TestLake once = lake();
    List<String> late = events(1).subList(20, 40);
    for (int day = 1; day <= 3; day++) {
      List<String> today = new ArrayList<>(day == 1 ? events(1).subList(0, 20) : events(day));
      if (day == 3) {
        today.addAll(late);
      }
      land(daily, Bronze.EVENTS, today);
      land(daily, Bronze.ORDERS, orders(day));
      land(daily, Bronze.PAYMENTS, payments(day));
      daily.replace(Silver.CUSTOMER_RECORDS, records(day == 3));
      for (Job job : JOBS) {
        daily.run(job, "2026-01-0" + day);
      }
    }
    List<String> all = new ArrayList<>(events(3));
    all.addAll(events(2));
    all.addAll(events(1));
    land(once, Bronze.EVENTS, all);
    List<String> orders = new ArrayList<>(orders(3));
    orders.addAll(orders(1));
    orders.addAll(orders(2));
    land(once, Bronze.ORDERS, orders);
    List<String> payments = new ArrayList<>(payments(2));
    payments.addAll(payments(1));
    payments.addAll(payments(3));
    land(once, Bronze.PAYMENTS, payments);
    once.put(Silver.CUSTOMER_RECORDS, records(true));
    for (Job job : JOBS) {
      once.run(job, "2026-01-03");
    }
    for (Table table :
        List.of(
            Silver.ORDERS,
            Silver.ORDER_ITEMS,
            Silver.PAYMENTS,
            Silver.SESSIONS,
            Silver.CARTS,
            Silver.PROFILES)) {
      List<String> expected = once.rows(table);
      assertTrue(table.equals(Silver.ORDER_ITEMS) || !expected.isEmpty(), table + " has rows");
      assertEquals(expected, daily.rows(table), table.toString());
    }
  }
}
