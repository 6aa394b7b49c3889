package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.command.watch.StoreRequests;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.JobRunner;
import vongdoi.common.job.Sizes;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.storage.ConditionalPutLogStore;
import vongdoi.common.storage.FaultyGateway;
import vongdoi.common.storage.FaultyGateway.Fault;
import vongdoi.common.storage.Remedy;
import vongdoi.common.storage.S3Server;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;

/** An object store that fails: runs make the same rows, or end, and the next one makes them. */
class StorageFaultsTest {
  private static final String BUCKET = "vongdoi-faulty";
  private static final String ROOT = "s3a://" + BUCKET;
  private static final Set<String> LINE = Set.of("ingest.sources", "profile.orders");
  private static final List<Table> MADE =
      List.of(Bronze.ORDERS, Bronze.QUARANTINE, Bronze.LANDED_FILES, Silver.ORDERS);
  private static final List<Fault> KINDS =
      List.of(
          Fault.ERROR, Fault.SLOW_DOWN, Fault.RESET, Fault.ANSWER_LOST, Fault.SHORT, Fault.SLOW);

  private static S3Server server;
  private static FaultyGateway gateway;
  private static Map<String, String> settings;

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.start();
    gateway = new FaultyGateway(server.endpoint());
    String of = "fs.s3a.bucket." + BUCKET + ".";
    settings = new TreeMap<>(server.bucket(BUCKET));
    settings.put(of + "endpoint", gateway.endpoint());
    settings.put(of + "retry.interval", "10ms");
    settings.put(of + "retry.throttle.interval", "10ms");
    settings.put(of + "attempts.maximum", "3");
    settings.put(of + "retry.limit", "5");
    settings.forEach(LocalSpark.session().sparkContext().hadoopConfiguration()::set);
    for (int file = 0; file < 4; file++) {
      StringBuilder rows = new StringBuilder("id,at,email,total\n");
      for (int row = 0; row < 50; row++) {
        String total = row == 7 ? "n/a" : String.valueOf(1000 + row);
        rows.append("O%d-%d,2026-03-01 09:00:00,b%2$d@x.vn,%s%n".formatted(file, row, total));
      }
      Path path = new Path(ROOT + "/raw/" + file + ".csv");
      try (OutputStream out = path.getFileSystem(hadoop()).create(path)) {
        out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (gateway != null) {
      Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
      FileSystem.get(new Path(ROOT).toUri(), hadoop).close();
      settings.keySet().forEach(hadoop::unset);
      gateway.close();
      server.close();
    }
  }

  private static Configuration hadoop() {
    return LocalSpark.session().sessionState().newHadoopConf();
  }

  private static void run(String lake) {
    VongdoiConfig config =
        ConfigFile.resource(
                "application.conf",
                Map.of(
                    "sources.till.entity", "orders",
                    "sources.till.format", "csv",
                    "sources.till.path", ROOT + "/raw",
                    "sources.till.columns.order_id", "id",
                    "sources.till.columns.ordered_at", "at",
                    "sources.till.columns.email", "email",
                    "sources.till.columns.total_amount", "total"))
            .settings();
    List<Job> line = Jobs.all(config).stream().filter(job -> LINE.contains(job.name())).toList();
    Warehouse warehouse = new Warehouse(LocalSpark.session(), ROOT + "/" + lake);
    try (JobRunner runner = new JobRunner(warehouse, Sizes.ofMib(32, 32), job -> "test")) {
      JobGraph.of(line).sorted().forEach(job -> runner.run(job, TestLake.on("2026-03-02")));
    }
  }

  private static Map<String, List<String>> rows(String lake) {
    Warehouse warehouse = new Warehouse(LocalSpark.session(), ROOT + "/" + lake);
    Map<String, List<String>> rows = new TreeMap<>();
    MADE.forEach(
        t -> rows.put(t.fullName(), TestLake.rows(warehouse.read(t).drop(Bronze.BATCH_ID))));
    return rows;
  }

  @Test
  void faultsOfATenthOfTheRequestsAndAnOutageChangeNoRow() {
    int earlier = gateway.requests();
    run("calm");
    int calm = gateway.requests() - earlier;
    Map<String, List<String>> expected = rows("calm");
    assertEquals(4, expected.get(Bronze.QUARANTINE.fullName()).size());
    int before = gateway.faults();
    gateway.failing(
        (request, number) -> number % 10 == 3 ? KINDS.get(number / 10 % KINDS.size()) : Fault.NONE);
    run("stormy");
    gateway.failing((request, number) -> Fault.NONE);
    assertTrue(gateway.faults() - before >= 10, "faults: " + (gateway.faults() - before));
    assertEquals(expected, rows("stormy"));

    for (int share : List.of(2, 3, 4)) {
      int down = gateway.requests() + calm * share / 6;
      gateway.failing((request, number) -> number > down ? Fault.RESET : Fault.NONE);
      assertThrows(Exception.class, () -> run("cut-" + share));
      gateway.failing((request, number) -> Fault.NONE);
      run("cut-" + share);
      assertEquals(expected, rows("cut-" + share), "cut after " + share + " sixths");
    }
  }

  @Test
  void credentialsThatExpireInTheMiddleEndTheRunInWordsAndTheNextOneHeals() {
    run("sound");
    Map<String, List<String>> expected = rows("sound");
    int calm = gateway.requests();
    run("counted");
    calm = gateway.requests() - calm;
    for (int share : List.of(2, 4)) {
      int expired = gateway.requests() + calm * share / 6;
      gateway.failing((request, number) -> number > expired ? Fault.EXPIRED : Fault.NONE);
      String lake = "expired-" + share;
      Exception failure = assertThrows(Exception.class, () -> run(lake));
      gateway.failing((request, number) -> Fault.NONE);
      assertTrue(
          Remedy.of(failure).orElse("").contains("credentials"), () -> share + " " + failure);
      run(lake);
      assertEquals(expected, rows(lake), "expired after " + share + " sixths");
    }
  }

  @Test
  void aCommitWhoseAnswerIsLostIsMadeOnceAndKnownAsItsWritersOwn() throws IOException {
    Configuration hadoop = hadoop();
    LogStore store = new ConditionalPutLogStore(hadoop);
    for (int lost : List.of(1, 1000)) {
      Path file = new Path(ROOT + "/lost" + lost + "/_delta_log/00000000000000000000.json");
      int from = gateway.requests();
      gateway.failing(
          (request, number) ->
              request.startsWith("PUT") && number <= from + lost ? Fault.ANSWER_LOST : Fault.NONE);
      store.write(file, List.of("mine").iterator(), false, hadoop);
      gateway.failing((request, number) -> Fault.NONE);
      assertThrows(
          FileAlreadyExistsException.class,
          () -> store.write(file, List.of("another's").iterator(), false, hadoop));
      List<String> lines = new ArrayList<>();
      try (CloseableIterator<String> read = store.read(file, hadoop)) {
        read.forEachRemaining(lines::add);
      }
      assertEquals(List.of("mine"), lines);
    }
  }

  @Test
  void theRequestsThatASummaryTellsAreThoseThatReachTheStore() throws IOException {
    FileSystem store = FileSystem.get(new Path(ROOT).toUri(), hadoop());
    int reached = gateway.requests();
    long told = StoreRequests.ofThisProcess().orElseThrow();
    for (int file = 0; file < 5; file++) {
      try (OutputStream out = store.create(new Path(ROOT + "/counted/" + file))) {
        out.write(file);
      }
    }
    assertEquals(5, store.listStatus(new Path(ROOT + "/counted")).length);
    reached = gateway.requests() - reached;
    assertTrue(reached > 5, "requests: " + reached);
    assertEquals(reached, StoreRequests.ofThisProcess().orElseThrow() - told);
  }

  @Test
  void aRunAsksOnceForWhatNeverChangesAndMakesEachFileByOnePut() {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    gateway.failing(
        (request, number) -> {
          asked.add(request);
          return Fault.NONE;
        });
    run("thrifty");
    gateway.failing((request, number) -> Fault.NONE);
    List<String> own = asked.stream().filter(request -> request.contains("thrifty")).toList();
    assertEquals(
        List.of(), own.stream().filter(r -> r.contains(".tmp")).toList(), "written, then renamed");
    Map<String, Long> puts =
        own.stream()
            .filter(r -> r.startsWith("PUT") && !r.endsWith("/"))
            .collect(Collectors.groupingBy(r -> r, Collectors.counting()));
    assertTrue(puts.size() > 20, "puts: " + puts.size());
    assertEquals(Set.of(1L), new HashSet<>(puts.values()));
    assertEquals(
        List.of(),
        puts.keySet().stream()
            .filter(put -> put.endsWith(".parquet"))
            .filter(put -> own.subList(0, own.indexOf(put)).contains("HEAD" + put.substring(3)))
            .toList(),
        "looked for before it was made");
    Map<String, Long> reads =
        own.stream()
            .filter(r -> r.startsWith("GET") && r.endsWith(".parquet"))
            .collect(Collectors.groupingBy(r -> r, Collectors.counting()));
    assertTrue(
        reads.values().stream().allMatch(times -> times <= 2), () -> "read in parts: " + reads);
    long lists = own.stream().filter(r -> r.contains("landed_files%2F_delta_log")).count();
    assertTrue(lists <= 30, "listings of one log: " + lists);
  }
}
