package vongdoi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;
import vongdoi.identity.keeping.GateConfig;

/** Runs that look at changes only, against runs that look at everything. */
class IncrementsTest {
  private static final LocalDate START = LocalDate.of(2026, 1, 5);
  private static final List<Table> DECIDED =
      List.of(Silver.CUSTOMER_RECORDS, Silver.CUSTOMER_IDENTIFIERS, Silver.CUSTOMERS);

  private Crowd crowd;
  private TestLake daily;
  private TestLake atOnce;

  @Test
  void runs_over_changes_end_where_one_run_over_everything_ends() {
    runBoth(300, 1, 24);
    assertTheSame();
    assertThatARunOverEverythingFindsNothingToDo(START.plusDays(2));
  }

  @Test
  void ten_days_of_one_percent_of_a_small_shop_end_there_too() {
    runBoth(2_000, 10, 20);
    assertTheSame();
  }

  @Test
  @Tag("heavy")
  void ten_days_of_one_percent_end_where_one_run_over_everything_ends() {
    runBoth(20_000, 10, 200);
    assertTheSame();
  }

  private void runBoth(int size, int days, int perDay) {
    crowd = new Crowd(size);
    int base = size - days * perDay;
    daily = TestLake.empty().put(Bronze.CUSTOMERS, crowd.records(0, base));
    run(daily, START);
    atOnce = daily.copy();
    List<TreeSet<String>> first = customers(daily);
    for (int day = 1; day <= days; day++) {
      int from = base + (day - 1) * perDay;
      String[] fresh = crowd.records(from, from + perDay);
      String[] corrected = crowd.corrections(from, perDay / 2, START.plusDays(day) + "T10:00:00Z");
      daily.put(Bronze.CUSTOMERS, fresh).put(Bronze.CUSTOMERS, corrected);
      atOnce.put(Bronze.CUSTOMERS, fresh).put(Bronze.CUSTOMERS, corrected);
      run(daily, START.plusDays(day));
    }
    assertNotEquals(first, customers(daily));
    // Because every record comes again, every pair is weighed again, by the same model.
    atOnce.put(Bronze.CUSTOMERS, crowd.again(size));
    run(atOnce, START.plusDays(days));
  }

  private void assertTheSame() {
    for (Table table :
        List.of(Silver.IDENTITY_MODELS, Silver.IDENTITY_EDGES, Silver.IDENTITY_BLOCKS)) {
      assertEquals(rows(atOnce, table), rows(daily, table));
    }
    assertEquals(customers(atOnce), customers(daily));
  }

  /** After a change of settings a run decides everything anew. */
  private void assertThatARunOverEverythingFindsNothingToDo(LocalDate date) {
    List<List<String>> left = DECIDED.stream().map(t -> rows(daily, t)).toList();
    GateConfig another = new GateConfig(9, 1, 1000, 9, 999, Optional.empty());
    daily.run(new ResolveIdentities(Settings.gated(another)), date.toString());
    assertEquals(left, DECIDED.stream().map(t -> rows(daily, t)).toList());
    assertEquals(
        0, daily.read(Silver.IDENTITY_HISTORY).where("run_date = date'" + date + "'").count());
  }

  private static void run(TestLake lake, LocalDate date) {
    IdentityConfig config = Settings.incremental();
    lake.run(new LinkIdentifiers(config), date.toString());
    lake.run(new MatchRecords(config), date.toString());
    lake.run(new ResolveIdentities(config), date.toString());
  }

  private static List<String> rows(TestLake lake, Table table) {
    return TestLake.rows(lake.read(table), table.columnNames().toArray(String[]::new));
  }

  /** The records of each customer, whatever its id. */
  private static List<TreeSet<String>> customers(TestLake lake) {
    Map<String, TreeSet<String>> members = new HashMap<>();
    lake.read(Silver.CUSTOMER_RECORDS)
        .select("customer_id", "record_id")
        .collectAsList()
        .forEach(
            r ->
                members.computeIfAbsent(r.getString(0), id -> new TreeSet<>()).add(r.getString(1)));
    return members.values().stream().sorted(Comparator.comparing(TreeSet::first)).toList();
  }
}
