package vongdoi;

import static java.util.Map.entry;
import static org.apache.spark.sql.functions.expr;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.command.query.CatalogStatements;
import vongdoi.command.query.Engine;
import vongdoi.command.query.NamedTables;
import vongdoi.command.query.TableQuery;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.catalog.Views;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.JobRunner;
import vongdoi.common.job.Run;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.Sizes;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Table;
import vongdoi.common.table.View;
import vongdoi.common.table.Warehouse;
import vongdoi.generate.ShopGenerator;
import vongdoi.generate.shop.ShopSettings;
import vongdoi.platform.AccessConfig.Role;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;
import vongdoi.report.QuarantineReason;

/**
 * The whole daily line on a made-up shop: day by day, at once, and under bad deliveries. The lake
 * {@code target/pipeline/daily} is left for the notebooks' and the other readers' tests.
 */
class PipelineTest {
  private static final ShopSettings SHOP = ShopSettings.of(400, 150, 11);
  private static final LocalDate LAST = SHOP.endDate();
  private static final int JOBS_BEFORE_THE_KILL = 9;

  /** Tables whose rows tell how the lake lived, and of what. */
  private static final Map<Table, String> TELLS_OF_RUNS =
      Map.ofEntries(
          entry(Bronze.LANDED_FILES, "files as they were delivered"),
          entry(Bronze.QUARANTINE, "bad rows as often as they were delivered"),
          entry(Silver.CUSTOMERS, "days on which ids were given out and changed"),
          entry(Silver.IDENTITY_HISTORY, "changes from run to run"),
          entry(Gold.LIFECYCLE_HISTORY, "stages since the first run"),
          entry(Gold.CHURN_TRAININGS, "models as old runs left them"),
          entry(Gold.CHURN_WATCH, "one row a run"),
          entry(Gold.CLV_TRAININGS, "models as old runs left them"),
          entry(Gold.CONTRACT_TRAININGS, "models as old runs left them"),
          entry(Gold.HAZARD_TRAININGS, "models as old runs left them"),
          entry(Gold.UPLIFT_TRAININGS, "models as old runs left them"),
          entry(Gold.MODELS, "models as old runs left them"),
          entry(Gold.MODEL_METRICS, "models as old runs left them"),
          entry(Gold.SEGMENT_MEMBERS, "days on which members entered and left"),
          entry(Gold.SEGMENT_SIZES, "one row a run"),
          entry(Gold.HOLDOUTS, "days on which members were drawn"),
          entry(Gold.MESSAGES, "messages of earlier days"),
          entry(Gold.NEXT_ACTIONS, "who has had a message on the days before"),
          entry(Gold.AUDIENCE_LEDGER, "exports of earlier days"),
          entry(Gold.TABLE_QUALITY, "audits of earlier days"),
          entry(Gold.STAGE_FUNNEL, "one row a run"));

  /** Tables that keep what earlier runs added: what a fresh lake holds is among it. */
  private static final Set<Table> KEEPS_EARLIER_DATES =
      Set.of(Silver.IDENTITY_MODELS, Gold.FEATURES);

  /** Columns that tell how the lake lived: the first receipt, and ids that are made on a date. */
  private static final Set<String> OF_RUNS = Set.of("received_at", "household_id");

  /** The lakes run at different scales: the rows must not show it. */
  private static final Sizes IN_MEMORY = Sizes.ofMib(32, 32);

  private static final Sizes BY_QUERY = Sizes.ofMib(0, 32);

  private static Path folder;
  private static Lake daily;
  private static Lake fresh;

  /** A lake with the configuration that feeds it. */
  private record Lake(VongdoiConfig config, Warehouse warehouse, JobRunner runner) {
    static Lake fedFrom(Path raw, String name, Sizes sizes) {
      VongdoiConfig config =
          ConfigFile.resource(
                  "demo.conf",
                  Map.of("lake", folder.resolve(name).toString(), "vars.raw", raw.toString()))
              .settings();
      Warehouse warehouse = new Warehouse(LocalSpark.session(), config.lake());
      return new Lake(config, warehouse, new JobRunner(warehouse, sizes, job -> "test"));
    }

    List<RunReport> run(LocalDate date, int mostJobs) {
      List<RunReport> reports = new ArrayList<>();
      Run run = new Run(date, config.zone(), config.currency(), config.country());
      JobGraph.of(Jobs.all(config).stream().filter(job -> job.schedule().isDaily()).toList())
          .sorted()
          .stream()
          .limit(mostJobs)
          .forEach(job -> reports.add(runner.run(job, run)));
      return reports;
    }

    List<RunReport> run(LocalDate date) {
      return run(date, Integer.MAX_VALUE);
    }

    Map<String, Long> versions() {
      Map<String, Long> versions = new TreeMap<>();
      Catalog.all().forEach(t -> versions.put(t.fullName(), warehouse.version(t)));
      return versions;
    }

    /**
     * Rows without the columns that tell of delivery; customers go by their least record instead of
     * the id that they were given on the way.
     */
    List<String> facts(Table table) {
      Dataset<Row> rows = warehouse.read(table);
      List<String> columns = new ArrayList<>(List.of(rows.columns()));
      columns.removeIf(c -> c.startsWith("_") || OF_RUNS.contains(c));
      if (columns.contains("customer_id")) {
        Dataset<Row> least =
            warehouse
                .read(Silver.CUSTOMER_RECORDS)
                .groupBy("customer_id")
                .agg(expr("min(concat(source, ':', record_id)) as _least"));
        rows = rows.join(least, new String[] {"customer_id"}, "left");
        columns.replaceAll(c -> c.equals("customer_id") ? "_least" : c);
      }
      return rows.selectExpr(columns.toArray(String[]::new)).toJSON().collectAsList().stream()
          .sorted()
          .toList();
    }
  }

  /**
   * The lake lives through two dates with late, repeated and shuffled files and a killed run; the
   * other one sees all files on the last date.
   */
  @BeforeAll
  static void runBothLakes() throws IOException {
    folder = Path.of("target", "pipeline").toAbsolutePath();
    FileUtils.deleteDirectory(folder.toFile());
    new ShopGenerator(LocalSpark.session(), SHOP).write(folder.toString());
    fresh = Lake.fedFrom(folder.resolve("raw"), "fresh", BY_QUERY);
    CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> fresh.run(LAST));
    Path delivered = folder.resolve("raw-late");
    daily = Lake.fedFrom(delivered, "daily", IN_MEMORY);
    deliver(delivered, "on-time-", path -> !isOfTheLastWeek(path) || path.hashCode() % 3 != 0);
    daily.run(LAST.minusDays(1));
    deliver(delivered, "again-", path -> true);
    daily.run(LAST, JOBS_BEFORE_THE_KILL);
    daily.run(LAST);
    beside.join();
  }

  @Test
  void everyStageHasResults() {
    for (Table table :
        List.of(
            Silver.PROFILES,
            Gold.LIFECYCLE,
            Gold.CHURN_SCORES,
            Gold.CLV_SCORES,
            Gold.RECOMMENDATIONS,
            Gold.SEGMENT_MEMBERS,
            Gold.NEXT_ACTIONS,
            Gold.AUDIENCE_LEDGER,
            Gold.MODEL_METRICS,
            Gold.TABLE_QUALITY,
            Gold.STAGE_FUNNEL)) {
      assertTrue(daily.warehouse().read(table).count() > 0, table + " is empty");
    }
  }

  @Test
  void everyLandedRowIsAcceptedDuplicateOrQuarantined() {
    Row sums =
        daily
            .warehouse()
            .read(Bronze.LANDED_FILES)
            .selectExpr("sum(rows_in)", "sum(accepted)", "sum(duplicate)", "sum(quarantined)")
            .head();
    assertEquals(sums.getLong(0), sums.getLong(1) + sums.getLong(2) + sums.getLong(3));
    assertTrue(sums.getLong(2) > 0 && sums.getLong(3) > 0, "the shop delivers bad rows: " + sums);
    assertEquals(sums.getLong(3), daily.warehouse().read(Bronze.QUARANTINE).count());
  }

  @Test
  void everyActiveCustomerHasAProfileAndAStageAndEveryBuyerItsScores() {
    Warehouse lake = daily.warehouse();
    long active = lake.read(Silver.CUSTOMERS).where("status = 'active'").count();
    assertEquals(active, lake.read(Silver.PROFILES).count());
    assertEquals(active, lake.read(Gold.LIFECYCLE).count());
    long buyers = lake.read(Silver.PROFILES).where("orders_count > 0").count();
    assertEquals(buyers, lake.read(Gold.CLV_SCORES).count());
    assertEquals(buyers, lake.read(Gold.CHURN_SCORES).count());
  }

  @Test
  void everyReasonThatPeopleReadIsInVietnameseToo() {
    for (Table table :
        List.of(Gold.MODELS, Gold.LIFECYCLE, Gold.LIFECYCLE_HISTORY, Gold.RECOMMENDATIONS)) {
      Dataset<Row> told = daily.warehouse().read(table).where("reason is not null");
      assertTrue(told.count() > 0, table.fullName());
      assertEquals(
          0, told.where("reason_vi is null or reason_vi = reason").count(), table.fullName());
    }
    assertEquals(
        List.of(),
        daily
            .warehouse()
            .read(Bronze.QUARANTINE)
            .select("reason")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .filter(reason -> QuarantineReason.vietnamese(reason).isEmpty())
            .toList());
  }

  @Test
  void eachPlaysListIsWhatTheTruthSays() {
    PlaysAgainstTruth plays =
        new PlaysAgainstTruth(
            daily.warehouse(),
            folder.resolve("truth").toString(),
            LAST.plusDays(1).atStartOfDay(daily.config().zone()).toInstant());
    plays.cartsLeftBehind();
    plays.paymentsPending();
    plays.renewals();
    plays.declines();
    plays.winBackLift(Silver.ORDERS);
  }

  @Test
  void anyDateRunAgainChangesNoTableVersion() {
    Map<String, Long> before = daily.versions();
    daily.run(LAST);
    daily.run(LAST.minusDays(1));
    assertEquals(before, daily.versions());
  }

  @Test
  void lateRepeatedAndShuffledFilesAndAKilledRunGiveTheRowsOfAFreshLake() {
    List<String> different =
        Catalog.all().parallelStream()
            .filter(table -> !TELLS_OF_RUNS.containsKey(table))
            .filter(table -> !livedAsFresh(table))
            .map(Table::fullName)
            .toList();
    assertEquals(List.of(), different);
  }

  private static boolean livedAsFresh(Table table) {
    List<String> lived = daily.facts(table);
    List<String> made = fresh.facts(table);
    return KEEPS_EARLIER_DATES.contains(table)
        ? new HashSet<>(lived).containsAll(made)
        : lived.equals(made);
  }

  /**
   * Delta Kernel reads here; the readers' test in Python finds what Spark found in {@code
   * answers.json}, and the statements that it runs in {@code statements/}.
   */
  @Test
  void otherReadersFindTheRowsThatSparkFinds() throws IOException, ParseException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode answers = mapper.createObjectNode();
    Warehouse lake = daily.warehouse();
    for (Table table : Gold.all()) {
      if (lake.version(table) >= 0) {
        RowSums found = RowSums.bySpark(lake.read(table));
        assertEquals(found, RowSums.byKernel(lake.path(table)), table.fullName());
        ObjectNode answer = answers.withObject("/tables").putObject(table.fullName());
        answer.put("rows", found.rows()).put("sum", found.sum());
        table.columnNames().forEach(answer.withArray("/columns")::add);
      }
    }
    for (View view : Catalog.views()) {
      TableQuery all = TableQuery.of("select * from " + view);
      ObjectNode answer = answers.withObject("/views").putObject(view.fullName());
      view.shape().key().forEach(answer.withArray("/key")::add);
      for (String row : NamedTables.answer(lake, all, Role.ANALYST).toJSON().collectAsList()) {
        answer.withArray("/rows").add(mapper.readTree(row));
      }
      boolean mayBeEmpty = view.equals(Views.PLAY_SUMMARY);
      assertTrue(mayBeEmpty || answer.withArray("/rows").size() > 0, view + " is empty");
    }
    Files.writeString(folder.resolve("answers.json"), mapper.writeValueAsString(answers));
    Path statements = Files.createDirectories(folder.resolve("statements"));
    for (Engine engine : Engine.values()) {
      List<String> all =
          new CatalogStatements(engine, lake.lake(), engine.catalog())
              .all(table -> lake.version(table) >= 0);
      Files.write(statements.resolve(engine.name().toLowerCase(Locale.ROOT) + ".sql"), all);
    }
  }

  private static boolean isOfTheLastWeek(String path) {
    return Stream.iterate(LAST.minusDays(7), d -> d.plusDays(1))
        .limit(8)
        .anyMatch(d -> path.contains(d.toString()));
  }

  /** Copies the chosen raw files under another name into the same dated folders. */
  private static void deliver(Path to, String prefix, Predicate<String> chosen) throws IOException {
    Path raw = folder.resolve("raw");
    try (Stream<Path> files = Files.walk(raw)) {
      files
          .filter(Files::isRegularFile)
          .filter(f -> !f.getFileName().toString().endsWith(".crc"))
          .forEach(
              file -> {
                Path relative = raw.relativize(file);
                if (chosen.test(relative.toString())) {
                  copy(file, to.resolve(relative).resolveSibling(prefix + relative.getFileName()));
                }
              });
    }
    try (Stream<Path> folders = Files.list(raw)) {
      folders.forEach(f -> to.resolve(f.getFileName()).toFile().mkdirs());
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
