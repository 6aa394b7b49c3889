package vongdoi.command.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.JobException;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.TableColumn.Content;
import vongdoi.platform.AccessConfig.Role;

class MaskedColumnsTest {
  private static TestLake lake;

  @BeforeAll
  static void putOneCustomer() {
    lake = TestLake.empty();
    lake.put(
        Silver.PROFILES,
        "{\"customer_id\":\"a\",\"full_name\":\"Lan Trần\",\"email\":\"lan@x.vn\",\"emails\":[\"lan@x.vn\",\"l@y.vn\"],\"birth_date\":\"1990-02-03\",\"province\":\"Huế\",\"orders_count\":2}",
        "{\"customer_id\":\"b\"}");
  }

  private static List<String> asked(String query, Role role) {
    try {
      Dataset<Row> answer = NamedTables.answer(lake.warehouse(), TableQuery.of(query), role);
      return TestLake.rows(answer);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void theOwnerSeesValues() {
    assertEquals(
        List.of("{\"email\":\"lan@x.vn\",\"birth_date\":\"1990-02-03\"}"),
        asked(
            "select email, birth_date from silver.profiles where full_name = 'Lan Trần'",
            Role.OWNER));
  }

  @Test
  void anAnalystSeesMasksAndWhoHasAValue() {
    assertEquals(
        List.of(
            "{\"customer_id\":\"a\",\"email\":\"***\",\"emails\":[\"***\",\"***\"],\"province\":\"Huế\",\"orders_count\":2}",
            "{\"customer_id\":\"b\",\"orders_count\":0}"),
        asked(
            "select customer_id, email, emails, birth_date, province, orders_count"
                + " from silver.profiles",
            Role.ANALYST));
  }

  @Test
  void noFilterFindsAMaskedValue() {
    assertEquals(
        List.of(),
        asked("select customer_id from silver.profiles where email = 'lan@x.vn'", Role.ANALYST));
  }

  @Test
  void aViewBesideATableDoesNotUnmaskIt() {
    assertEquals(
        List.of("{\"email\":\"***\",\"orders_count\":2}"),
        asked(
            "select p.email, o.orders_count from silver.profiles p"
                + " join gold.customer_overview o on o.customer_id = p.customer_id"
                + " where p.email is not null",
            Role.ANALYST));
    assertThrows(
        Exception.class,
        () -> {
          asked("select * from gold.customer_overview", Role.ANALYST);
          asked("select * from silver_profiles", Role.ANALYST);
        });
  }

  @Test
  void filesAreNotReadBehindTheMasks() {
    String path = lake.warehouse().path(Silver.PROFILES);
    for (String query :
        List.of(
            "select * from delta.`" + path + "`",
            "select * from parquet.`" + path + "`",
            "select (select max(email) from delta.`" + path + "`)",
            "with x as (select * from delta.`" + path + "`) select * from x",
            "select 1 where exists (select 1 from json.`" + path + "`)",
            "select * from table_changes_by_path('" + path + "', 0)",
            "select reflect('java.lang.System', 'getProperty', 'user.home')",
            "select * from identifier('delta.`" + path + "`')")) {
      assertThrows(JobException.class, () -> asked(query, Role.ANALYST), query);
    }
    assertEquals(2, asked("select * from delta.`" + path + "`", Role.OWNER).size());
  }

  @Test
  void noPersonalColumnOfAnyTableKeepsItsExpression() {
    for (Table table : CatalogStatements.tables()) {
      List<String> masked = MaskedColumns.of(table, Role.ANALYST);
      for (int i = 0; i < masked.size(); i++) {
        TableColumn column = table.columns().get(i);
        boolean isPlain = masked.get(i).equals("`" + column.name() + "`");
        assertEquals(column.content() == Content.PLAIN, isPlain, table + "." + column.name());
      }
    }
    assertTrue(MaskedColumns.of(Silver.PROFILES, Role.OWNER).contains("`email`"));
    assertFalse(MaskedColumns.of(Silver.PROFILES, Role.ANALYST).contains("`email`"));
  }
}
