package vongdoi.common.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.local.LocalRows;
import vongdoi.common.local.Scale;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Audit;
import vongdoi.common.table.RunStamp;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.TableColumn.Presence;
import vongdoi.common.table.Warehouse;
import vongdoi.common.table.Write;

/** A lake of its own for one test: put rows in, run real jobs through the real runner, read. */
public final class TestLake {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private final Warehouse warehouse;

  /** The same lake for what is put in and read: in memory, unless its jobs run as on large data. */
  private final Warehouse small;

  private final JobRunner runner;

  private TestLake(Warehouse warehouse, Sizes sizes) {
    this.warehouse = warehouse;
    this.small =
        sizes == Sizes.NONE
            ? warehouse
            : warehouse.in(LocalSpark.session().newSession()).at(Scale.LOCAL);
    this.runner = new JobRunner(warehouse, sizes, job -> "test");
  }

  public static TestLake empty() {
    return empty(Sizes.ofMib(32, 32));
  }

  /** A lake whose jobs run as on large data: their rows are computed while they are written. */
  public static TestLake atFullScale() {
    return empty(Sizes.NONE);
  }

  static TestLake empty(Sizes sizes) {
    try {
      Path root = Files.createDirectories(Path.of("target", "lakes"));
      Path lake = Files.createTempDirectory(root, "lake").toAbsolutePath();
      return new TestLake(new Warehouse(LocalSpark.session(), lake.toString()), sizes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A lake of its own with the same tables and history. */
  public TestLake copy() {
    TestLake copy = empty();
    Path from = Path.of(warehouse.lake());
    Path to = Path.of(copy.warehouse.lake());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  public static Run on(String date) {
    return new Run(LocalDate.parse(date), ZONE, "VND", "VN");
  }

  /** Runs a job for a date in the zone Asia/Ho_Chi_Minh, currency VND, country VN. */
  public RunReport run(Job job, String date) {
    return runner.run(job, on(date));
  }

  /** Runs a job in a run in which tables were not renewed. */
  public RunReport runWithout(Set<Table> held, Job job, String date) {
    return runner.run(job, on(date).without(held));
  }

  /** Runs a job within a day, at a moment such as {@code 10:20} of the business zone. */
  public RunReport run(Job job, String date, String time) {
    Run day = on(date);
    return runner.run(
        job, day.at(day.date().atTime(LocalTime.parse(time)).atZone(ZONE).toInstant()));
  }

  /** Files a request as the command line does. */
  public TestLake file(String request, Table table, Dataset<Row> rows, String date) {
    runner.file(request, table, rows, LocalDate.parse(date));
    return this;
  }

  /** What a run of a job would change. */
  public Optional<Preview> preview(Job job, String date) {
    return runner.preview(job, on(date));
  }

  /**
   * Runs a job over the lake as it stands and audits what it returns for each of its tables,
   * without writing: finds every misspelt column, wrong type and rule that no rows at all break.
   *
   * @return the checks that failed, with their tables
   */
  public List<String> failedAudits(Job job, String date) {
    Warehouse own = warehouse.in(warehouse.spark().newSession());
    Inputs inputs = new Inputs(job, on(date), own, Sizes.NONE, Pinned.none(), Past.none());
    List<String> failed = new ArrayList<>();
    try {
      job.run(inputs)
          .rows()
          .forEach(
              (table, rows) ->
                  Audit.of(table, Warehouse.conform(table, rows), Scale.FULL).findings().stream()
                      .filter(f -> !f.passed())
                      .forEach(f -> failed.add(table + " " + f.check())));
      return failed;
    } finally {
      inputs.release();
    }
  }

  public Dataset<Row> read(Table table) {
    return small.read(table);
  }

  /**
   * Adds rows given as JSON objects with the columns that matter; the others get null, or where
   * they are required 0, "", false or 2000-01-01. Landed rows come as an ingest batch of their own.
   */
  public TestLake put(Table table, String... jsonRows) {
    List<String> names = table.columnNames();
    StructType relaxed = new StructType();
    for (StructField f : table.schema().fields()) {
      relaxed = relaxed.add(f.name(), f.dataType(), true);
    }
    Dataset<Row> rows =
        small
            .spark()
            .read()
            .schema(relaxed)
            .option("mode", "FAILFAST")
            .json(small.spark().createDataset(Arrays.asList(jsonRows), Encoders.STRING()));
    boolean landed = names.contains(Bronze.BATCH_ID) && !table.equals(Bronze.LANDED_FILES);
    long batch = 0;
    if (landed) {
      warehouse.create(Bronze.LANDED_FILES);
      batch = warehouse.version(Bronze.LANDED_FILES) + 1;
    }
    List<Column> columns = new ArrayList<>();
    for (TableColumn c : table.columns()) {
      Column value = col(c.name());
      if (c.name().equals(Bronze.BATCH_ID)) {
        value = lit(batch);
      } else if (c.presence() == Presence.REQUIRED) {
        value = coalesce(value, neutral(c.dataType()));
      }
      columns.add(value.as(c.name()));
    }
    append(table, rows.select(columns.toArray(Column[]::new)));
    if (landed) {
      String file = "{\"source\":\"test\",\"file\":\"batch %d\"}".formatted(batch);
      put(Bronze.LANDED_FILES, file);
    }
    return this;
  }

  /** Says of the rows landed so far, as the ingest does, that none lies ahead of a date. */
  public TestLake reaching(String date) {
    RunStamp said = stamp("2000-01-01").reaching(LocalDate.parse(date), Optional.empty());
    warehouse.stampOnly(Bronze.LANDED_FILES, said);
    return this;
  }

  /** The table holds these rows and no others from now on. */
  public TestLake replace(Table table, String... jsonRows) {
    small.write(
        Write.replace(table), empty().put(table, jsonRows).read(table), stamp("2000-01-01"));
    return this;
  }

  /** Adds rows of a frame that bears all columns of the table. */
  public TestLake append(Table table, Dataset<Row> rows) {
    warehouse.create(table);
    LocalRows kept = LocalRows.of(Warehouse.conform(table, rows));
    small.write(Write.append(table), kept.frame(small.spark()), stamp("2000-01-01"));
    return this;
  }

  /** The stamp of a run that put rows into a table, whosever it is. */
  public static RunStamp stamp(String date) {
    return new RunStamp(
        "test.put",
        LocalDate.parse(date),
        Optional.empty(),
        new TreeMap<>(),
        "",
        "test",
        "",
        -1,
        List.of(),
        "",
        Optional.empty());
  }

  private static Column neutral(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return lit("");
    }
    if (type.equals(DataTypes.BooleanType)) {
      return lit(false);
    }
    if (type.equals(DataTypes.DateType) || type.equals(DataTypes.TimestampType)) {
      return lit("2000-01-01").cast(type);
    }
    return lit(0).cast(type);
  }

  /** Rows as sorted JSON texts of the given columns: what tests compare. */
  public List<String> rows(Table table, String... columns) {
    return rows(read(table), columns);
  }

  public static List<String> rows(Dataset<Row> frame, String... columns) {
    return frame
        .selectExpr(columns.length == 0 ? new String[] {"*"} : columns)
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  /** Values of one expression over all rows. */
  public Set<String> values(Table table, String expression) {
    return read(table).selectExpr("cast(" + expression + " as string)").collectAsList().stream()
        .map(r -> String.valueOf(r.get(0)))
        .collect(Collectors.toSet());
  }
}
