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
import org.apache.spark.SparkRuntimeException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.storage.ColumnarFiles;
import vongdoi.ingest.lines.LineLimits;
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
  private final LineLimits limits;

  public ColumnarFrames(SparkSession spark, FileFindings findings, LineLimits limits) {
    this.spark = spark;
    this.storage = new ColumnarFiles(spark);
    this.findings = findings;
    this.limits = limits;
  }

  /**
   * Files that one mapping reads alike.
   *
   * @param rows their raw rows
   */
  public record Group(List<NewFile> files, Dataset<Row> rows) {}

  /**
   * Raw rows by the schema of their files; top-level columns that are not wanted are in {@code
   * extra}. A file that Spark cannot read is set aside alone.
   *
   * @param wanted columns that the mapping reads
   */
  public List<Group> read(SourceConfig source, List<String> wanted, List<NewFile> files) {
    if (source.format() == Format.DELTA) {
      return List.of(
          new Group(files, shaped(storage.delta(source.path(), numbers(files)), wanted)));
    }
    Map<String, List<NewFile>> bySchema = new TreeMap<>();
    Map<Integer, String> setAside = findings.setAside();
    for (NewFile file : files) {
      if (file.file().size() == 0 || setAside.containsKey(file.number())) {
        continue;
      }
      Optional<ColumnarFiles.Footer> footer = storage.footerOf(file.file().path());
      Optional<String> fault = fault(footer, file.file().size());
      fault.ifPresentOrElse(
          reason -> findings.setAside(file.number(), reason),
          () ->
              bySchema
                  .computeIfAbsent(footer.orElseThrow().schema(), s -> new ArrayList<>())
                  .add(file));
    }
    List<Group> groups = new ArrayList<>();
    bySchema.forEach(
        (schema, group) ->
            rows(schema, group).ifPresent(r -> groups.add(shaped(group, r, wanted))));
    return groups.isEmpty() ? List.of(new Group(List.of(), none(wanted))) : groups;
  }

  /** What keeps a file from being read, as its footer tells; empty where nothing does. */
  private Optional<String> fault(Optional<ColumnarFiles.Footer> footer, long size) {
    if (footer.isEmpty()) {
      return Optional.of("the file is damaged: its footer cannot be read");
    }
    if (footer.get().columns() > limits.maxColumns()) {
      return Optional.of("the file has more than " + limits.maxColumns() + " columns");
    }
    return footer.get().content() > limits.unpacking().most(size)
        ? Optional.of(FileRows.tooMuch(size, limits.unpacking()))
        : Optional.empty();
  }

  private Group shaped(List<NewFile> files, Dataset<Row> rows, List<String> wanted) {
    return new Group(files, shaped(rows, wanted));
  }

  private Optional<Dataset<Row>> rows(String schema, List<NewFile> group) {
    try {
      Dataset<Row> rows = ColumnarFiles.withTimes(storage.parquet(numbers(group)), schema);
      // Types and names that Spark does not know show here.
      rows.schema();
      return Optional.of(rows);
    } catch (Exception e) {
      if (e instanceof AnalysisException || e instanceof SparkRuntimeException) {
        for (NewFile file : group) {
          findings.setAside(
              file.number(),
              "the file cannot be read: a column's type or name is none that Spark knows (%s)"
                  .formatted(e.getMessage().lines().findFirst().orElse("")));
        }
        return Optional.empty();
      }
      throw e;
    }
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
    Column text = expr("left(" + json(names) + ", " + limits.rawTextLength() + ")");
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
