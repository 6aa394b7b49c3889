package vongdoi.command.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.TableColumn.Content;
import vongdoi.common.table.View;
import vongdoi.platform.AccessConfig.Role;

class ViewsTest {
  private static TestLake lake;

  @BeforeAll
  static void putRows() {
    lake = TestLake.empty();
    lake.put(
        Gold.STAGE_FUNNEL,
        "{\"run_date\":\"2026-01-02\",\"stage\":\"reach\",\"status\":\"active\",\"currency\":\"VND\",\"customers_count\":6}",
        "{\"run_date\":\"2026-01-02\",\"stage\":\"retain\",\"status\":\"active\",\"currency\":\"VND\",\"customers_count\":1}",
        "{\"run_date\":\"2026-01-02\",\"stage\":\"retain\",\"status\":\"lapsed\",\"currency\":\"USD\",\"customers_count\":1}");
    lake.put(
        Silver.ORDERS,
        order("1", "a", "2026-01-31", 100),
        order("2", "a", "2026-03-01", 50),
        order("3", "b", "2026-01-02", 10),
        "{\"order_id\":\"4\",\"customer_id\":\"c\",\"order_date\":\"2026-01-02\",\"currency\":\"VND\",\"net_amount\":9}");
    lake.put(
        Gold.PLAY_RESULTS,
        "{\"segment\":\"win\",\"control_rate\":0.1,\"uplift\":0.2,\"uplift_low\":0.1,\"uplift_high\":0.3}",
        "{\"segment\":\"dim\",\"control_rate\":0.1,\"uplift_low\":-0.1,\"uplift_high\":0.3}",
        "{\"segment\":\"bad\",\"control_rate\":0.1,\"uplift_low\":-0.3,\"uplift_high\":-0.1}",
        "{\"segment\":\"all\"}");
    lake.put(
        Gold.SEGMENTS,
        "{\"segment\":\"win\",\"name_en\":\"Win back\",\"name_vi\":\"Kéo về\",\"position\":1}");
    lake.put(
        Gold.SEGMENT_MEMBERS,
        "{\"segment\":\"win\",\"customer_id\":\"a\",\"entered_at\":\"2026-01-01\",\"exited_at\":\"2026-01-05\"}",
        "{\"segment\":\"win\",\"customer_id\":\"b\",\"entered_at\":\"2026-01-03\"}");
    lake.put(
        Gold.CLV_SCORES,
        "{\"customer_id\":\"a\",\"clv_amount\":300,\"alive_probability\":0.5,\"tier\":\"gold\",\"currency\":\"VND\"}",
        "{\"customer_id\":\"b\",\"clv_amount\":100,\"alive_probability\":1,\"tier\":\"gold\",\"currency\":\"VND\"}");
    lake.put(
        Silver.CUSTOMERS,
        "{\"customer_id\":\"a\",\"status\":\"active\",\"records_count\":3}",
        "{\"customer_id\":\"b\",\"status\":\"active\",\"records_count\":2}",
        "{\"customer_id\":\"c\",\"status\":\"retired\",\"redirect_to\":\"a\",\"records_count\":1}");
  }

  private static String order(String id, String customer, String date, int amount) {
    return ("{\"order_id\":\"%s\",\"customer_id\":\"%s\",\"order_date\":\"%s\",\"is_valid\":true,"
            + "\"currency\":\"VND\",\"net_amount\":%d}")
        .formatted(id, customer, date, amount);
  }

  private static Dataset<Row> asked(String query) {
    try {
      return NamedTables.answer(lake.warehouse(), TableQuery.of(query), Role.ANALYST);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<String> rows(String query) {
    return TestLake.rows(asked(query));
  }

  @Test
  void everyViewHasTheColumnsThatItDeclares() {
    for (View view : Catalog.views()) {
      assertEquals(
          view.shape().schema().catalogString(),
          asked("select * from " + view).schema().catalogString(),
          view.fullName());
    }
  }

  @Test
  void viewsAreNamedUnlikeTablesAndKeyed() {
    Set<String> tables = Catalog.all().stream().map(Table::fullName).collect(Collectors.toSet());
    Set<String> views = new HashSet<>();
    for (View view : Catalog.views()) {
      assertTrue(views.add(view.fullName()) && !tables.contains(view.fullName()), view.fullName());
      assertFalse(view.shape().key().isEmpty() || view.reads().isEmpty(), view.fullName());
    }
  }

  @Test
  void viewsHoldNothingPersonal() {
    for (View view : Catalog.views()) {
      for (Table table : view.reads()) {
        for (TableColumn column : table.columns()) {
          boolean isNamed =
              Pattern.compile("\\b" + column.name() + "\\b").matcher(view.sql()).find();
          assertFalse(column.content() == Content.PERSONAL && isNamed, view + " " + column.name());
        }
      }
    }
  }

  @Test
  void theFunnelCountsWhoCameSoFarOrFarther() {
    assertEquals(
        List.of(
            "{\"stage\":\"reach\",\"customers_count\":6,\"reached_count\":8,\"share\":0.75}",
            "{\"stage\":\"retain\",\"customers_count\":2,\"reached_count\":2,\"share\":0.25}"),
        rows("select stage, customers_count, reached_count, share from gold.funnel"));
  }

  @Test
  void aCohortIsWhoFirstBoughtInAMonth() {
    assertEquals(
        List.of(
            "{\"cohort_month\":\"2026-01-01\",\"months_since\":0,\"cohort_count\":2,\"customers_count\":2,\"share\":1.0,\"net_amount\":110.00}",
            "{\"cohort_month\":\"2026-01-01\",\"months_since\":2,\"cohort_count\":2,\"customers_count\":1,\"share\":0.5,\"net_amount\":50.00}"),
        rows(
            "select cohort_month, months_since, cohort_count, customers_count, share, net_amount"
                + " from gold.cohorts"));
  }

  @Test
  void aPlayWorksWhereItsIntervalIsAboveZero() {
    assertEquals(
        List.of(
            "{\"name_en\":\"Win back\",\"verdict\":\"works\"}",
            "{\"name_en\":\"all\",\"verdict\":\"nobody held out\"}",
            "{\"name_en\":\"bad\",\"verdict\":\"harms\"}",
            "{\"name_en\":\"dim\",\"verdict\":\"not clear yet\"}"),
        rows("select name_en, verdict from gold.play_summary"));
  }

  @Test
  void currentMembersHaveNotLeft() {
    assertEquals(
        List.of("{\"name_vi\":\"Kéo về\",\"customer_id\":\"b\"}"),
        rows("select name_vi, customer_id from gold.current_members"));
  }

  @Test
  void valueGoesByTheMonthOfTheFirstOrder() {
    assertEquals(
        List.of(
            "{\"acquisition_month\":\"2026-01-01\",\"tier\":\"gold\",\"customers_count\":2,\"clv_amount\":400.00,\"mean_clv_amount\":200.0,\"mean_alive_probability\":0.75}"),
        rows(
            "select acquisition_month, tier, customers_count, clv_amount, mean_clv_amount,"
                + " mean_alive_probability from gold.clv_by_month"));
  }

  @Test
  void healthCountsCustomersByStatusAndSize() {
    assertEquals(
        List.of(
            "{\"measure\":\"customers\",\"detail\":\"active\",\"rows_count\":2}",
            "{\"measure\":\"customers\",\"detail\":\"retired\",\"rows_count\":1}",
            "{\"measure\":\"records per customer\",\"detail\":\"2 to 3\",\"rows_count\":2}"),
        rows("select * from gold.identity_health"));
  }
}
