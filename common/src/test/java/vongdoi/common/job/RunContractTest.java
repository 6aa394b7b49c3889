package vongdoi.common.job;

import static org.apache.spark.sql.functions.expr;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** What a run may know of the runs before it, and what it leaves for those after it. */
class RunContractTest {
  private static final Table SEEN =
      Table.named("silver.seen", "product seen").key("id").column("id", "string", "id").build();
  private static final Table COUNTED =
      Table.named("silver.counted", "count of products")
          .key("id")
          .column("id", "string", "id")
          .column("amount", "bigint", "how many")
          .build();

  /** The rule of a job whose rows do not tell of the date. */
  private static final String TIMELESS = "timeless ";

  /** What rivals do while rows are computed, by table: closures cannot carry it. */
  private static final Map<String, Runnable> RIVALS = new ConcurrentHashMap<>();

  private record TestJob(
      List<Table> reads,
      List<Write> writes,
      String settings,
      Memory memory,
      Function<Inputs, Outputs> work)
      implements Job {
    @Override
    public boolean isSameOn(LocalDate earlier, LocalDate later) {
      return settings.equals(TIMELESS);
    }

    @Override
    public String name() {
      return "test." + writes.get(writes.size() - 1).table().name();
    }

    @Override
    public String meaning() {
      return "a job of the tests";
    }

    @Override
    public Outputs run(Inputs inputs) {
      return work.apply(inputs);
    }
  }

  /** Adds the products that are new, named by the rule. */
  private static TestJob seen(String rule) {
    return new TestJob(
        List.of(Bronze.PRODUCTS),
        List.of(Write.sync(SEEN)),
        rule,
        Memory.MADE_BY_THE_SAME_RULES,
        in -> {
          Dataset<Row> named =
              in.newlyVisible(Bronze.PRODUCTS)
                  .selectExpr("concat('" + rule + "', product_id) as id");
          return in.seen().isEmpty()
              ? Outputs.of(SEEN, named)
              : Outputs.none().andChanges(SEEN, named);
        });
  }

  private static TestJob counted() {
    return new TestJob(
        List.of(SEEN),
        List.of(Write.sync(COUNTED)),
        "",
        Memory.MADE_BY_THE_SAME_RULES,
        in ->
            Outputs.of(
                COUNTED,
                in.table(SEEN).selectExpr("'all' as id", "count(1) over () as amount").distinct()));
  }

  private static String product(String id) {
    return "{\"product_id\":\"%s\",\"_effective_date\":\"2026-01-01\",\"_row_hash\":\"%1$s\"}"
        .formatted(id);
  }

  private static List<String> ids(TestLake lake) {
    return lake.rows(SEEN).stream().map(r -> r.replaceAll("^.*:\"|\"}$", "")).toList();
  }

  @Test
  void underOtherSettingsAllRowsAreMadeAnew() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    lake.run(seen("old "), "2026-01-05");
    lake.put(Bronze.PRODUCTS, product("b"));
    lake.run(seen("new "), "2026-01-06");
    assertEquals(List.of("new a", "new b"), ids(lake));
  }

  @Test
  void aDateWithoutNewsLeavesNoVersionWhereRowsDoNotTellOfTheDate() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a")).reaching("2026-01-01");
    lake.run(seen(TIMELESS), "2026-01-05");
    long version = lake.warehouse().version(SEEN);
    assertEquals(Outcome.UNCHANGED, lake.run(seen(TIMELESS), "2026-01-06").outcome());
    assertEquals(version, lake.warehouse().version(SEEN));
    lake.put(Bronze.PRODUCTS, product("b")).reaching("2026-01-01");
    assertEquals(Outcome.DONE, lake.run(seen(TIMELESS), "2026-01-07").outcome());
    assertEquals(List.of("timeless a", "timeless b"), ids(lake));
  }

  @Test
  void aDateWithoutNewsLeavesNoVersionWhereTheRowsStay() {
    for (TestLake lake : List.of(TestLake.empty(), TestLake.atFullScale())) {
      lake.put(Bronze.PRODUCTS, product("a"));
      lake.run(seen("tells of ages "), "2026-01-05");
      long version = lake.warehouse().version(SEEN);
      assertEquals(Outcome.UNCHANGED, lake.run(seen("tells of ages "), "2026-01-06").outcome());
      assertEquals(version, lake.warehouse().version(SEEN));
      lake.put(Bronze.PRODUCTS, product("b"));
      assertEquals(Outcome.DONE, lake.run(seen("tells of ages "), "2026-01-07").outcome());
      assertEquals(List.of("tells of ages a", "tells of ages b"), ids(lake));
    }
  }

  @Test
  void newsThatChangesNoRowIsStampedSoThatItIsReadOnce() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    lake.run(seen(""), "2026-01-05");
    lake.put(Bronze.PRODUCTS, product("a"));
    long version = lake.warehouse().version(SEEN);
    lake.run(seen(""), "2026-01-06");
    assertEquals(version + 1, lake.warehouse().version(SEEN));
  }

  @Test
  void aTableOfWhatWasSaidOnEachDateIsStampedEachDate() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    TestJob job =
        new TestJob(
            List.of(Bronze.PRODUCTS),
            List.of(Write.append(SEEN)),
            "",
            Memory.MADE_BY_THE_SAME_RULES,
            in ->
                Outputs.of(SEEN, in.newlyVisible(Bronze.PRODUCTS).selectExpr("product_id as id")));
    lake.run(job, "2026-01-05");
    long version = lake.warehouse().version(SEEN);
    lake.run(job, "2026-01-06");
    assertEquals(version + 1, lake.warehouse().version(SEEN));
  }

  @Test
  void aRowLandedAheadOfItsTimeIsNewsOnItsDate() {
    TestLake lake =
        TestLake.empty()
            .put(Bronze.PRODUCTS, product("a"), product("b").replace("2026-01-01", "2026-01-07"))
            .reaching("2026-01-07");
    for (String date : List.of("2026-01-05", "2026-01-06", "2026-01-07")) {
      lake.run(seen(TIMELESS), date);
    }
    assertEquals(List.of("timeless a", "timeless b"), ids(lake));
    assertEquals(Outcome.UNCHANGED, lake.run(seen(TIMELESS), "2026-01-08").outcome());
  }

  @Test
  void whereNobodySaidHowFarLandedRowsReachEachDateIsLookedAt() {
    TestLake lake =
        TestLake.empty()
            .put(Bronze.PRODUCTS, product("a"), product("b").replace("2026-01-01", "2026-01-06"));
    lake.run(seen(TIMELESS), "2026-01-05");
    assertEquals(Outcome.DONE, lake.run(seen(TIMELESS), "2026-01-06").outcome());
  }

  @Test
  void newCodeOverTheSameInputsMakesAllRowsAnew() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    lake.run(seen(""), "2026-01-05");
    List<Boolean> fromScratch = new ArrayList<>();
    TestJob watched =
        new TestJob(
            seen("").reads(),
            seen("").writes(),
            "",
            Memory.MADE_BY_THE_SAME_RULES,
            in -> {
              fromScratch.add(in.seen().isEmpty());
              return seen("").run(in);
            });
    try (JobRunner changed =
        new JobRunner(lake.warehouse(), Sizes.ofMib(32, 32), job -> "changed")) {
      assertEquals(Outcome.DONE, changed.run(watched, TestLake.on("2026-01-05")).outcome());
      assertEquals(Outcome.UNCHANGED, changed.run(watched, TestLake.on("2026-01-05")).outcome());
    }
    assertEquals(List.of(true), fromScratch);
  }

  @Test
  void whatHasBeenTakenInStaysUnderOtherSettings() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    for (String rule : List.of("old ", "new ")) {
      TestJob taking =
          new TestJob(
              seen(rule).reads(), seen(rule).writes(), rule, Memory.TAKEN_IN, seen(rule).work());
      lake.run(taking, rule.equals("old ") ? "2026-01-05" : "2026-01-06");
      lake.put(Bronze.PRODUCTS, product("b"));
    }
    assertEquals(List.of("new b", "old a"), ids(lake));
  }

  @Test
  void aRunWithinTheDayAfterALaterOneIsPassed() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    assertEquals(Outcome.DONE, lake.run(seen(""), "2026-01-05", "12:00").outcome());
    assertEquals(Outcome.PASSED, lake.run(seen(""), "2026-01-05", "10:00").outcome());
    assertEquals(Outcome.UNCHANGED, lake.run(seen(""), "2026-01-05", "12:00").outcome());
    assertEquals(Outcome.DONE, lake.run(seen(""), "2026-01-05").outcome());
    assertEquals(Outcome.PASSED, lake.run(seen(""), "2026-01-05", "18:00").outcome());
  }

  @Test
  void aRunWithinTheDayOverTablesThatTellOfALaterMomentIsPassed() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    lake.run(seen(""), "2026-01-05");
    assertEquals(Outcome.PASSED, lake.run(counted(), "2026-01-05", "10:00").outcome());
    assertEquals(Outcome.DONE, lake.run(counted(), "2026-01-06", "10:00").outcome());
  }

  @Test
  void whatWasSeenEndsAtTheMomentOfTheLastRun() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    List<String> ends = new ArrayList<>();
    TestJob watching =
        new TestJob(
            seen("").reads(),
            seen("").writes(),
            "",
            Memory.MADE_BY_THE_SAME_RULES,
            in -> {
              ends.add(in.seen().map(s -> s.end().toString()).orElse("nothing"));
              return seen("").run(in);
            });
    lake.run(watching, "2026-01-05", "10:00");
    lake.run(watching, "2026-01-05");
    lake.run(watching, "2026-01-06");
    assertEquals(List.of("nothing", "2026-01-05T03:00:00Z", "2026-01-05T17:00:00Z"), ends);
  }

  @Test
  void aCommitThatOnlyStampsMakesNoReaderRunAgain() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    lake.run(seen(""), "2026-01-05");
    lake.run(counted(), "2026-01-06");
    lake.run(seen(""), "2026-01-06");
    assertEquals(Outcome.UNCHANGED, lake.run(counted(), "2026-01-06").outcome());
  }

  @Test
  void aRunWithoutATableIsDoneAgainOnceTheTableIsThereEvenIfItIsAsBefore() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    lake.run(seen(""), "2026-01-05");
    TestJob job =
        new TestJob(
            List.of(SEEN),
            List.of(Write.sync(COUNTED)),
            "",
            Memory.MADE_BY_THE_SAME_RULES,
            in ->
                Outputs.of(
                    COUNTED,
                    in.spark()
                        .sql(
                            "select 'all' as id, %d as amount"
                                .formatted(in.isHeld(SEEN) ? -1 : in.table(SEEN).count()))));
    assertEquals(Outcome.DONE, lake.runWithout(Set.of(SEEN), job, "2026-01-05").outcome());
    assertEquals(Outcome.UNCHANGED, lake.runWithout(Set.of(SEEN), job, "2026-01-05").outcome());
    assertEquals(List.of("{\"amount\":-1}"), lake.rows(COUNTED, "amount"));
    lake.run(job, "2026-01-05");
    assertEquals(List.of("{\"amount\":1}"), lake.rows(COUNTED, "amount"));
  }

  @Test
  void aTableThatWasNotRenewedCannotBeRead() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    lake.run(seen(""), "2026-01-05");
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> lake.runWithout(Set.of(SEEN), counted(), "2026-01-05"));
    assertEquals(
        "Cannot read silver.seen in test.counted: it was not renewed in this run",
        refused.getMessage());
  }

  @Test
  void rowsThatAreThereAlreadyAreNotWrittenAgain() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    lake.run(seen(""), "2026-01-05");
    lake.run(counted(), "2026-01-05");
    long written = lake.warehouse().log(COUNTED).dataVersion();
    assertEquals(0, lake.run(counted(), "2026-01-06").written());
    assertEquals(written, lake.warehouse().log(COUNTED).dataVersion());
    lake.run(upkeep(in -> in.upkeep().erase(COUNTED, expr("id = 'all'"))), "2026-01-06");
    assertEquals(1, lake.run(counted(), "2026-01-07").written());
    assertEquals(List.of("{\"id\":\"all\",\"amount\":1}"), lake.rows(COUNTED));
  }

  @Test
  void compactionMakesNoReaderRunAgain() {
    TestLake lake = TestLake.empty();
    for (String id : List.of("a", "b", "c")) {
      lake.put(Bronze.PRODUCTS, product(id));
    }
    lake.run(seen(""), "2026-01-05");
    long version = lake.warehouse().version(Bronze.PRODUCTS);
    lake.run(upkeep(in -> in.upkeep().compact(Bronze.PRODUCTS)), "2026-01-05");
    assertTrue(lake.warehouse().version(Bronze.PRODUCTS) > version, "files were put together");
    assertEquals(Outcome.UNCHANGED, lake.run(seen(""), "2026-01-05").outcome());
    lake.run(
        upkeep(in -> in.upkeep().erase(Bronze.PRODUCTS, expr("product_id = 'b'"))), "2026-01-05");
    assertEquals(Outcome.DONE, lake.run(seen(""), "2026-01-05").outcome());
  }

  private static TestJob upkeep(Consumer<Inputs> work) {
    Table log = Table.named("gold.upkeep", "upkeep").column("id", "string", "id").build();
    return new TestJob(
        List.of(),
        List.of(Write.append(log)),
        "",
        Memory.NOTHING,
        in -> {
          work.accept(in);
          return Outputs.of(log, in.spark().sql("select 'done' as id"));
        });
  }

  /** A job of two tables, killed after the first one. */
  private static TestJob ofTwoTables(boolean[] isKilled) {
    return new TestJob(
        List.of(Bronze.PRODUCTS),
        List.of(Write.append(SEEN), Write.append(COUNTED)),
        "",
        Memory.MADE_BY_THE_SAME_RULES,
        in -> {
          Dataset<Row> rows = in.newlyVisible(Bronze.PRODUCTS).selectExpr("product_id as id");
          String amount = isKilled[0] ? "raise_error('killed')" : "1L";
          return Outputs.of(SEEN, rows).and(COUNTED, rows.selectExpr("id", amount + " amount"));
        });
  }

  @Test
  void whatIsErasedAfterHalfARunStaysErasedWhenTheRunIsTakenBack() {
    TestLake lake = TestLake.atFullScale().put(Bronze.PRODUCTS, product("a"), product("erased"));
    boolean[] isKilled = {false};
    lake.run(ofTwoTables(isKilled), "2026-01-05");
    lake.put(Bronze.PRODUCTS, product("b"));
    isKilled[0] = true;
    assertThrows(Exception.class, () -> lake.run(ofTwoTables(isKilled), "2026-01-06"));
    assertEquals(List.of("a", "b", "erased"), ids(lake));
    lake.run(upkeep(in -> in.upkeep().erase(SEEN, expr("id = 'erased'"))), "2026-01-06");
    assertEquals(List.of("a"), ids(lake), "half a run is taken back before anything is erased");
    isKilled[0] = false;
    lake.run(ofTwoTables(isKilled), "2026-01-06");
    assertEquals(List.of("a", "b"), ids(lake));
  }

  @Test
  void aRunWhoseFirstTableWasTakenBackMeanwhileIsNotCompleted() {
    Table between =
        Table.named("silver.between", "written second").column("id", "string", "id").build();
    TestLake lake = TestLake.atFullScale().put(Bronze.PRODUCTS, product("a"));
    TestJob disturbed =
        new TestJob(
            List.of(Bronze.PRODUCTS),
            List.of(Write.append(SEEN), Write.append(between), Write.append(COUNTED)),
            "",
            Memory.MADE_BY_THE_SAME_RULES,
            in -> {
              Dataset<Row> rows = in.newlyVisible(Bronze.PRODUCTS).selectExpr("product_id as id");
              return Outputs.of(SEEN, rows)
                  .and(between, meanwhile(rows, RunContractTest::takeBack, path(lake, SEEN)))
                  .and(COUNTED, rows.selectExpr("id", "1L as amount"));
            });
    JobException lost = assertThrows(JobException.class, () -> lake.run(disturbed, "2026-01-06"));
    assertEquals(ExitCode.WRITER_CONFLICT, lost.exitCode());
    assertTrue(lost.getMessage().contains("was taken back"), lost.getMessage());
    assertEquals(List.of(), lake.rows(COUNTED));
  }

  private static void takeBack(String table) {
    ForeignCommits.add(
        table,
        1,
        "{\"amended_by\":\"test\",\"action\":\"take-back\",\"date\":\"2026-01-06\",\"upon\":1}");
  }

  private static String path(TestLake lake, Table table) {
    return lake.warehouse().path(table);
  }

  /** The rows, while somebody else does something to a table as they are computed. */
  private static Dataset<Row> meanwhile(Dataset<Row> rows, Consumer<String> rival, String table) {
    AtomicBoolean isDone = new AtomicBoolean();
    RIVALS.put(
        table,
        () -> {
          if (isDone.compareAndSet(false, true)) {
            rival.accept(table);
          }
        });
    rows.sparkSession()
        .udf()
        .register(
            "meanwhile",
            (UDF1<String, String>)
                id -> {
                  RIVALS.get(table).run();
                  return id;
                },
            DataTypes.StringType);
    return rows.selectExpr("meanwhile(id) as id");
  }

  @Test
  void aFiledRequestHoldsNoRunBack() {
    TestLake lake = TestLake.empty();
    lake.file(
        "test.request", SEEN, lake.warehouse().spark().sql("select 'asked' as id"), "2030-01-01");
    TestJob carriesOut =
        new TestJob(
            List.of(),
            List.of(Write.upsert(SEEN)),
            "",
            Memory.NOTHING,
            in -> Outputs.of(SEEN, in.own(SEEN).selectExpr("concat(id, ' done') as id")));
    assertEquals(Outcome.DONE, lake.run(carriesOut, "2026-01-05").outcome());
    assertEquals(List.of("asked done", "asked"), ids(lake));
  }

  @Test
  void aRequestThatAnotherWriterOvertakesIsRefusedAsAConflict() {
    TestLake lake = TestLake.empty();
    lake.file("test.request", SEEN, lake.warehouse().spark().sql("select 'a' as id"), "2026-01-05");
    lake.put(Bronze.PRODUCTS, product("b"));
    Dataset<Row> rows =
        meanwhile(
            lake.read(Bronze.PRODUCTS).selectExpr("product_id as id"),
            ForeignCommits::changeMetadata,
            path(lake, SEEN));
    JobException lost =
        assertThrows(JobException.class, () -> lake.file("test.request", SEEN, rows, "2026-01-05"));
    assertEquals(ExitCode.WRITER_CONFLICT, lost.exitCode());
    assertTrue(lost.getMessage().contains("another writer"), lost.getMessage());
  }

  @Test
  void theLastRunIsFoundBehindAnyNumberOfOtherCommits() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    lake.run(seen(""), "2026-01-05");
    ForeignCommits.add(path(lake, SEEN), 300, "");
    assertEquals(Outcome.UNCHANGED, lake.run(seen(""), "2026-01-05").outcome());
  }

  @Test
  void rowsWithoutAStampWithinReachAreNotTakenForAFirstRun() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    lake.run(seen(""), "2026-01-05");
    ForeignCommits.add(path(lake, SEEN), 3, "");
    ForeignCommits.checkpointAndClean(path(lake, SEEN));
    JobException lost = assertThrows(JobException.class, () -> lake.run(seen(""), "2026-01-06"));
    assertEquals(ExitCode.FAILED, lost.exitCode());
    assertTrue(
        lost.getMessage().contains("Cannot tell which run made the rows")
            && lost.getMessage().contains("move the folder away"),
        lost.getMessage());
    assertEquals(List.of("a"), ids(lake));
  }

  @Test
  void upkeepKeepsTheLastRunInReachWhenTheLogIsCleaned() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"), product("b"));
    lake.run(seen(""), "2026-01-05");
    lake.run(upkeep(in -> in.upkeep().erase(SEEN, expr("id = 'b'"))), "2026-01-05");
    ForeignCommits.checkpointAndClean(path(lake, SEEN));
    assertEquals(Outcome.UNCHANGED, lake.run(seen(""), "2026-01-05").outcome());
  }

  @Test
  void rowsReadAreCountedPerRunAndNoListenerIsLeft() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"), product("b"), product("c"));
    TestJob all =
        new TestJob(
            List.of(Bronze.PRODUCTS),
            List.of(Write.sync(SEEN)),
            "",
            Memory.MADE_BY_THE_SAME_RULES,
            in -> Outputs.of(SEEN, in.table(Bronze.PRODUCTS).selectExpr("product_id as id")));
    int listeners = listeners(lake);
    try (JobRunner runner = new JobRunner(lake.warehouse(), Sizes.ofMib(32, 32), job -> "test")) {
      Run day = TestLake.on("2026-01-05");
      List<Long> read = new ArrayList<>();
      for (int hours = 3; hours > 0; hours--) {
        read.add(runner.run(all, day.at(day.end().minusSeconds(3600L * hours))).rowsIn());
      }
      assertTrue(read.get(0) >= 3, "rows were read: " + read);
      assertTrue(read.get(2) < read.get(0) + read.get(1), "of one run alone: " + read);
    }
    assertEquals(listeners, listeners(lake));
  }

  private static int listeners(TestLake lake) {
    return lake.warehouse().spark().sparkContext().listenerBus().listeners().size();
  }

  @Test
  void theRunContractIsInTheStamp() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a"));
    lake.run(seen(""), "2026-01-05", "10:00");
    var stamp = lake.warehouse().log(SEEN).lastStamped().orElseThrow().stamp();
    assertEquals("2026-01-05T03:00:00Z", stamp.moment().map(Object::toString).orElse(""));
    assertEquals(SEEN.fullName(), stamp.anchor());
    assertEquals(Optional.of(1L), Optional.ofNullable(stamp.inputs().get("bronze.products")));
  }
}
