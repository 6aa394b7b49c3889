package vongdoi.common.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import vongdoi.common.local.Scale;
import vongdoi.common.spark.LocalSpark;

class AuditTest {
  private static final Table STOCK =
      Table.named("silver.stock", "product in stock")
          .key("id")
          .column("id", "string", "id")
          .required("pieces", "bigint", "pieces")
          .column("tags", "map<string,string>", "tags")
          .rule("not_negative", "pieces >= 0")
          .warning("few", "pieces < 100")
          .build();

  private static Dataset<Row> rows(String... values) {
    return LocalSpark.session()
        .sql(
            "select id, pieces, map('k', id) as tags from values %s as t(id, pieces)"
                .formatted(String.join(",", values)));
  }

  private static List<String> broken(String... values) {
    return Audit.of(STOCK, rows(values), Scale.FULL).findings().stream()
        .filter(f -> !f.passed())
        .map(f -> f.check() + " " + f.value() + " " + f.severity())
        .toList();
  }

  private static String content(String... values) {
    return Audit.of(STOCK, rows(values), Scale.FULL).content();
  }

  @Test
  void tellsWhichChecksRowsBreakAndHowManyWhereNullKeepsNoRule() {
    assertEquals(List.of(), broken("('a', 1)", "('b', 2)"));
    assertEquals(
        List.of(
            "unique_key 1 ERROR",
            "required_pieces 1 ERROR",
            "not_negative 3 ERROR",
            "few 2 WARNING"),
        broken("('a', -1)", "('a', -1)", "('b', cast(null as bigint))", "('c', 100)"));
  }

  @Test
  void theFirstFindingCountsTheRows() {
    Audit audit = Audit.of(STOCK, rows("('a', 1)", "('b', 2)"), Scale.FULL);
    assertEquals(new Audit.Finding(Audit.ROWS, Rule.Severity.WARNING, 2), audit.findings().get(0));
  }

  @Test
  void theSameRowsHaveTheSameContentInAnyOrder() {
    assertEquals(content("('a', 1)", "('b', 2)"), content("('b', 2)", "('a', 1)"));
  }

  @Test
  void everyChangeOfARowShowsInTheContent() {
    String before = content("('a', 1)", "('b', 2)");
    assertNotEquals(before, content("('a', 1)"));
    assertNotEquals(before, content("('a', 2)", "('b', 1)"));
    assertNotEquals(before, content("('a', 1)", "('b', 2)", "('c', 3)"));
    assertNotEquals(before, content("('a', cast(null as bigint))", "('b', 2)"));
  }

  @Test
  void rowsWithoutAKeyHaveNoContentToCompare() {
    Table log = Table.named("gold.log", "line").column("id", "string", "id").build();
    assertEquals(
        "", Audit.of(log, LocalSpark.session().sql("select 'a' as id"), Scale.FULL).content());
  }
}
