package vongdoi.common.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;

/**
 * Small Parquet files, read and written on the driver by Spark's own reader and writer: files and
 * values are those of a query, without its price.
 */
public final class LocalParquet {
  private static final Seq<Filter> NO_FILTERS = Scala.seq(List.of());
  private static final Map<String, String> AS_ROWS =
      Scala.map(java.util.Map.of(FileFormat.OPTION_RETURNING_BATCH(), "false"));

  private final SparkSession spark;
  private final Configuration hadoop;
  private final ParquetFileFormat format = new ParquetFileFormat();

  public LocalParquet(SparkSession spark) {
    this.spark = spark;
    this.hadoop =
        ((org.apache.spark.sql.classic.SparkSession) spark).sessionState().newHadoopConf();
  }

  /**
   * A file and the values that its folder gives to all its rows.
   *
   * @param partition values of the partition columns, in the order of their schema
   */
  public record File(Path path, long bytes, InternalRow partition) {}

  /** A file as it was written. */
  public record Written(long bytes, long modified) {}

  /**
   * Reads files of one schema.
   *
   * @param data columns within the files
   * @param partition columns that the folders give; they come after the others
   * @return rows of each file, in the order of the files
   */
  public List<List<InternalRow>> read(List<File> files, StructType data, StructType partition) {
    if (files.isEmpty()) {
      return List.of();
    }
    Function1<PartitionedFile, Iterator<InternalRow>> reader =
        format.buildReaderWithPartitionValues(
            spark, data, partition, data, NO_FILTERS, AS_ROWS, hadoop);
    StructType all = new StructType(columns(data, partition));
    UnsafeProjection toRow = UnsafeProjection.create(all);
    return files.stream().map(file -> rows(reader, toRow, file)).toList();
  }

  private static StructField[] columns(StructType data, StructType partition) {
    return Stream.of(data, partition)
        .flatMap(part -> Arrays.stream(part.fields()))
        .toArray(StructField[]::new);
  }

  private static List<InternalRow> rows(
      Function1<PartitionedFile, Iterator<InternalRow>> reader, UnsafeProjection toRow, File file) {
    Iterator<InternalRow> found =
        reader.apply(
            new PartitionedFile(
                file.partition(),
                SparkPath.fromPath(file.path()),
                0,
                file.bytes(),
                new String[0],
                0,
                file.bytes(),
                Scala.map(java.util.Map.of())));
    List<InternalRow> rows = new ArrayList<>();
    while (found.hasNext()) {
      rows.add(toRow.apply(found.next()).copy());
    }
    return rows;
  }

  /** Writes one file; a file of that name is replaced. */
  public Written write(Path path, StructType schema, Iterable<InternalRow> rows) {
    try {
      Job job = Job.getInstance(hadoop);
      var factory = format.prepareWrite(spark, job, Scala.map(java.util.Map.of()), schema);
      TaskAttemptContext task =
          new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID());
      OutputWriter writer = factory.newInstance(path.toString(), schema, task);
      try {
        rows.forEach(writer::write);
      } finally {
        writer.close();
      }
      FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
      return new Written(status.getLen(), status.getModificationTime());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + path, e);
    }
  }
}
