package vongdoi.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import vongdoi.common.storage.ExportFiles;

/**
 * Writes the files of all lists where their rows are, in one Spark job; only names, sizes and
 * checksums come back. A task that is tried again writes the same bytes under the same names: what
 * a bucket holds and how it is ordered depends on the rows alone.
 */
final class WriteAudiences implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final StructType WRITTEN =
      StructType.fromDDL("list string, name string, rows bigint, bytes bigint, sha256 string");
  private final Map<String, Target> targets;
  private final SerializableConfiguration hadoop;

  /** Where a list goes and how: by its key. */
  WriteAudiences(Map<String, Target> targets, Configuration hadoop) {
    this.targets = Map.copyOf(targets);
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  /**
   * Writes rows of {@code list, bucket, position, cells}, ordered by position, and tells the files
   * of each list, also of those without rows.
   *
   * @param rows those of a list's bucket in one partition
   */
  Map<String, List<ExportFiles.Part>> write(Dataset<Row> rows) throws IOException {
    Map<String, List<ExportFiles.Part>> written = new TreeMap<>();
    List<Row> parts =
        rows.where(col("list").isin(targets.keySet().toArray()))
            .select("list", "bucket", "position", "cells")
            .sortWithinPartitions("list", "bucket", "position")
            .mapPartitions(this, Encoders.row(WRITTEN))
            .collectAsList();
    for (Row part : parts) {
      written
          .computeIfAbsent(part.getString(0), a -> new ArrayList<>())
          .add(
              new ExportFiles.Part(
                  part.getString(1), part.getLong(2), part.getLong(3), part.getString(4)));
    }
    written.values().forEach(files -> files.sort(Comparator.comparing(ExportFiles.Part::name)));
    for (Map.Entry<String, Target> target : targets.entrySet()) {
      if (!written.containsKey(target.getKey())) {
        try (ExportFiles files = target.getValue().open(hadoop.value(), 0)) {
          written.put(target.getKey(), files.finish());
        }
      }
    }
    return written;
  }

  /** Rows of {@code list, position, cells}, where the task that writes them finds them. */
  Dataset<Row> placed(Dataset<Row> rows) {
    return rows.withColumn("bucket", bucket()).repartition(col("list"), col("bucket"));
  }

  private Column bucket() {
    Column bucket = lit(0);
    for (Map.Entry<String, Target> target : new TreeMap<>(targets).entrySet()) {
      if (target.getValue().buckets() > 1) {
        bucket =
            when(
                    col("list").equalTo(target.getKey()),
                    Placement.of(col("position"), target.getValue().buckets()))
                .otherwise(bucket);
      }
    }
    return bucket;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws IOException {
    List<Row> written = new ArrayList<>();
    String current = null;
    int bucket = -1;
    ExportFiles files = null;
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        if (!row.getString(0).equals(current) || row.getInt(1) != bucket) {
          finish(current, files, written);
          current = row.getString(0);
          bucket = row.getInt(1);
          files = targets.get(current).open(hadoop.value(), bucket);
        }
        files.add(row.getList(3));
      }
      finish(current, files, written);
    } finally {
      if (files != null) {
        files.close();
      }
    }
    return written.iterator();
  }

  private static void finish(String list, ExportFiles files, List<Row> written) throws IOException {
    if (files != null) {
      for (ExportFiles.Part part : files.finish()) {
        written.add(RowFactory.create(list, part.name(), part.rows(), part.bytes(), part.sha256()));
      }
    }
  }
}
