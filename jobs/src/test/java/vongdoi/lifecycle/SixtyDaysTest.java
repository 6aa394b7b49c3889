package vongdoi.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/** Sixty days lived one by one, and the same sixty when everything is known from the start. */
class SixtyDaysTest {
  private static final AssignStages JOB = new AssignStages(Settings.config());
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 60;
  private static final int CUSTOMERS = 12;
  private static final int MERGE_DAY = 30;

  /** Days on which a merge, or the begin or end of a subscription, changes the profiles. */
  private static final Set<Integer> CHANGES = Set.of(0, 20, MERGE_DAY, 40);

  /** Customer n buys every 3 + 2n days, all but a few with a silence that lets them lapse. */
  private static boolean buys(int customer, int day) {
    boolean isSilent = customer % 3 != 0 && day > 8 && day < 50;
    return !isSilent && day % (3 + 2 * (customer % 4)) == customer % 3;
  }

  private static String owner(int customer, int day) {
    return customer == 5 && day >= MERGE_DAY ? "c04" : "c%02d".formatted(customer);
  }

  private static String[] profiles(int day) {
    List<String> rows = new ArrayList<>();
    for (int c = 0; c < CUSTOMERS; c++) {
      if (owner(c, day).equals("c%02d".formatted(c))) {
        rows.add(
            ("{\"customer_id\":\"c%02d\",\"first_seen_at\":\"2025-12-31T03:00:00Z\","
                    + "\"last_seen_at\":\"%sT03:00:00Z\",\"active_subscriptions_count\":%d}")
                .formatted(c, FIRST, c == 11 && day >= 20 && day < 40 ? 1 : 0));
      }
    }
    return rows.toArray(String[]::new);
  }

  /** Orders placed by the last day known, owned as on the day. */
  private static String[] orders(int lastKnown, int day) {
    List<String> rows = new ArrayList<>();
    for (int c = 0; c < CUSTOMERS; c++) {
      for (int d = 0; d <= lastKnown; d++) {
        if (buys(c, d)) {
          rows.add(
              ("{\"order_id\":\"%d-%d\",\"customer_id\":\"%s\",\"order_date\":\"%s\","
                      + "\"is_valid\":true}")
                  .formatted(c, d, owner(c, day), FIRST.plusDays(d)));
        }
      }
    }
    return rows.toArray(String[]::new);
  }

  private static String[] feedback(int lastKnown) {
    List<String> rows = new ArrayList<>();
    for (int d = 5; d <= lastKnown; d += 9) {
      rows.add(
          ("{\"feedback_id\":\"%1$d\",\"customer_id\":\"c%2$02d\",\"kind\":\"nps\",\"score\":%3$d,"
                  + "\"sentiment\":\"%4$s\",\"given_at\":\"%5$sT03:00:00Z\"}")
              .formatted(
                  d,
                  d % CUSTOMERS,
                  d % 2 == 0 ? 10 : 2,
                  d % 2 == 0 ? "positive" : "negative",
                  FIRST.plusDays(d)));
    }
    return rows.toArray(String[]::new);
  }

  @Test
  @Tag("heavy")
  void everyDayOneByOneEqualsTheBackfill() {
    compare(1);
  }

  @Test
  void everyTenthDayOneByOneEqualsTheBackfill() {
    compare(10);
  }

  private static void compare(int step) {
    TestLake lived = TestLake.empty();
    TestLake backfilled = TestLake.empty();
    backfilled.replace(Silver.FEEDBACK, feedback(DAYS));
    for (int day = 0; day < DAYS; day += step) {
      lived.replace(Silver.ORDERS, orders(day, day));
      if (step > 1 || day % 9 == 5) {
        lived.replace(Silver.FEEDBACK, feedback(day));
      }
      if (CHANGES.contains(day)) {
        lived.replace(Silver.PROFILES, profiles(day));
        backfilled.replace(Silver.PROFILES, profiles(day));
        backfilled.replace(Silver.ORDERS, orders(DAYS, day));
      }
      lived.run(JOB, FIRST.plusDays(day).toString());
      backfilled.run(JOB, FIRST.plusDays(day).toString());
    }
    assertEquals(backfilled.rows(Gold.LIFECYCLE), lived.rows(Gold.LIFECYCLE));
    List<String> history = lived.rows(Gold.LIFECYCLE_HISTORY);
    assertEquals(backfilled.rows(Gold.LIFECYCLE_HISTORY), history);
    assertTrue(history.size() > 2 * CUSTOMERS, "statuses change: " + history.size());
    assertTrue(history.stream().anyMatch(r -> r.contains("lapsed")), "some lapse");
    assertTrue(lived.values(Gold.LIFECYCLE, "returned_on").size() > 1, "some of them come back");
    List<String> merged =
        history.stream().filter(r -> r.contains("\"c05\"")).collect(Collectors.toList());
    assertTrue(merged.stream().allMatch(r -> r.contains("until")), "the merged one has ended");
    assertTrue(
        merged.get(merged.size() - 1).contains("\"until\":\"2026-01-31\""), merged.toString());
  }
}
