package vongdoi.common.table;

import static org.apache.spark.sql.functions.col;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaTable;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.failpoint.Failpoint;
import vongdoi.common.local.LocalRows;
import vongdoi.common.local.Scala;
import vongdoi.common.local.Scale;
import vongdoi.common.table.TableColumn.Content;
import vongdoi.common.table.TableColumn.Presence;

/** The only code that creates, reads and writes Delta tables. */
public final class Warehouse {
  private static final int MOST_PARTITIONS_NAMED = 400;
  private static final Seq<Action> NO_ACTIONS = Scala.seq(List.of());
  private static final String METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  /**
   * By what Delta tells that two commits stand in each other's way, even if neither changes a row
   * of the other: each says by this name which version it makes, and asks for the last one.
   */
  private static final String WRITER = "vongdoi";

  /** What no other process that runs now is called, {@code 4711@host}. */
  private static final String PROCESS = ManagementFactory.getRuntimeMXBean().getName();

  private static final AtomicLong WRITES = new AtomicLong();

  private final SparkSession spark;
  private final String lake;
  private final Scale scale;
  private final Configuration hadoop;
  private final SmallTables small;
  private final CommitLog.Known known;

  public Warehouse(SparkSession spark, String lake) {
    this(
        spark,
        lake.endsWith("/") ? lake.substring(0, lake.length() - 1) : lake,
        Scale.FULL,
        spark.sessionState().newHadoopConf(),
        new SmallTables(),
        new CommitLog.Known());
  }

  private Warehouse(
      SparkSession spark,
      String lake,
      Scale scale,
      Configuration hadoop,
      SmallTables small,
      CommitLog.Known known) {
    this.spark = spark;
    this.hadoop = hadoop;
    this.lake = lake;
    this.scale = scale;
    this.small = small;
    this.known = known;
  }

  /** The same lake through another session, so that jobs side by side keep their own settings. */
  public Warehouse in(SparkSession session) {
    return new Warehouse(session, lake, scale, hadoop, small, known);
  }

  /** The same lake and session, brought to a scale. */
  public Warehouse at(Scale wanted) {
    wanted.settle(spark);
    return new Warehouse(spark, lake, wanted, hadoop, small, known);
  }

  public Scale scale() {
    return scale;
  }

  public SparkSession spark() {
    return spark;
  }

  /** URI of the lake, without a slash at its end. */
  public String lake() {
    return lake;
  }

  public String path(Table table) {
    return path(table.fullName());
  }

  private String path(String fullName) {
    return lake + "/tables/" + fullName.replace('.', '/');
  }

  public CommitLog log(Table table) {
    return log(table.fullName());
  }

  CommitLog log(String fullName) {
    return new CommitLog(spark, hadoop, path(fullName), known);
  }

  /** Newest version, or -1 where the table has not been made yet. */
  public long version(Table table) {
    return log(table).version();
  }

  /** Rows of a version; version -1 gives an empty frame of the declared schema. */
  public Dataset<Row> read(Table table, long version) {
    if (version < 0) {
      return LocalRows.none(table.schema()).frame(spark);
    }
    return local(() -> log(table).snapshot(version))
        .map(content -> content.rows().frame(spark))
        .orElseGet(
            () -> spark.read().format("delta").option("versionAsOf", version).load(path(table)));
  }

  public Dataset<Row> read(Table table) {
    return read(table, version(table));
  }

  private Optional<TableVersion> local(Supplier<Snapshot> snapshot) {
    return scale == Scale.LOCAL ? small.at(snapshot.get(), spark) : Optional.empty();
  }

  /**
   * Makes the table with its comments, rules and layout unless it is there.
   *
   * @return version that it is at
   */
  public long create(Table table) {
    long version = version(table);
    if (version >= 0) {
      return version;
    }
    Metadata metadata =
        new Metadata(
            Metadata.apply$default$1(),
            null,
            table.meaning(),
            Metadata.apply$default$4(),
            declared(table).json(),
            Scala.seq(table.partitionedBy()),
            Scala.map(properties(table)),
            Option.empty());
    Failpoint.TABLE.before(table.fullName());
    new NewTable(spark, hadoop, path(table)).make(metadata);
    Failpoint.TABLE.after(table.fullName());
    return version(table);
  }

  /** Columns by which the folders of a table that is there are named. */
  List<String> layout(Table table) {
    return CollectionConverters.asJava(metadata(table).partitionColumns());
  }

  /** Whether a table that is there has the columns, comments and rules of its declaration. */
  boolean isAsDeclared(Table table) {
    Metadata there = metadata(table);
    return there.schemaString().equals(declared(table).json())
        && properties(table).equals(ours(there));
  }

  private Metadata metadata(Table table) {
    return log(table).snapshot(version(table)).metadata();
  }

  /** Properties that declarations speak of; others are somebody else's. */
  private static Map<String, String> ours(Metadata metadata) {
    Map<String, String> ours = new TreeMap<>(CollectionConverters.asJava(metadata.configuration()));
    ours.keySet().removeIf(key -> !isOurs(key));
    return ours;
  }

  private static boolean isOurs(String property) {
    return property.startsWith("delta.constraints.")
        || property.startsWith("delta.dataSkipping")
        || property.equals("delta.enableDeletionVectors");
  }

  /**
   * Gives a table that is there the columns, comments and rules of its declaration; no row moves.
   */
  void declare(Table table, Amendment amendment) {
    Metadata there = metadata(table);
    Map<String, String> configuration =
        new TreeMap<>(CollectionConverters.asJava(there.configuration()));
    configuration.keySet().removeIf(Warehouse::isOurs);
    configuration.putAll(properties(table));
    Metadata declared =
        new Metadata(
            there.id(),
            there.name(),
            table.meaning(),
            there.format(),
            declared(table).json(),
            there.partitionColumns(),
            Scala.map(configuration),
            there.createdTime());
    noted(
        table,
        amendment,
        () -> {
          OptimisticTransaction transaction = transaction(table.fullName());
          transaction.updateMetadata(declared, false);
          transaction.commit(NO_ACTIONS, noRows());
        });
  }

  private OptimisticTransaction transaction(String table) {
    SparkSession.setActiveSession(spark);
    return log(table).delta().startTransaction(Option.empty(), Option.empty());
  }

  /**
   * A commit without rows; were it an update by hand, Delta would derive its checksum by queries.
   */
  private static DeltaOperations.Operation noRows() {
    return new DeltaOperations.Write(
        SaveMode.Append,
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private static StructType declared(Table table) {
    StructType schema = new StructType();
    for (TableColumn c : table.columns()) {
      boolean isOptional = c.presence() == Presence.OPTIONAL;
      schema = schema.add(c.name(), c.dataType(), isOptional, c.meaning());
    }
    return schema;
  }

  private static Map<String, String> properties(Table table) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("delta.enableDeletionVectors", "false");
    List<String> withStatistics = statisticsColumns(table);
    if (withStatistics.isEmpty()) {
      properties.put("delta.dataSkippingNumIndexedCols", "0");
    } else {
      properties.put("delta.dataSkippingStatsColumns", String.join(",", withStatistics));
    }
    for (Rule rule : table.rules()) {
      if (rule.isConstraint()) {
        properties.put("delta.constraints." + rule.name(), rule.condition());
      }
    }
    return properties;
  }

  /**
   * Numbers, dates and times without personal data: file statistics show minimum and maximum in
   * plain text. Texts are left out: no job skips files by them, and keeping their bounds took a
   * tenth of an ingest.
   */
  static List<String> statisticsColumns(Table table) {
    return table.columns().stream()
        .filter(c -> c.content() == Content.PLAIN && !table.partitionedBy().contains(c.name()))
        .filter(
            c ->
                c.dataType() instanceof NumericType
                    || c.dataType() instanceof DateType
                    || c.dataType() instanceof TimestampType)
        .map(TableColumn::name)
        .toList();
  }

  /** The frame with exactly the declared columns, in order and type; marks of an upsert stay. */
  public static Dataset<Row> conform(Table table, Dataset<Row> rows) {
    Set<String> present = Arrays.stream(rows.columns()).collect(Collectors.toSet());
    List<Column> columns = new ArrayList<>();
    for (TableColumn c : table.columns()) {
      if (!present.contains(c.name())) {
        throw new IllegalArgumentException(
            "Cannot write " + table.fullName() + ": column " + c.name() + " is missing");
      }
      columns.add(col(c.name()).cast(c.dataType()).as(c.name()));
    }
    if (present.contains(Write.DELETED)) {
      columns.add(col(Write.DELETED));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  /** Commits rows that {@link #conform} has shaped upon whatever the table holds. */
  public void write(Write write, Dataset<Row> rows, RunStamp stamp) {
    write(write, rows, stamp, version(write.table()));
  }

  /**
   * Commits rows that {@link #conform} has shaped.
   *
   * @param upon version of the table that they were made for
   * @throws DeltaConcurrentModificationException where another writer won
   * @throws OvertakenException where another writer had won before
   */
  public void write(Write write, Dataset<Row> rows, RunStamp stamp, long upon) {
    // A frame is written by its own session, whose settings bear the stamp.
    if (rows.sparkSession() != spark) {
      in(rows.sparkSession()).write(write, rows, stamp, upon);
      return;
    }
    if (!writeLocally(write, rows, stamp, upon)) {
      writeByQuery(write, rows, stamp, upon);
    }
  }

  /**
   * Makes sure that nobody has written to a table.
   *
   * @throws OvertakenException where it is at another version
   */
  public void requireAt(Table table, long upon) {
    requireAt(table.fullName(), upon, version(table));
  }

  private static void requireAt(String table, long upon, long version) {
    if (version != upon) {
      throw new OvertakenException(table, upon, version);
    }
  }

  /** A transaction that no other run of ours, and no claim, can come before unnoticed. */
  private OptimisticTransaction transaction(String table, long upon) {
    OptimisticTransaction transaction = transaction(table);
    requireAt(table, upon, transaction.snapshot().version());
    // As txnVersion would, which also asks for the version that it finds: two queries a commit.
    transaction.readTxn().addOne(WRITER);
    return transaction;
  }

  private static SetTransaction writer(long upon) {
    return new SetTransaction(WRITER, upon + 1, Option.empty());
  }

  /** Commits rows in the driver's memory to a small table without a query, where both are so. */
  private boolean writeLocally(Write write, Dataset<Row> frame, RunStamp stamp, long upon) {
    Table table = write.table();
    Optional<LocalRows> rows = scale == Scale.LOCAL ? LocalRows.in(frame) : Optional.empty();
    if (rows.isEmpty()) {
      return false;
    }
    OptimisticTransaction transaction = transaction(table.fullName(), upon);
    Snapshot before = transaction.snapshot();
    Optional<TableVersion> content = local(() -> before);
    if (content.isEmpty() || !isDeclared(table, content.get().schema())) {
      return false;
    }
    SetTransaction id = writer(upon);
    noted(
        table.fullName(),
        stamp,
        "",
        upon,
        () ->
            new LocalCommit(spark, table, transaction, content.get())
                .commit(write, rows.get(), stamp.date(), id)
                .ifPresentOrElse(
                    committed -> small.committed(before, committed.version(), committed.parts()),
                    () -> transaction.commit(Scala.seq(List.of(id)), noRows())));
    return true;
  }

  /**
   * Whether it is known without a query that a write would change nothing: of rows in the driver's
   * memory and a small table.
   */
  public boolean holdsAlready(Write write, Dataset<Row> frame, LocalDate date) {
    Table table = write.table();
    Optional<LocalRows> rows = scale == Scale.LOCAL ? LocalRows.in(frame) : Optional.empty();
    Optional<TableVersion> content =
        rows.isEmpty() ? Optional.empty() : local(log(table)::snapshot);
    return content
        .filter(held -> isDeclared(table, held.schema()))
        .filter(
            held ->
                LocalChange.of(write, new RowShape(table, held.schema()), held, rows.get(), date)
                    .isNothing())
        .isPresent();
  }

  /** Whether a table has the columns of its declaration: an older one may lack some. */
  private static boolean isDeclared(Table table, StructType schema) {
    return schema.catalogString().equals(table.schema().catalogString());
  }

  private void writeByQuery(Write write, Dataset<Row> rows, RunStamp stamp, long upon) {
    writeByQuery(write, rows, stamp, stamp.date(), upon);
  }

  private void writeByQuery(
      Write write, Dataset<Row> rows, CommitNote note, LocalDate date, long upon) {
    Table table = write.table();
    CommitLog log = log(table);
    String own = PROCESS + "/" + WRITES.incrementAndGet();
    requireAt(table.fullName(), upon, log.version());
    if (upon >= 0) {
      OlderTableException.requireAll(table, List.of(log.snapshot(upon).schema().fieldNames()));
    }
    spark.conf().set("spark.databricks.delta.write.txnAppId", WRITER);
    spark.conf().set("spark.databricks.delta.write.txnVersion", String.valueOf(upon + 1));
    try {
      noted(table.fullName(), note, own, upon, () -> write(write, rows, date, log.isEmpty(upon)));
    } finally {
      spark.conf().unset("spark.databricks.delta.write.txnAppId");
      spark.conf().unset("spark.databricks.delta.write.txnVersion");
    }
    // Where a rival has said since that it makes this version, Delta writes nothing without a word.
    if (!log.isWriterSince(own, upon)) {
      throw new OvertakenException(table.fullName(), upon, log.version());
    }
  }

  /**
   * Adds or replaces rows of a table in the name of another than its owner; {@link #conform} has
   * shaped them.
   *
   * @param upon version of the table that the amendment was made for
   * @throws DeltaConcurrentModificationException where another writer won
   * @throws OvertakenException where another writer had won before
   */
  public void amend(Write write, Dataset<Row> rows, Amendment amendment, long upon) {
    writeByQuery(write, rows, amendment, amendment.date(), upon);
  }

  /** Lets something commit to a table whose commits bear a note meanwhile. */
  void noted(Table table, CommitNote note, Runnable commits) {
    noted(table.fullName(), note, "", version(table), commits);
  }

  /**
   * @param writer name that no other commit bears, where its writer has to find it again; else
   *     empty
   * @param upon version that the table is at
   */
  private void noted(String table, CommitNote note, String writer, long upon, Runnable commits) {
    Failpoint step = note instanceof Amendment ? Failpoint.AMENDMENT : Failpoint.RUN;
    step.before(table);
    spark.conf().set(METADATA, log(table).metadata(note, writer, upon));
    try {
      commits.run();
    } finally {
      spark.conf().unset(METADATA);
    }
    step.after(table);
  }

  private void write(Write write, Dataset<Row> rows, LocalDate date, boolean tableIsEmpty) {
    Table table = write.table();
    switch (write.mode()) {
      case APPEND -> save(table, rows, "append", Map.of());
      case REPLACE -> save(table, rows, "overwrite", Map.of());
      case REPLACE_PARTITIONS ->
          save(table, rows, "overwrite", Map.of("partitionOverwriteMode", "dynamic"));
      case REPLACE_DATE ->
          save(
              table,
              rows,
              "overwrite",
              Map.of(
                  "replaceWhere", "`%s` = date'%s'".formatted(table.partitionedBy().get(0), date)));
      case UPSERT, SYNC -> upsert(write, rows, tableIsEmpty);
    }
  }

  private void save(Table table, Dataset<Row> rows, String mode, Map<String, String> options) {
    rows.write().format("delta").mode(mode).options(options).save(path(table));
  }

  private void upsert(Write write, Dataset<Row> rows, boolean tableIsEmpty) {
    Table table = write.table();
    boolean marked = Arrays.asList(rows.columns()).contains(Write.DELETED);
    if (tableIsEmpty) {
      Dataset<Row> kept = marked ? rows.where(col(Write.DELETED).equalTo(false)) : rows;
      save(table, kept.drop(Write.DELETED), "append", Map.of());
      return;
    }
    Map<String, String> values =
        table.columnNames().stream().collect(Collectors.toMap(c -> c, c -> "s.`" + c + "`"));
    DeltaMergeBuilder merge =
        DeltaTable.forPath(spark, path(table)).as("t").merge(rows.as("s"), sameKey(write, rows));
    if (marked) {
      merge = merge.whenMatched("s." + Write.DELETED).delete();
    }
    merge = merge.whenMatched(differs(table)).updateExpr(values);
    merge =
        (marked ? merge.whenNotMatched("not s." + Write.DELETED) : merge.whenNotMatched())
            .insertExpr(values);
    if (write.mode() == Write.Mode.SYNC) {
      merge = merge.whenNotMatchedBySource().delete();
    }
    merge.execute();
  }

  private static String sameKey(Write write, Dataset<Row> rows) {
    Table table = write.table();
    String key =
        table.key().stream()
            .map(k -> "t.`" + k + "` = s.`" + k + "`")
            .collect(Collectors.joining(" and "));
    if (table.partitionedBy().isEmpty() || write.mode() == Write.Mode.SYNC) {
      return key;
    }
    String partition = table.partitionedBy().get(0);
    List<Row> values =
        rows.select(col(partition).cast("string"))
            .distinct()
            .limit(MOST_PARTITIONS_NAMED + 1)
            .collectAsList();
    if (values.isEmpty() || values.size() > MOST_PARTITIONS_NAMED) {
      return key;
    }
    String named =
        values.stream()
            .map(v -> "'" + v.getString(0) + "'")
            .sorted()
            .collect(Collectors.joining(","));
    return key + " and t.`" + partition + "` in (" + named + ")";
  }

  private static String differs(Table table) {
    String same =
        table.columns().stream()
            .filter(c -> !table.key().contains(c.name()))
            .map(
                c ->
                    c.dataType() instanceof MapType
                        ? "map_entries(t.`" + c.name() + "`) <=> map_entries(s.`" + c.name() + "`)"
                        : "t.`" + c.name() + "` <=> s.`" + c.name() + "`")
            .collect(Collectors.joining(" and "));
    return same.isEmpty() ? "false" : "not (" + same + ")";
  }

  /** Moves on the stamp of a table whose rows stay as they are; costs no query. */
  public void stampOnly(Table table, RunStamp stamp) {
    stampOnly(table, stamp, version(table));
  }

  /**
   * @param upon version of the table that the run began with
   * @throws OvertakenException where another writer came in between
   */
  public void stampOnly(Table table, RunStamp stamp, long upon) {
    noted(table.fullName(), stamp, "", upon, () -> say(table.fullName(), upon));
  }

  private void say(String table, long upon) {
    transaction(table, upon).commit(Scala.seq(List.of(writer(upon))), noRows());
  }

  /**
   * Keeps every run of the table's owner that is at work from ending: it finds a version that it
   * did not begin with. The rows stay as they are.
   */
  void claim(String table, Amendment amendment) {
    long upon = log(table).version();
    noted(table, amendment, "", upon, () -> say(table, upon));
  }

  /**
   * Takes back what half a run left in a table: everything from its commit on. Whatever amended the
   * table later has taken it back before.
   *
   * @param half the commit of a run whose anchor does not know of it
   */
  public void takeBack(Table table, Stamped half) {
    long standing = half.version() - 1;
    RunStamp stamp = half.stamp();
    Optional<Stamped> before =
        stamp.follows() < 0 ? Optional.empty() : log(table).stampedUpTo(standing);
    noted(
        table,
        new Amendment(stamp.job(), "take-back", stamp.date(), before),
        () -> DeltaTable.forPath(spark, path(table)).restoreToVersion(standing));
  }
}
