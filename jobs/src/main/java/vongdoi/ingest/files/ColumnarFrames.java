package vongdoi.ingest.files;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.storage.ColumnarFiles;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceConfig;

/**
 * Reads Parquet files and Delta tables as raw frames. Files are grouped by their own schema, so
 * that a column added or dropped on the way harms nobody; a file without a readable footer is
 * damaged.
 */
public final class ColumnarFrames {
  private final SparkSession spark;
  private final ColumnarFiles storage;
  private final FileFindings findings;
  private final int rawTextLength;

  public ColumnarFrames(SparkSession spark, FileFindings findings, int rawTextLength) {
    this.spark = spark;
    this.storage = new ColumnarFiles(spark);
    this.findings = findings;
    this.rawTextLength = rawTextLength;
  }

  /**
   * Raw rows; top-level columns that are not wanted are in {@code extra}.
   *
   * @param wanted columns that the mapping reads
   */
  public Dataset<Row> read(SourceConfig source, List<String> wanted, List<NewFile> files) {
    if (source.format() == Format.DELTA) {
      return shaped(storage.delta(source.path(), numbers(files)), wanted);
    }
    Map<String, List<NewFile>> bySchema = new TreeMap<>();
    for (NewFile file : files) {
      Optional<String> schema =
          file.file().size() == 0 ? Optional.of("") : storage.schemaOf(file.file().path());
      if (schema.isEmpty()) {
        findings.setAside(file.number(), "the file is damaged: its footer cannot be read");
      } else if (!schema.get().isEmpty()) {
        bySchema.computeIfAbsent(schema.get(), s -> new ArrayList<>()).add(file);
      }
    }
    Dataset<Row> all = null;
    List<Dataset<Row>> frames = new ArrayList<>();
    for (List<NewFile> group : bySchema.values()) {
      frames.add(shaped(storage.parquet(numbers(group)), wanted));
    }
    for (Dataset<Row> frame : frames) {
      all = all == null ? frame : all.unionByName(frame, true);
    }
    return all == null ? none(wanted) : all;
  }

  private static Map<String, Integer> numbers(List<NewFile> files) {
    return files.stream()
        .collect(
            Collectors.toMap(f -> f.file().path(), NewFile::number, (a, b) -> a, TreeMap::new));
  }

  private Dataset<Row> none(List<String> wanted) {
    StructType raw = new StructType();
    for (String name : wanted) {
      raw = raw.add(name, DataTypes.StringType);
    }
    return spark.createDataFrame(List.of(), WorkingColumns.with(WorkingColumns.withExtra(raw)));
  }

  private Dataset<Row> shaped(Dataset<Row> rows, List<String> wanted) {
    Set<String> lower =
        wanted.stream()
            .map(w -> w.toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> names =
        Arrays.stream(rows.columns())
            .filter(c -> !c.equals(ColumnarFiles.FILE) && !c.equals(ColumnarFiles.POSITION))
            .toList();
    List<String> others =
        names.stream().filter(n -> !lower.contains(n.toLowerCase(Locale.ROOT))).sorted().toList();
    Column text = expr("left(" + json(names) + ", " + rawTextLength + ")");
    Column extra =
        others.isEmpty() ? lit(null).cast("string") : expr("nullif(" + json(others) + ", '{}')");
    List<Column> columns =
        new ArrayList<>(WorkingColumns.of(ColumnarFiles.FILE, ColumnarFiles.POSITION, text, extra));
    names.stream()
        .filter(n -> lower.contains(n.toLowerCase(Locale.ROOT)))
        .forEach(n -> columns.add(col(quoted(n))));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static String json(List<String> names) {
    return names.stream()
        .map(ColumnarFrames::quoted)
        .collect(Collectors.joining(", ", "to_json(struct(", "))"));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
