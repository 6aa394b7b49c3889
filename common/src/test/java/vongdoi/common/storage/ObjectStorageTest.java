package vongdoi.common.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.statistics.IOStatisticsSupport;
import org.apache.hadoop.fs.statistics.StoreStatisticNames;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.delta.storage.DelegatingLogStore;
import org.apache.spark.sql.delta.storage.LogStore$;
import org.apache.spark.sql.delta.storage.LogStoreAdaptor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobRunner;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.RunReport.Outcome;
import vongdoi.common.job.Sizes;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.OvertakenException;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.Stamped;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;
import vongdoi.common.table.Write;

/** A lake in object storage does what a lake on a disk does, also with several writers. */
class ObjectStorageTest {
  private static final String BUCKET = "vongdoi-lake";
  private static final Table STOCK = stock("silver.stock");

  private static S3Server server;
  private static Map<String, String> settings;

  private static Table stock(String name) {
    return Table.named(name, "pieces of each product")
        .key("product_id")
        .column("product_id", "string", "product")
        .required("pieces", "int", "pieces")
        .build();
  }

  @BeforeAll
  static void start() {
    server = S3Server.start();
    settings = server.bucket(BUCKET);
    settings.forEach(LocalSpark.session().sparkContext().hadoopConfiguration()::set);
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
      FileSystem.get(new Path("s3a://" + BUCKET).toUri(), hadoop).close();
      settings.keySet().forEach(hadoop::unset);
      server.close();
    }
  }

  private static Warehouse lake(String folder) {
    return new Warehouse(LocalSpark.session(), "s3a://" + BUCKET + "/" + folder);
  }

  private static Dataset<Row> rows(String... values) {
    return LocalSpark.session()
        .sql("select * from values " + String.join(",", values) + " as t(product_id, pieces)");
  }

  private static RunStamp stamp(String job) {
    return new RunStamp(
        job,
        LocalDate.of(2026, 1, 5),
        Optional.empty(),
        new TreeMap<>(),
        "s",
        "test",
        STOCK.fullName(),
        -1,
        List.of(),
        "",
        Optional.empty());
  }

  @Test
  void tablesAreMadeAppendedMergedReadAndStamped() {
    Warehouse lake = lake("tables");
    lake.create(STOCK);
    lake.write(Write.append(STOCK), rows("('a', 1)", "('b', 2)"), stamp("first"));
    lake.write(Write.upsert(STOCK), rows("('b', 3)", "('c', 4)"), stamp("second"));
    assertEquals(
        List.of("a 1", "b 3", "c 4"),
        TestLake.rows(lake.read(STOCK), "concat(product_id, ' ', pieces) as v").stream()
            .map(json -> json.substring(6, json.length() - 2))
            .toList());
    assertEquals(2, lake.read(STOCK, 1).count());
    Stamped last = lake.log(STOCK).lastStamped().orElseThrow();
    assertEquals("second", last.stamp().job());
    assertEquals(2, last.written());
  }

  @Test
  void aDataFileThatWasReadIsNotAskedForAgain() throws IOException {
    Warehouse lake = lake("read-twice");
    lake.create(STOCK);
    lake.write(Write.append(STOCK), rows("('a', 1)", "('b', 2)"), stamp("first"));
    assertEquals(2, lake.read(STOCK).collectAsList().size());
    long before = asked();
    assertEquals(2, lake.read(STOCK).collectAsList().size());
    assertEquals(before, asked());
    lake.write(Write.append(STOCK), rows("('c', 3)"), stamp("second"));
    assertEquals(3, lake.read(STOCK).collectAsList().size());
  }

  /** Requests for files' length or content until now; whether a log is there is another matter. */
  private static long asked() throws IOException {
    Configuration hadoop = LocalSpark.session().sessionState().newHadoopConf();
    Map<String, Long> counted =
        IOStatisticsSupport.retrieveIOStatistics(new Path("s3a://" + BUCKET).getFileSystem(hadoop))
            .counters();
    return counted.get(StoreStatisticNames.OBJECT_METADATA_REQUESTS)
        + counted.get(StoreStatisticNames.ACTION_HTTP_GET_REQUEST)
        - counted.get(StoreStatisticNames.OP_EXISTS);
  }

  @Test
  void deltaCommitsThroughTheConditionalStore() {
    DelegatingLogStore stores =
        (DelegatingLogStore) LogStore$.MODULE$.apply((SparkSession) LocalSpark.session());
    LogStoreAdaptor used = (LogStoreAdaptor) stores.getDelegate(new Path("s3a://" + BUCKET + "/x"));
    assertInstanceOf(ConditionalPutLogStore.class, used.logStoreImpl());
  }

  @Test
  void racingWritersMakeEachVersionOnce() throws Exception {
    int versions = 30;
    Path log = new Path("s3a://" + BUCKET + "/race/_delta_log");
    Configuration hadoop = LocalSpark.session().sessionState().newHadoopConf();
    Map<Integer, List<String>> won =
        CommitRace.run(log, versions, 8, ConditionalPutLogStore::new, hadoop).stream()
            .collect(
                Collectors.groupingBy(
                    CommitRace.Won::version,
                    TreeMap::new,
                    Collectors.mapping(CommitRace.Won::content, Collectors.toList())));
    Map<Integer, List<String>> kept = new TreeMap<>();
    LogStore store = new ConditionalPutLogStore(hadoop);
    for (int version = 0; version < versions; version++) {
      kept.put(version, lines(store, CommitRace.file(log, version), hadoop));
    }
    assertEquals(kept, won);
  }

  @Test
  void aCommitThatFailsHalfWayLeavesNoFile() throws IOException {
    Path file = new Path("s3a://" + BUCKET + "/half/_delta_log/00000000000000000000.json");
    Configuration hadoop = LocalSpark.session().sessionState().newHadoopConf();
    Iterator<String> broken =
        IntStream.range(0, 3)
            .mapToObj(
                i -> {
                  if (i == 2) {
                    throw new IllegalStateException("no more");
                  }
                  return "action " + i;
                })
            .iterator();
    LogStore store = new ConditionalPutLogStore(hadoop);
    Exception halfWay =
        assertThrows(IllegalStateException.class, () -> store.write(file, broken, false, hadoop));
    assertEquals("no more", halfWay.getMessage());
    assertTrue(!file.getFileSystem(hadoop).exists(file), "no half commit");
    store.write(file, List.of("whole").iterator(), false, hadoop);
    Exception late =
        assertThrows(
            FileAlreadyExistsException.class,
            () -> store.write(file, List.of("late").iterator(), false, hadoop));
    assertEquals(file.toString(), late.getMessage());
    store.write(file, List.of("replaced").iterator(), true, hadoop);
    assertEquals(List.of("replaced"), lines(store, file, hadoop));
  }

  private static List<String> lines(LogStore store, Path file, Configuration hadoop)
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (CloseableIterator<String> read = store.read(file, hadoop)) {
      read.forEachRemaining(lines::add);
    }
    return lines;
  }

  @Test
  void appendsOfSessionsSideBySideAreMadeOrRefusedAndNoneIsLost() {
    Warehouse lake = lake("sessions");
    Table sales = stock("silver.sales");
    lake.create(sales);
    List<CompletableFuture<Void>> sessions =
        IntStream.range(0, 2)
            .mapToObj(s -> CompletableFuture.runAsync(() -> appendTwice(lake, sales, s)))
            .toList();
    sessions.forEach(CompletableFuture::join);
    assertEquals(4, lake.version(sales));
    assertEquals(4, lake.read(sales).select("product_id").distinct().count());
  }

  private static void appendTwice(Warehouse lake, Table table, int session) {
    Warehouse own = lake.in(lake.spark().newSession());
    for (int i = 0; i < 2; i++) {
      Dataset<Row> row =
          own.spark().sql("select '%d %d' as product_id, 1 as pieces".formatted(session, i));
      while (!isAppended(own, table, row, session)) {
        // Another session came in between: what was made for its version is made again.
      }
    }
  }

  private static boolean isAppended(Warehouse own, Table table, Dataset<Row> row, int session) {
    try {
      own.write(Write.append(table), row, stamp("session " + session));
      return true;
    } catch (DeltaConcurrentModificationException | OvertakenException e) {
      return false;
    }
  }

  private record StockJob(Table table, Function<Inputs, Dataset<Row>> work) implements Job {
    @Override
    public String name() {
      return "test.stock";
    }

    @Override
    public String meaning() {
      return "a job of the tests";
    }

    @Override
    public List<Table> reads() {
      return List.of();
    }

    @Override
    public List<Write> writes() {
      return List.of(Write.sync(table));
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public Outputs run(Inputs inputs) {
      return Outputs.of(table, work.apply(inputs));
    }
  }

  @Test
  void theSameRunTwiceIsANoOp() {
    Warehouse lake = lake("runs");
    JobRunner runner = new JobRunner(lake, Sizes.ofMib(32, 32), j -> "test");
    Job job = new StockJob(STOCK, in -> in.spark().sql("select 'a' as product_id, 1 as pieces"));
    assertEquals(Outcome.DONE, runner.run(job, TestLake.on("2026-01-05")).outcome());
    long version = lake.version(STOCK);
    assertEquals(Outcome.UNCHANGED, runner.run(job, TestLake.on("2026-01-05")).outcome());
    assertEquals(version, lake.version(STOCK));
  }

  @Test
  void wrongCredentialsAreRefused() throws IOException {
    Map<String, String> other = server.bucket("vongdoi-other");
    Configuration hadoop = new Configuration(LocalSpark.session().sessionState().newHadoopConf());
    other.forEach(hadoop::set);
    hadoop.set("fs.s3a.bucket.vongdoi-other.secret.key", "wrong");
    Path file = new Path("s3a://vongdoi-other/file");
    try (FileSystem fs = FileSystem.newInstance(file.toUri(), hadoop)) {
      Exception refused =
          assertThrows(AccessDeniedException.class, () -> fs.listStatus(file.getParent()));
      assertTrue(refused.getMessage().contains("vongdoi-other"), refused.getMessage());
    }
  }

  /** Of what Spark writes for a while the store keeps folders that are gone when looked into. */
  @Test
  void aFolderThatSparkWroteIsSealedWithAllItsFiles() {
    String from = "s3a://" + BUCKET + "/sealed/.model.tmp";
    String to = "s3a://" + BUCKET + "/sealed/model";
    for (String part : List.of("metadata", "stages/0_trees/metadata")) {
      LocalSpark.session().range(1).selectExpr("'told' as value").write().text(from + "/" + part);
    }
    Configuration hadoop = LocalSpark.session().sessionState().newHadoopConf();
    String sum =
        SealedFolder.copy(hadoop, from, to, UnaryOperator.identity(), UnaryOperator.identity());
    assertEquals(sum, SealedFolder.sum(hadoop, to));
    assertEquals(
        "told",
        LocalSpark.session().read().text(to + "/stages/0_trees/metadata").first().getString(0));
    String gone = "s3a://" + BUCKET + "/sealed/gone";
    assertNotEquals(sum, SealedFolder.sum(hadoop, gone));
    assertThrows(
        IllegalStateException.class,
        () ->
            SealedFolder.copy(
                hadoop, gone, to, UnaryOperator.identity(), UnaryOperator.identity()));
    assertEquals(sum, SealedFolder.sum(hadoop, to), "what was stored stays");
  }
}
