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
          .mostly("some", "pieces > 0", 0.5)
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
        .map(f -> f.check() + " " + (long) f.value() + " " + f.severity())
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
            "few 2 WARNING",
            "some 3 WARNING"),
        broken("('a', -1)", "('a', -1)", "('b', cast(null as bigint))", "('c', 100)"));
  }

  @Test
  void aToleratedShareOfTheRowsMayBreakARule() {
    assertEquals(List.of(), broken("('a', 0)", "('b', 1)"));
    Audit.Finding some =
        Audit.of(STOCK, rows("('a', 0)", "('b', 1)", "('c', 0)"), Scale.FULL).findings().stream()
            .filter(f -> !f.passed())
            .findFirst()
            .orElseThrow();
    assertEquals("2 of 3 rows break it, at most 1.500 may", some.reason());
  }

  @Test
  void aValueThatLeadsNowhereIsCountedInMemoryAndByQuery() {
    Table lines =
        Table.named("silver.lines", "line")
            .key("line")
            .column("line", "string", "line")
            .column("id", "string", "product")
            .reference("id", STOCK, "id", 0.25)
            .build();
    Dataset<Row> rows =
        LocalSpark.session()
            .sql("select * from values ('1','a'),('2','x'),('3',null),('4','y') t(line, id)");
    for (Scale scale : List.of(Scale.LOCAL, Scale.FULL)) {
      Audit audit = Audit.of(lines, rows, scale);
      Audit.Finding found =
          audit.reference(rows, lines.references().get(0), rows("('a', 1)", "('b', 2)"), scale);
      assertEquals("reference_id", found.check());
      assertEquals(2, found.value(), scale.toString());
      assertEquals("2 of 4 rows break it, at most 1.000 may", found.reason());
    }
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
