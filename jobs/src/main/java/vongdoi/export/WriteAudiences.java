package vongdoi.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import vongdoi.common.storage.ExportFiles;

/**
 * Writes the files of all audiences where their rows are, in one Spark job; only names, sizes and
 * checksums come back. A task that is tried again writes the same bytes under the same names.
 */
final class WriteAudiences implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final StructType WRITTEN =
      StructType.fromDDL("audience string, name string, rows bigint, bytes bigint, sha256 string");
  private final Map<String, Target> targets;
  private final SerializableConfiguration hadoop;

  /** Where an audience goes and how: by its key. */
  WriteAudiences(Map<String, Target> targets, Configuration hadoop) {
    this.targets = Map.copyOf(targets);
    this.hadoop = new SerializableConfiguration(hadoop);
  }

  /**
   * Writes rows of {@code audience, customer_id, cells} and tells the files of each audience, also
   * of those without rows.
   */
  Map<String, List<ExportFiles.Part>> write(Dataset<Row> rows) throws IOException {
    Map<String, List<ExportFiles.Part>> written = new TreeMap<>();
    List<Row> parts =
        rows.repartition(rows.col("audience"))
            .sortWithinPartitions("audience", "customer_id")
            .mapPartitions(this, Encoders.row(WRITTEN))
            .collectAsList();
    for (Row part : parts) {
      written
          .computeIfAbsent(part.getString(0), a -> new ArrayList<>())
          .add(
              new ExportFiles.Part(
                  part.getString(1), part.getLong(2), part.getLong(3), part.getString(4)));
    }
    for (Map.Entry<String, Target> target : targets.entrySet()) {
      if (!written.containsKey(target.getKey())) {
        try (ExportFiles files = target.getValue().open(hadoop.value())) {
          written.put(target.getKey(), files.finish());
        }
      }
    }
    return written;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws IOException {
    List<Row> written = new ArrayList<>();
    String current = null;
    ExportFiles files = null;
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        String audience = row.getString(0);
        if (!audience.equals(current)) {
          finish(current, files, written);
          files = targets.get(audience).open(hadoop.value());
          current = audience;
        }
        files.add(CsvLines.row(targets.get(audience).dialect(), row.getList(2)));
      }
      finish(current, files, written);
    } finally {
      if (files != null) {
        files.close();
      }
    }
    return written.iterator();
  }

  private static void finish(String audience, ExportFiles files, List<Row> written)
      throws IOException {
    if (files != null) {
      for (ExportFiles.Part part : files.finish()) {
        written.add(
            RowFactory.create(audience, part.name(), part.rows(), part.bytes(), part.sha256()));
      }
    }
  }
}
