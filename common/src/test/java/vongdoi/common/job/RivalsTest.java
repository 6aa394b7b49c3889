package vongdoi.common.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;
import vongdoi.common.table.Write;

/** The same run started several times at once: one of them makes the rows, and makes them once. */
class RivalsTest {
  private static final Table LINES =
      Table.named("silver.lines", "lines").column("id", "string", "id").build();
  private static final Table NOTES =
      Table.named("silver.notes", "notes").column("id", "string", "id").build();

  /** Adds what is new to two tables, the first of which has no key. */
  private record Adding() implements Job {
    @Override
    public String name() {
      return "test.adding";
    }

    @Override
    public String meaning() {
      return "a job of the tests";
    }

    @Override
    public List<Table> reads() {
      return List.of(Bronze.PRODUCTS);
    }

    @Override
    public List<Write> writes() {
      return List.of(Write.append(LINES), Write.append(NOTES));
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public Outputs run(Inputs inputs) {
      Dataset<Row> rows =
          inputs.newlyVisible(Bronze.PRODUCTS).selectExpr("product_id as id").coalesce(1);
      return Outputs.of(LINES, rows).and(NOTES, rows);
    }
  }

  /** What became of a rival: an outcome, or the exit code that it ended with. */
  private static String race(TestLake lake, Sizes sizes, CyclicBarrier together, String date)
      throws InterruptedException, BrokenBarrierException {
    Warehouse own = new Warehouse(LocalSpark.session(), lake.warehouse().lake());
    try (JobRunner runner = new JobRunner(own, sizes, job -> "test")) {
      together.await();
      return runner.run(new Adding(), TestLake.on(date)).outcome().name();
    } catch (JobException e) {
      return e.exitCode().name();
    }
  }

  private static void compete(TestLake lake, Sizes sizes, int rounds, int most)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(most);
    List<String> expected = new ArrayList<>();
    try {
      for (int round = 0; round < rounds; round++) {
        String id = "p" + (100 + round);
        expected.add("{\"id\":\"" + id + "\"}");
        lake.put(Bronze.PRODUCTS, "{\"product_id\":\"%s\",\"_row_hash\":\"%1$s\"}".formatted(id));
        int rivals = 2 + round % (most - 1);
        String date = TestLake.on("2026-01-05").date().plusDays(round).toString();
        CyclicBarrier together = new CyclicBarrier(rivals);
        List<Future<String>> racing =
            IntStream.range(0, rivals)
                .mapToObj(r -> threads.submit(() -> race(lake, sizes, together, date)))
                .toList();
        List<String> ended = new ArrayList<>();
        for (Future<String> one : racing) {
          ended.add(one.get());
        }
        String told = "round %d of %d rivals: %s".formatted(round, rivals, ended);
        assertEquals(1, ended.stream().filter(Outcome.DONE.name()::equals).count(), told);
        ended.removeAll(
            List.of(
                Outcome.DONE.name(), Outcome.UNCHANGED.name(), ExitCode.WRITER_CONFLICT.name()));
        assertEquals(List.of(), ended, told);
        assertEquals(expected, lake.rows(LINES), told);
        assertEquals(expected, lake.rows(NOTES), told);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void ofRivalsOneMakesTheRowsAndTheOthersLeaveNone() throws Exception {
    compete(TestLake.empty(), Sizes.ofMib(32, 32), 3, 4);
  }

  @Test
  void ofRivalsThatWriteByQueryOneMakesTheRowsToo() throws Exception {
    compete(TestLake.atFullScale(), Sizes.NONE, 1, 2);
  }

  @Test
  void ofRequestsFiledAtOnceEachIsThereOrSaysThatItIsNot() throws Exception {
    TestLake lake = TestLake.empty();
    Table requests =
        Table.named("silver.requests", "requests").key("id").column("id", "string", "id").build();
    lake.warehouse().create(requests);
    int rivals = 4;
    CyclicBarrier together = new CyclicBarrier(rivals);
    ExecutorService threads = Executors.newFixedThreadPool(rivals);
    try {
      List<Future<Boolean>> filing =
          IntStream.range(0, rivals)
              .mapToObj(r -> threads.submit(() -> isFiled(lake, requests, "r" + r, together)))
              .toList();
      List<String> filed = new ArrayList<>();
      for (int r = 0; r < rivals; r++) {
        if (filing.get(r).get()) {
          filed.add("{\"id\":\"r" + r + "\"}");
        }
      }
      assertFalse(filed.isEmpty());
      assertEquals(filed, lake.rows(requests));
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isFiled(TestLake lake, Table table, String id, CyclicBarrier together)
      throws InterruptedException, BrokenBarrierException {
    SparkSession own = LocalSpark.session().newSession();
    Warehouse warehouse = new Warehouse(own, lake.warehouse().lake());
    try (JobRunner runner = new JobRunner(warehouse, Sizes.NONE, job -> "test")) {
      together.await();
      runner.file(
          "test.file",
          table,
          own.sql("select '" + id + "' as id"),
          TestLake.on("2026-01-05").date());
      return true;
    } catch (JobException e) {
      assertEquals(ExitCode.WRITER_CONFLICT, e.exitCode());
      return false;
    }
  }

  @Test
  @Tag("heavy")
  void inTwoHundredRoundsOfUpToEightRivalsOneMakesTheRowsEachTime() throws Exception {
    compete(TestLake.empty(), Sizes.ofMib(32, 32), 150, 8);
    compete(TestLake.atFullScale(), Sizes.NONE, 50, 8);
  }
}
