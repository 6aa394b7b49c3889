package vongdoi.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads text files as a frame with the origin of each row. Many small files share a task; a file is
 * read by one task from its beginning, since line numbers and gzip allow nothing else.
 */
final class TextRows {

  /** Number of the row in the batch ({@link RowIds}). */
  static final String ROW = "__row";

  /** Why the row cannot be taken in; null where it can. */
  static final String REASON = "__reason";

  /** Raw text of the row, cut. */
  static final String RAW = "__raw";

  private static final StructType ORIGIN =
      new StructType()
          .add(ROW, DataTypes.LongType, false)
          .add(REASON, DataTypes.StringType)
          .add(RAW, DataTypes.StringType);

  /** Bytes that opening a file costs beside reading it, when files are dealt out to tasks. */
  private static final long OPENING = 256 * 1024;

  /**
   * What the tasks hold to.
   *
   * @param maxLineBytes longest line that is parsed
   * @param rawTextLength bytes of raw text kept
   * @param keepsGoodText whether good rows keep their raw text too, for checks that come later
   */
  record Limits(int maxLineBytes, int rawTextLength, boolean keepsGoodText)
      implements Serializable {}

  /** A damaged file as a task found it. */
  record Damaged(int file, String reason) implements Serializable {}

  private final SparkSession spark;
  private final CollectionAccumulator<Damaged> damaged;
  private final long taskBytes;

  TextRows(SparkSession spark, CollectionAccumulator<Damaged> damaged, long taskBytes) {
    this.spark = spark;
    this.damaged = damaged;
    this.taskBytes = taskBytes;
  }

  /** Rows of the files; damaged files are known once the frame has been computed. */
  Dataset<Row> read(List<NewFile> files, LineFormat format, Limits limits) {
    StructType schema =
        new StructType(
            Stream.of(ORIGIN.fields(), format.schema().fields())
                .flatMap(Stream::of)
                .toArray(StructField[]::new));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<List<NewFile>> tasks = dealt(files, context.defaultParallelism());
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    CollectionAccumulator<Damaged> found = damaged;
    RDD<InternalRow> rows =
        context
            .parallelize(tasks, tasks.size())
            .mapPartitions(task -> rowsOf(task, format, limits, conf, found))
            .rdd();
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows, schema, false);
  }

  private static Iterator<InternalRow> rowsOf(
      Iterator<List<NewFile>> task,
      LineFormat format,
      Limits limits,
      SerializableConfiguration conf,
      CollectionAccumulator<Damaged> found) {
    List<NewFile> files = new ArrayList<>();
    task.forEachRemaining(files::addAll);
    return new FileRows(files.iterator(), format, limits, conf.value(), found);
  }

  private List<List<NewFile>> dealt(List<NewFile> files, int cores) {
    long total = files.stream().mapToLong(f -> f.file().size() + OPENING).sum();
    long share = Math.max(OPENING, Math.min(taskBytes, total / (2L * cores) + 1));
    List<List<NewFile>> tasks = new ArrayList<>();
    long filled = share;
    for (NewFile file : files) {
      if (filled >= share) {
        tasks.add(new ArrayList<>());
        filled = 0;
      }
      tasks.get(tasks.size() - 1).add(file);
      filled += file.file().size() + OPENING;
    }
    return tasks;
  }
}
