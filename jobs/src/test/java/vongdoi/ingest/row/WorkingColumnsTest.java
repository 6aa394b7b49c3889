package vongdoi.ingest.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import vongdoi.common.spark.LocalSpark;

class WorkingColumnsTest {

  @Test
  void aRowIsFoundByItsFileAndPlace() {
    Dataset<Row> rows =
        LocalSpark.session()
            .sql("select 3 as file, 1000000000000L as position")
            .select(
                WorkingColumns.of("file", "position", functions.lit("a"), functions.lit("{}"))
                    .toArray(org.apache.spark.sql.Column[]::new));
    Row place = rows.selectExpr(WorkingColumns.FILE, WorkingColumns.POSITION).head();
    assertEquals(3L, ((Number) place.get(0)).longValue());
    assertEquals(1_000_000_000_000L, place.getLong(1));
  }

  @Test
  void theFirstReasonStandsAndGoodRowsHaveNone() {
    Dataset<Row> rows =
        LocalSpark.session()
            .sql(
                "select * from values (null, 1), ('not JSON', 2), (null, 2), (null, null)"
                    + " as t(%s, a)".formatted(WorkingColumns.REASON));
    Dataset<Row> filtered =
        WorkingColumns.withReason(rows, WorkingColumns.filteredUnless(functions.expr("a = 1")));
    assertEquals(1, filtered.where(WorkingColumns.IS_GOOD).count());
    assertEquals(2, filtered.where(WorkingColumns.IS_FILTERED).count());
    assertEquals(
        List.of("not JSON"),
        filtered.where(WorkingColumns.IS_BAD).select(WorkingColumns.REASON).collectAsList().stream()
            .map(r -> r.getString(0))
            .toList());
  }

  @Test
  void noOtherClassSpellsAWorkingColumn() throws IOException {
    Pattern spelled = Pattern.compile("__[a-z]");
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      List<String> found =
          sources
              .filter(Files::isRegularFile)
              .filter(f -> spelled.matcher(read(f)).find())
              .map(f -> f.getFileName().toString())
              .toList();
      assertEquals(List.of("WorkingColumns.java"), found);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
