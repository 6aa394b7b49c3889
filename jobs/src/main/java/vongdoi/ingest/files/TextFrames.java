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
import org.apache.spark.util.SerializableConfiguration;
import vongdoi.ingest.lines.LineFormat;
import vongdoi.ingest.lines.LineLimits;
import vongdoi.ingest.row.WorkingColumns;

/**
 * Reads text files as a frame of parsed rows. Many small files share a task, and tasks share a
 * large plain file; a packed one is read by one task from its beginning.
 */
public final class TextFrames {
  /** Bytes that opening a file costs beside reading it, when files are dealt out to tasks. */
  private static final long OPENING = 256 * 1024;

  private final SparkSession spark;
  private final FileFindings findings;
  private final long taskBytes;

  public TextFrames(SparkSession spark, FileFindings findings, long taskBytes) {
    this.spark = spark;
    this.findings = findings;
    this.taskBytes = taskBytes;
  }

  /** Rows of the files; damaged files are known once the frame has been computed. */
  public Dataset<Row> read(List<NewFile> files, LineFormat format, LineLimits limits) {
    StructType schema = WorkingColumns.with(format.schema());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<FileShare> shares =
        new FileCutter(spark, format, limits, taskBytes).shares(files, findings);
    List<List<FileShare>> tasks = dealt(shares, context.defaultParallelism());
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    FileFindings found = findings;
    RDD<InternalRow> rows =
        context
            .parallelize(tasks, Math.max(1, tasks.size()))
            .mapPartitions(task -> rowsOf(task, format, limits, conf, found))
            .rdd();
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows, schema, false);
  }

  private static Iterator<InternalRow> rowsOf(
      Iterator<List<FileShare>> task,
      LineFormat format,
      LineLimits limits,
      SerializableConfiguration conf,
      FileFindings found) {
    List<FileShare> files = new ArrayList<>();
    task.forEachRemaining(files::addAll);
    return new FileRows(files.iterator(), format, limits, conf.value(), found);
  }

  private List<List<FileShare>> dealt(List<FileShare> shares, int cores) {
    long total = shares.stream().mapToLong(s -> s.bytes() + OPENING).sum();
    long most = Math.max(OPENING, Math.min(taskBytes, total / (2L * cores) + 1));
    List<List<FileShare>> tasks = new ArrayList<>();
    long filled = most;
    for (FileShare share : shares) {
      if (filled >= most) {
        tasks.add(new ArrayList<>());
        filled = 0;
      }
      tasks.get(tasks.size() - 1).add(share);
      filled += share.bytes() + OPENING;
    }
    return tasks;
  }
}
