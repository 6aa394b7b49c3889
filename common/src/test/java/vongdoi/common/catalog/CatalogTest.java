package vongdoi.common.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vongdoi.common.table.Erasure;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.TableColumn.Content;
import vongdoi.common.table.TableColumn.Presence;
import vongdoi.common.table.Trace;

/** What the declarations of all tables promise an erased person. */
class CatalogTest {
  /**
   * Every landed row bears them, whatever it is about: where it came from and what was left over.
   */
  private static final Set<String> OF_EVERY_LANDED_ROW = Set.of("_source_file", "extra");

  @Test
  void everyTableSaysWhatBecomesOfAnErasedPerson() {
    assertEquals(
        List.of(), Catalog.all().stream().filter(table -> table.erasure().isEmpty()).toList());
  }

  @Test
  void tablesWithPersonalColumnsDoNotClaimToHoldNobody() {
    List<Table> claiming =
        Catalog.all().stream()
            .filter(CatalogTest::hasPersonalColumns)
            .filter(table -> table.erasure().orElseThrow() instanceof Erasure.Nobody)
            .toList();
    assertEquals(List.of(), claiming);
  }

  /** A table without a column for the person can be rid of one by what leads there: an order. */
  @Test
  void tablesThatNameTheCustomerAreErasedByIt() {
    for (Table table : Catalog.all()) {
      if (table.columnNames().contains("customer_id") && !table.equals(Silver.ERASURE_REQUESTS)) {
        assertTrue(
            traces(table).stream().anyMatch(trace -> trace.by() == Trace.By.CUSTOMER),
            table + " is not erased by customer_id");
      }
    }
  }

  @Test
  void everyColumnThatLeadsToAPersonIsATrace() {
    Set<String> leading = Set.of("record_id", "user_id", "anonymous_id", "email", "phone");
    for (Table table : Bronze.all()) {
      for (String column : table.columnNames()) {
        if (leading.contains(column)) {
          assertTrue(
              traces(table).stream().anyMatch(trace -> trace.columns().contains(column)),
              table + " is not erased by " + column);
        }
      }
    }
  }

  @Test
  void tracesNameColumnsOfTheirTable() {
    for (Table table : Catalog.all()) {
      for (Trace trace : traces(table)) {
        assertTrue(
            table.columnNames().containsAll(trace.columns()), table + " lacks " + trace.columns());
      }
    }
  }

  @Test
  void markedColumnsAreTextsThatMayTakeTheMark() {
    for (Table table : Catalog.all()) {
      if (table.erasure().orElseThrow() instanceof Erasure.Marked marked) {
        for (TableColumn column : table.columns()) {
          boolean emptied = marked.emptied().contains(column.name());
          boolean changed = emptied || marked.overwritten().contains(column.name());
          assertTrue(!changed || column.type().equals("string"), table + "." + column.name());
          assertFalse(
              emptied && column.presence() == Presence.REQUIRED, table + "." + column.name());
        }
      }
    }
  }

  @Test
  void whatStaysSaysWhy() {
    for (Table table : Catalog.all()) {
      Erasure erasure = table.erasure().orElseThrow();
      if (erasure instanceof Erasure.Kept kept) {
        assertFalse(kept.reason().isBlank(), table.fullName());
      } else if (erasure instanceof Erasure.Nobody nobody) {
        assertFalse(nobody.reason().isBlank(), table.fullName());
      }
    }
  }

  private static boolean hasPersonalColumns(Table table) {
    return table.columns().stream()
        .filter(column -> !OF_EVERY_LANDED_ROW.contains(column.name()))
        .anyMatch(column -> column.content() == Content.PERSONAL);
  }

  private static List<Trace> traces(Table table) {
    List<Trace> traces = new ArrayList<>();
    Erasure erasure = table.erasure().orElseThrow();
    if (erasure instanceof Erasure.Removed removed) {
      traces.addAll(removed.traces());
    } else if (erasure instanceof Erasure.Marked marked) {
      traces.add(marked.trace());
    }
    return traces;
  }
}
