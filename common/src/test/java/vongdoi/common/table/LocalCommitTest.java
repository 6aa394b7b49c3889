package vongdoi.common.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.delta.exceptions.DeltaConcurrentModificationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.junit.jupiter.api.Test;
import scala.Option;
import vongdoi.common.local.LocalRows;
import vongdoi.common.local.Scale;
import vongdoi.common.spark.LocalSpark;

/** A write of rows in memory leaves the table that a write by query leaves. */
class LocalCommitTest {
  private static final Table VISITS =
      Table.named("silver.visits", "visit")
          .key("id")
          .column("id", "string", "id")
          .required("day", "date", "day")
          .column("seen", "timestamp", "time")
          .column("amount", "decimal(18,2)", "amount")
          .column("tags", "map<string,string>", "tags")
          .column("pages", "array<struct<url:string,n:int>>", "pages")
          .partitionedBy("day")
          .rule("not_negative", "amount >= 0")
          .build();

  private final Warehouse byQuery = new Warehouse(LocalSpark.session().newSession(), folder());
  private final Warehouse local =
      new Warehouse(LocalSpark.session().newSession(), folder()).at(Scale.LOCAL);

  private static String folder() {
    try {
      Path root = Files.createDirectories(Path.of("target", "lakes"));
      return Files.createTempDirectory(root, "local").toAbsolutePath().toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Dataset<Row> rows(SparkSession spark, String values) {
    return spark.sql(
        "select id, date(day) as day, timestamp '2026-01-05 10:00:00' as seen,"
            + " cast(amount as decimal(18,2)) as amount, map('k', id) as tags,"
            + " array(named_struct('url', id, 'n', 1)) as pages, gone as _deleted"
            + " from values "
            + values
            + " as t(id, day, amount, gone)");
  }

  private static RunStamp stamp(String day) {
    return new RunStamp(
        "test.job",
        LocalDate.parse(day),
        Optional.empty(),
        new TreeMap<>(),
        "",
        "",
        VISITS.fullName(),
        -1,
        List.of(),
        "",
        Optional.empty());
  }

  private void write(Write write, String day, String values) {
    boolean isMarked = write.mode() == Write.Mode.UPSERT;
    for (Warehouse w : List.of(byQuery, local)) {
      Dataset<Row> given = rows(w.spark(), values);
      Dataset<Row> rows = Warehouse.conform(VISITS, isMarked ? given : given.drop("_deleted"));
      boolean isLocal = w.scale() == Scale.LOCAL;
      w.create(VISITS);
      w.write(write, isLocal ? LocalRows.of(rows).frame(w.spark()) : rows, stamp(day));
    }
  }

  private static List<String> content(Warehouse warehouse) {
    return LocalSpark.session()
        .read()
        .format("delta")
        .load(warehouse.path(VISITS))
        .orderBy("id")
        .toJSON()
        .collectAsList();
  }

  private void assertEqualContent(String... ids) {
    assertEquals(content(byQuery), content(local));
    List<String> found = new ArrayList<>();
    content(local).forEach(row -> found.add(row.substring(7, row.indexOf('"', 7))));
    assertEquals(List.of(ids), found);
  }

  @Test
  void everyModeLeavesTheRowsThatAQueryLeaves() {
    write(
        Write.append(VISITS),
        "2026-01-05",
        "('a','2026-01-05',1,false),('b','2026-01-06',2,false)");
    assertEqualContent("a", "b");
    write(Write.append(VISITS), "2026-01-05", "('c','2026-01-06',1,false)");
    assertEqualContent("a", "b", "c");
    write(
        Write.upsert(VISITS),
        "2026-01-06",
        "('a','2026-01-05',5,false),('b','2026-01-06',0,true),('d','2026-01-07',1,false)");
    assertEqualContent("a", "c", "d");
    write(Write.replaceDate(VISITS), "2026-01-06", "('e','2026-01-06',1,false)");
    assertEqualContent("a", "d", "e");
    write(Write.replacePartitions(VISITS), "2026-01-06", "('f','2026-01-07',1,false)");
    assertEqualContent("a", "e", "f");
    write(
        Write.sync(VISITS), "2026-01-06", "('f','2026-01-07',1,false),('g','2026-01-08',1,false)");
    assertEqualContent("f", "g");
    write(Write.replace(VISITS), "2026-01-06", "('h','2026-01-08',1,false)");
    assertEqualContent("h");
  }

  @Test
  void aMergeRewritesOnlyFilesWithChangedRowsAndCountsThem() {
    write(
        Write.append(VISITS),
        "2026-01-05",
        "('a','2026-01-05',1,false),('b','2026-01-06',2,false)");
    List<String> before = files();
    write(
        Write.upsert(VISITS),
        "2026-01-05",
        "('b','2026-01-06',3,false),('c','2026-01-06',3,false)");
    List<String> after = files();
    after.retainAll(before);
    assertEquals(1, after.size(), "the file of the first day stays");
    assertEquals(2L, local.log(VISITS).lastStamped().orElseThrow().written());
  }

  private List<String> files() {
    return new ArrayList<>(
        List.of(LocalSpark.session().read().format("delta").load(local.path(VISITS)).inputFiles()));
  }

  @Test
  void rowsThatAreThereChangeNoDataVersion() {
    write(Write.append(VISITS), "2026-01-05", "('a','2026-01-05',1,false)");
    long version = local.log(VISITS).dataVersion();
    write(Write.upsert(VISITS), "2026-01-06", "('a','2026-01-05',1,false)");
    assertEquals(version, local.log(VISITS).dataVersion());
    assertEquals(
        LocalDate.parse("2026-01-06"),
        local.log(VISITS).lastStamped().orElseThrow().stamp().date());
  }

  @Test
  void whatAQueryOrAnotherSessionWroteIsReadAndWhatWasWrittenLocallyIsReadByThem() {
    write(Write.append(VISITS), "2026-01-05", "('a','2026-01-05',1,false)");
    Warehouse other = new Warehouse(LocalSpark.session().newSession(), local.lake());
    other.write(
        Write.append(VISITS),
        Warehouse.conform(
            VISITS, rows(other.spark(), "('b','2026-01-06',1,false)").drop("_deleted")),
        stamp("2026-01-06"));
    assertEquals(content(local), local.read(VISITS).orderBy("id").toJSON().collectAsList());
    assertEquals(2, local.read(VISITS).count());
  }

  @Test
  void whoeverCommitsMeanwhileMakesTheWriteFail() {
    write(Write.append(VISITS), "2026-01-05", "('a','2026-01-05',1,false)");
    var transaction = local.log(VISITS).delta().startTransaction(Option.empty(), Option.empty());
    var before = new SmallTables().at(transaction.snapshot(), local.spark()).orElseThrow();
    LocalRows rows =
        LocalRows.of(
            Warehouse.conform(
                VISITS, rows(local.spark(), "('b','2026-01-06',1,false)").drop("_deleted")));
    local.write(Write.append(VISITS), rows.frame(local.spark()), stamp("2026-01-06"));
    LocalCommit late = new LocalCommit(local.spark(), VISITS, transaction, before);
    assertThrows(
        DeltaConcurrentModificationException.class,
        () ->
            late.commit(
                Write.append(VISITS),
                rows,
                LocalDate.parse("2026-01-06"),
                new SetTransaction("test.job", 2, Option.empty())));
    assertEquals(2, content(local).size());
  }

  @Test
  void theLogDeclaresTheTableAsItsBuilderWould() {
    write(Write.append(VISITS), "2026-01-05", "('a','2026-01-05',1,false)");
    Row detail =
        LocalSpark.session().sql("describe detail delta.`" + local.path(VISITS) + "`").head();
    assertEquals(1, detail.<Integer>getAs("minReaderVersion"));
    assertEquals(List.of("day"), detail.getList(detail.fieldIndex("partitionColumns")));
    Map<String, String> properties = detail.getJavaMap(detail.fieldIndex("properties"));
    assertEquals("amount >= 0", properties.get("delta.constraints.not_negative"));
  }
}
