package vongdoi.common.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;

class WarehouseTest {
  private static final Table STOCK =
      Table.named("silver.stock", "product in stock")
          .key("id")
          .column("id", "string", "id")
          .column("pieces", "bigint", "pieces")
          .build();
  private static final RunStamp LATER = TestLake.stamp("2026-01-07");
  private final TestLake lake = TestLake.empty();
  private final Warehouse warehouse = lake.warehouse();

  private static Dataset<Row> rows(String columns, String... values) {
    return LocalSpark.session()
        .sql("select * from values %s as t(%s)".formatted(String.join(",", values), columns));
  }

  private void write(Write write, Dataset<Row> rows) {
    warehouse.create(write.table());
    warehouse.write(write, rows, TestLake.stamp("2026-01-05"));
  }

  private List<String> stock() {
    return lake.rows(STOCK, "concat(id, ' ', pieces) as v").stream()
        .map(json -> json.substring(6, json.length() - 2))
        .toList();
  }

  @Test
  void aTableThatHasNotBeenMadeIsReadAsEmptyRowsOfItsColumns() {
    assertEquals(-1, warehouse.version(STOCK));
    assertEquals(STOCK.columnNames(), List.of(warehouse.read(STOCK).columns()));
    assertEquals(0, warehouse.read(STOCK).count());
  }

  @Test
  void anUpsertChangesAddsAndRemovesTheNamedRowsOnly() {
    write(Write.append(STOCK), rows("id, pieces", "('a', 1L)", "('b', 2L)", "('c', 3L)"));
    write(
        Write.upsert(STOCK),
        rows("id, pieces, _deleted", "('b', 9L, false)", "('c', 3L, true)", "('d', 4L, false)"));
    assertEquals(List.of("a 1", "b 9", "d 4"), stock());
    assertEquals(3, warehouse.log(STOCK).lastStamped().orElseThrow().written());
  }

  @Test
  void aSyncLeavesExactlyTheGivenRows() {
    write(Write.append(STOCK), rows("id, pieces", "('a', 1L)", "('b', 2L)"));
    write(Write.sync(STOCK), rows("id, pieces", "('b', 2L)", "('c', 3L)"));
    assertEquals(List.of("b 2", "c 3"), stock());
  }

  @Test
  void aMissingColumnIsRefusedByName() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Warehouse.conform(STOCK, rows("id", "('a')")));
    assertEquals("Cannot write silver.stock: column pieces is missing", refused.getMessage());
  }

  @Test
  void aStampAloneLeavesTheRowsAndTheirDataVersion() {
    write(Write.append(STOCK), rows("id, pieces", "('a', 1L)"));
    warehouse.stampOnly(STOCK, TestLake.stamp("2026-01-06"));
    CommitLog log = warehouse.log(STOCK);
    assertEquals(List.of("a 1"), stock());
    assertEquals(2, log.version());
    assertEquals(1, log.dataVersion());
    assertEquals("2026-01-06", log.lastStamped().orElseThrow().stamp().date().toString());
  }

  @Test
  void aNoteWrittenBeforeAnotherWriterCameInHidesNothingOfIt() {
    write(Write.append(STOCK), rows("id, pieces", "('a', 1L)"));
    Warehouse other = warehouse.in(LocalSpark.session().newSession());
    warehouse.noted(
        STOCK,
        new Amendment("test", "compact", LocalDate.of(2026, 1, 6), Optional.empty()),
        () -> {
          other.write(
              Write.append(STOCK), other.spark().sql("select 'b' as id, 2L as pieces"), LATER);
          DeltaTable.forPath(warehouse.spark(), warehouse.path(STOCK))
              .optimize()
              .executeCompaction();
        });
    CommitLog log = warehouse.log(STOCK);
    assertEquals(3, log.version());
    assertEquals(2, log.dataVersion(), "the rows that came in between are seen");
    assertEquals(LATER, log.lastStamped().orElseThrow().stamp());
  }

  @Test
  void theNoteOfACommitIsOfThatCommitAlone() {
    write(Write.append(STOCK), rows("id, pieces", "('a', 1L)"));
    rows("id, pieces", "('b', 2L)")
        .write()
        .format("delta")
        .mode("append")
        .save(warehouse.path(STOCK));
    assertEquals(1, warehouse.log(STOCK).lastStamped().orElseThrow().version());
    assertEquals(2, warehouse.log(STOCK).dataVersion());
  }
}
