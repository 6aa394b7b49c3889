package vongdoi.common.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.common.local.Scale;
import vongdoi.common.table.Audit.Finding;
import vongdoi.common.table.Rule.Severity;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

class JobRunnerTest {
  private static final Table FIRST =
      Table.named("silver.first", "made first").key("id").column("id", "string", "id").build();
  private static final Table LAST =
      Table.named("silver.last", "made last")
          .key("id")
          .column("id", "string", "id")
          .required("amount", "double", "amount")
          .rule("not_negative", "amount >= 0")
          .build();

  private record TestJob(
      List<Table> reads, List<Write> writes, Function<Inputs, Outputs> work, int expansion)
      implements Job {
    TestJob(List<Table> reads, List<Write> writes, Function<Inputs, Outputs> work) {
      this(reads, writes, work, 1);
    }

    @Override
    public String name() {
      return "test.job";
    }

    @Override
    public String meaning() {
      return "a job of the tests";
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public Outputs run(Inputs inputs) {
      return work.apply(inputs);
    }
  }

  private static TestJob productsTo(Table table) {
    return new TestJob(
        List.of(Bronze.PRODUCTS),
        List.of(Write.upsert(table)),
        in ->
            Outputs.of(
                table,
                in.newlyVisible(Bronze.PRODUCTS)
                    .selectExpr("product_id as id", "cast(price_amount as double) as amount")));
  }

  private static String product(String id, String price, String effective) {
    return "{\"product_id\":\"%s\",\"price_amount\":%s,\"_effective_date\":\"%s\",\"_row_hash\":\"%s\"}"
        .formatted(id, price, effective, id + price);
  }

  @Test
  void sameDateOnTheSameInputsIsANoOp() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a", "1", "2026-01-01"));
    TestJob job = productsTo(LAST);
    assertEquals(Outcome.DONE, lake.run(job, "2026-01-05").outcome());
    long version = lake.warehouse().version(LAST);
    assertEquals(Outcome.UNCHANGED, lake.run(job, "2026-01-05").outcome());
    assertEquals(Outcome.PASSED, lake.run(job, "2026-01-04").outcome());
    assertEquals(version, lake.warehouse().version(LAST));
  }

  @Test
  void rowsOfALaterDateWaitForTheirDate() {
    TestLake lake =
        TestLake.empty()
            .put(
                Bronze.PRODUCTS,
                product("now", "1", "2026-01-05"),
                product("later", "2", "2026-01-06"));
    TestJob job = productsTo(LAST);
    lake.run(job, "2026-01-05");
    assertEquals(List.of("{\"id\":\"now\"}"), lake.rows(LAST, "id"));
    lake.run(job, "2026-01-06");
    assertEquals(List.of("{\"id\":\"later\"}", "{\"id\":\"now\"}"), lake.rows(LAST, "id"));
  }

  @Test
  void newlyVisibleRowsAreHandedOutOnce() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a", "1", "2026-01-01"));
    Table log = Table.named("silver.log", "rows seen").column("id", "string", "id").build();
    TestJob job =
        new TestJob(
            List.of(Bronze.PRODUCTS),
            List.of(Write.append(log)),
            in -> Outputs.of(log, in.newlyVisible(Bronze.PRODUCTS).selectExpr("product_id as id")));
    lake.run(job, "2026-01-05");
    lake.put(Bronze.PRODUCTS, product("b", "1", "2026-01-02"), product("c", "1", "2026-01-07"));
    lake.run(job, "2026-01-06");
    lake.run(job, "2026-01-07");
    lake.run(job, "2026-01-08");
    assertEquals(List.of("{\"id\":\"a\"}", "{\"id\":\"b\"}", "{\"id\":\"c\"}"), lake.rows(log));
  }

  @Test
  void rowsThatAreManyAndPackedWellAreNotHeldInMemory() {
    TestLake lake = TestLake.empty(Sizes.ofMib(4, 32));
    lake.put(Bronze.PRODUCTS, product("few", "1", "2026-01-01"));
    List<Scale> scales = new ArrayList<>();
    Function<Inputs, Outputs> noted =
        in -> {
          scales.add(in.warehouse().scale());
          return Outputs.of(
              FIRST, in.table(Bronze.PRODUCTS).selectExpr("product_id as id").limit(1));
        };
    TestJob job = new TestJob(List.of(Bronze.PRODUCTS), List.of(Write.replace(FIRST)), noted);
    lake.run(job, "2026-01-05");
    lake.put(
        Bronze.PRODUCTS,
        IntStream.range(0, 60_000)
            .mapToObj(i -> product("many", "1", "2026-01-01"))
            .toArray(String[]::new));
    assertTrue(
        lake.warehouse().log(Bronze.PRODUCTS).weight() > 4 << 20, "60,000 rows of few bytes");
    lake.run(job, "2026-01-06");
    assertEquals(List.of(Scale.LOCAL, Scale.INTERPRETED), scales);
  }

  @Test
  void aJobThatHoldsManyTimesWhatItReadsLeavesItToSparkSooner() {
    TestLake lake = TestLake.empty();
    lake.put(
        Bronze.PRODUCTS,
        IntStream.range(0, 600)
            .mapToObj(i -> product("p" + i, "1", "2026-01-01"))
            .toArray(String[]::new));
    List<Scale> scales = new ArrayList<>();
    Function<Inputs, Outputs> noted =
        in -> {
          scales.add(in.warehouse().scale());
          return Outputs.of(FIRST, in.table(Bronze.PRODUCTS).selectExpr("product_id as id"));
        };
    for (int expansion : List.of(1, 1000)) {
      Write write = Write.replace(FIRST);
      lake.run(
          new TestJob(List.of(Bronze.PRODUCTS), List.of(write), noted, expansion),
          "2026-01-0" + (4 + scales.size()));
    }
    assertEquals(List.of(Scale.LOCAL, Scale.FULL), scales);
  }

  @Test
  void brokenRuleRefusesThePublication() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a", "-1", "2026-01-01"));
    JobException refused =
        assertThrows(JobException.class, () -> lake.run(productsTo(LAST), "2026-01-05"));
    assertEquals(ExitCode.GATE_REFUSED, refused.exitCode());
    assertTrue(refused.getMessage().contains("not_negative"), refused.getMessage());
    assertEquals(List.of(), lake.rows(LAST));
  }

  @Test
  void aRefusalIsWrittenDownWithTheRunDateThatItStopped() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a", "-1", "2026-01-01"));
    assertThrows(GateRefusal.class, () -> lake.run(productsTo(LAST), "2026-01-05"));
    assertEquals(
        List.of(
            "{\"run_date\":\"2026-01-05\",\"table\":\"silver.last\",\"check\":\"not_negative\",\"severity\":\"stop\",\"passed\":false,\"value\":1.0,\"reason\":\"1"
                + " of 1 rows break it\"}"),
        lake.rows(Gold.TABLE_QUALITY));
  }

  @Test
  void aJobThatRefusesSomeOfItsTablesPublishesTheOthersAndHoldsThose() {
    TestLake lake = TestLake.empty().put(Bronze.PRODUCTS, product("a", "1", "2026-01-01"));
    GateRefusal some =
        new GateRefusal("Cannot take in silver.first", LAST, List.of(STOPPED), Set.of(FIRST));
    TestJob job =
        new TestJob(
            List.of(Bronze.PRODUCTS),
            List.of(Write.upsert(FIRST), Write.upsert(LAST)),
            in -> productsTo(LAST).run(in).found(STOPPED).refusing(some));
    assertThrows(GateRefusal.class, () -> lake.run(job, "2026-01-05"));
    assertEquals(List.of("{\"id\":\"a\",\"amount\":1.0}"), lake.rows(LAST));
    assertEquals(
        List.of("{\"table\":\"silver.first\",\"check\":\"shop.volume\",\"passed\":false}"),
        lake.rows(Gold.TABLE_QUALITY, "table", "check", "passed"));
    assertTrue(
        lake.warehouse().log(LAST).lastStamped().orElseThrow().stamp().audits().contains(STOPPED));
    List<String> run = new ArrayList<>();
    TestJob onFirst = reading(FIRST, "silver.on_first");
    TestJob onLast = reading(LAST, "silver.on_last");
    assertThrows(
        JobException.class,
        () ->
            JobGraph.of(List.of(job, onFirst, onLast))
                .walk(
                    1,
                    (each, held) -> {
                      run.add(each.writes().get(0).table().name());
                      if (each == job) {
                        throw some;
                      }
                    }));
    assertEquals(List.of("first", "on_last"), run);
  }

  private static final Finding STOPPED =
      new Finding("shop.volume", Severity.ERROR, 0.1, false, "silver.first", "too few");

  private static TestJob reading(Table table, String made) {
    Table own = Table.named(made, "made").key("id").column("id", "string", "id").build();
    return new TestJob(
        List.of(table), List.of(Write.replace(own)), in -> Outputs.of(own, in.table(table)));
  }

  @Test
  void rowsAreHeldAgainstTheTableTheyLeadToAndAgainstTheLastPublication() {
    Table names =
        Table.named("silver.names", "name").key("id").column("id", "string", "id").build();
    Table linked =
        Table.named("silver.linked", "row that leads to a name")
            .key("id")
            .column("id", "string", "id")
            .reference("id", names, "id", 0)
            .steady(0.5)
            .build();
    TestLake lake = TestLake.empty().put(names, "{\"id\":\"1\"}", "{\"id\":\"2\"}");
    int[] rows = {200};
    TestJob job =
        new TestJob(
            List.of(names),
            List.of(Write.replace(linked)),
            in ->
                Outputs.of(
                    linked, in.spark().range(1, rows[0] + 1).selectExpr("string(id) as id")));
    lake.run(job, "2026-01-05");
    rows[0] = 80;
    lake.run(job, "2026-01-06");
    List<String> red =
        lake.warehouse().log(linked).lastStamped().orElseThrow().stamp().audits().stream()
            .filter(f -> !f.passed())
            .map(f -> f.check() + " " + f.value() + " " + f.reason())
            .toList();
    assertEquals(
        List.of(
            "reference_id 78.0 78 of 80 rows break it",
            "steady_rows 0.4 80 rows, 200 the last time"),
        red);
  }

  @Test
  void repeatedKeyRefusesThePublication() {
    TestLake lake =
        TestLake.empty()
            .put(Bronze.PRODUCTS, product("a", "1", "2026-01-01"), product("a", "2", "2026-01-01"));
    JobException refused =
        assertThrows(JobException.class, () -> lake.run(productsTo(LAST), "2026-01-05"));
    assertTrue(refused.getMessage().contains("unique_key"), refused.getMessage());
  }

  @Test
  void aRunKilledBetweenItsTablesIsTakenBackAndDoneAgain() {
    TestLake lake = TestLake.atFullScale().put(Bronze.PRODUCTS, product("a", "1", "2026-01-01"));
    boolean[] killed = {true};
    TestJob job =
        new TestJob(
            List.of(Bronze.PRODUCTS),
            List.of(Write.append(FIRST), Write.append(LAST)),
            in -> {
              var rows = in.newlyVisible(Bronze.PRODUCTS).selectExpr("product_id as id");
              String amount = killed[0] ? "raise_error('killed')" : "1.0D";
              return Outputs.of(FIRST, rows).and(LAST, rows.selectExpr("id", amount + " amount"));
            });
    Exception refused = assertThrows(Exception.class, () -> lake.run(job, "2026-01-05"));
    assertTrue(
        ExceptionUtils.getRootCauseMessage(refused).contains("killed"), refused.getMessage());
    assertEquals(List.of("{\"id\":\"a\"}"), lake.rows(FIRST));
    killed[0] = false;
    lake.run(job, "2026-01-05");
    assertEquals(List.of("{\"id\":\"a\"}"), lake.rows(FIRST));
    assertEquals(List.of("{\"id\":\"a\",\"amount\":1.0}"), lake.rows(LAST));
  }

  @Test
  void aTableWhoseMakingWasKilledIsMadeByTheNextRun() throws IOException {
    TestLake lake = TestLake.empty();
    Path log = Path.of(lake.warehouse().path(FIRST), "_delta_log");
    Files.createDirectories(log.resolve("_staged_commits"));
    Files.writeString(log.resolve(".00000000000000000000.json.5f0c.tmp"), "{\"commitInfo\"");
    TestJob job =
        new TestJob(
            List.of(),
            List.of(Write.replace(FIRST)),
            in -> Outputs.of(FIRST, in.spark().sql("select 'a' as id")));
    lake.run(job, "2026-01-05");
    assertEquals(List.of("{\"id\":\"a\"}"), lake.rows(FIRST));
  }

  @Test
  void readingAnUndeclaredTableFails() {
    TestJob job =
        new TestJob(
            List.of(),
            List.of(Write.replace(FIRST)),
            in -> Outputs.of(FIRST, in.table(Bronze.PRODUCTS)));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> TestLake.empty().run(job, "2026-01-05"));
    assertEquals(
        "Cannot read bronze.products in test.job: the job does not declare it in reads()",
        refused.getMessage());
  }

  @Test
  void personalColumnsStayOutOfFileStatistics() {
    TestLake lake =
        TestLake.atFullScale()
            .put(
                Bronze.CUSTOMERS,
                "{\"record_id\":\"r\",\"email\":\"canary@example.com\",\"updated_at\":\"2026-01-02"
                    + " 03:04:05\"}");
    String stats = LocalCommits.text(lake.warehouse().path(Bronze.CUSTOMERS));
    assertTrue(stats.contains("2026-01-02T03:04:05"), "times have statistics");
    assertTrue(!stats.contains("canary"), "personal columns have none");
  }
}
