package vongdoi.ingest.files;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import vongdoi.ingest.lines.LineFormat;
import vongdoi.ingest.row.WorkingColumns;

/**
 * Reads text files as a frame of parsed rows. Many small files share a task; a file is read by one
 * task from its beginning, since line numbers and gzip allow nothing else.
 */
public final class TextFrames {
  /** Bytes that opening a file costs beside reading it, when files are dealt out to tasks. */
  private static final long OPENING = 256 * 1024;

  private final SparkSession spark;
  private final CollectionAccumulator<DamagedFile> damaged;
  private final long taskBytes;

  public TextFrames(
      SparkSession spark, CollectionAccumulator<DamagedFile> damaged, long taskBytes) {
    this.spark = spark;
    this.damaged = damaged;
    this.taskBytes = taskBytes;
  }

  /** Rows of the files; damaged files are known once the frame has been computed. */
  public Dataset<Row> read(List<NewFile> files, LineFormat format, LineLimits limits) {
    StructType schema = WorkingColumns.with(format.schema());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<List<NewFile>> tasks = dealt(files, context.defaultParallelism());
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    CollectionAccumulator<DamagedFile> found = damaged;
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
      LineLimits limits,
      SerializableConfiguration conf,
      CollectionAccumulator<DamagedFile> found) {
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
