package vongdoi.common.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.delta.DeltaOperationMetrics;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.failpoint.Failpoint;
import vongdoi.common.local.LocalParquet;
import vongdoi.common.local.LocalRows;
import vongdoi.common.local.Scala;
import vongdoi.common.table.TableVersion.Part;

/**
 * Commits rows in the driver's memory to a small table: the files and the commit are those of a
 * write by Spark, or of a MERGE that rewrites only files with changed rows, but no query is needed.
 */
final class LocalCommit {
  private final SparkSession spark;
  private final Table table;
  private final OptimisticTransaction transaction;
  private final TableVersion before;
  private final RowShape shape;

  /**
   * @param before what the transaction's snapshot holds
   */
  LocalCommit(
      SparkSession spark, Table table, OptimisticTransaction transaction, TableVersion before) {
    this.spark = spark;
    this.table = table;
    this.transaction = transaction;
    this.before = before;
    this.shape = new RowShape(table, before.schema());
  }

  /** What was committed: a version of the table and all that it holds. */
  record Committed(long version, List<Part> parts) {}

  /**
   * Brings rows to the table.
   *
   * @param rows columns of the table in its order, and {@link Write#DELETED} last where rows are
   *     marked
   * @param id identity of the commit, so that a repeated one is recognised
   * @return nothing where the table holds the rows already
   */
  Optional<Committed> commit(Write write, LocalRows rows, LocalDate date, SetTransaction id) {
    LocalChange change = LocalChange.of(write, shape, before, rows, date);
    if (change.isNothing()) {
      return Optional.empty();
    }
    // Whoever commits meanwhile has changed what this commit builds on.
    transaction.readWholeTable();
    List<Part> written = written(change.added());
    List<Action> actions = new ArrayList<>();
    actions.add(id);
    for (AddFile file : change.removed()) {
      actions.add(
          file.removeWithTimestamp(
              file.removeWithTimestamp$default$1(), file.removeWithTimestamp$default$2()));
    }
    written.forEach(part -> actions.add(part.file()));
    transaction.registerSQLMetrics(spark, metrics(write, rows.rows().size(), change, written));
    long version = transaction.commit(Scala.seq(actions), operation(write));
    List<Part> parts = new ArrayList<>(change.kept());
    parts.addAll(written);
    return Optional.of(new Committed(version, parts));
  }

  /** Writes one file a partition. */
  private List<Part> written(List<UnsafeRow> rows) {
    Map<String, List<InternalRow>> partitions = new TreeMap<>();
    rows.forEach(
        row -> partitions.computeIfAbsent(shape.partition(row), p -> new ArrayList<>()).add(row));
    LocalParquet files = new LocalParquet(spark);
    List<Part> parts = new ArrayList<>();
    partitions.forEach((value, own) -> parts.add(new Part(file(files, value, own), own)));
    return parts;
  }

  private AddFile file(LocalParquet files, String partition, List<InternalRow> rows) {
    String folder =
        table.partitionedBy().isEmpty()
            ? ""
            : ExternalCatalogUtils.getPartitionPathString(table.partitionedBy().get(0), partition)
                + "/";
    String name = folder + "part-" + transaction.txnId() + ".parquet";
    Failpoint.DATA_FILE.before(table.fullName());
    LocalParquet.Written written =
        files.write(
            new Path(transaction.snapshot().deltaLog().dataPath(), name),
            shape.stored(),
            () -> rows.stream().map(row -> (InternalRow) shape.stored(row)).iterator());
    Failpoint.DATA_FILE.after(table.fullName());
    return new AddFile(
        SparkPath.fromPathString(name).urlEncoded(),
        Scala.map(
            table.partitionedBy().isEmpty()
                ? Map.of()
                : Map.of(table.partitionedBy().get(0), partition)),
        written.bytes(),
        written.modified(),
        true,
        "{\"numRecords\":" + rows.size() + "}",
        null,
        null,
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private DeltaOperations.Operation operation(Write write) {
    if (isMerge(write)) {
      return new DeltaOperations.Merge(
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Scala.seq(List.of()),
          Scala.seq(List.of()),
          Scala.seq(List.of()));
    }
    return new DeltaOperations.Write(
        write.mode() == Write.Mode.APPEND ? SaveMode.Append : SaveMode.Overwrite,
        table.partitionedBy().isEmpty()
            ? Option.empty()
            : Option.apply(Scala.seq(table.partitionedBy())),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private static boolean isMerge(Write write) {
    return write.mode() == Write.Mode.UPSERT || write.mode() == Write.Mode.SYNC;
  }

  private scala.collection.immutable.Map<String, SQLMetric> metrics(
      Write write, int sourceRows, LocalChange change, List<Part> written) {
    Map<String, Long> values = new TreeMap<>();
    if (isMerge(write)) {
      CollectionConverters.asJava(DeltaOperationMetrics.MERGE())
          .forEach(name -> values.put(name, 0L));
      values.put("operationNumSourceRows", (long) sourceRows);
      values.putAll(change.merged());
      values.put("numTargetFilesAdded", (long) written.size());
      values.put("numTargetFilesRemoved", (long) change.removed().size());
    }
    values.put("numFiles", (long) written.size());
    values.put("numOutputRows", (long) change.added().size());
    values.put("numOutputBytes", written.stream().mapToLong(part -> part.file().size()).sum());
    Map<String, SQLMetric> metrics = new HashMap<>();
    values.forEach(
        (name, value) -> {
          SQLMetric metric = SQLMetrics.createMetric(spark.sparkContext(), name);
          metric.set(value);
          metrics.put(name, metric);
        });
    return Scala.map(metrics);
  }
}
