package vongdoi.common.storage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import shaded.parquet.org.apache.thrift.protocol.TProtocolUtil;

/** Reads landed Parquet files and foreign Delta tables with the origin of each row. */
public final class ColumnarFiles {

  /** Column with the number that the caller gave to the row's file. */
  public static final String FILE = "__file";

  /**
   * Column with the record's number in its file, from 1; in a Delta table, where deleted rows leave
   * gaps that Spark does not show, its number in the order of content.
   */
  public static final String POSITION = "__position";

  /** Parquet's own structures nest less than half as deep. */
  private static final int MAX_DEPTH = 24;

  static {
    // Without it a damaged file can end the JVM: what Parquet passes over, it enters at any depth.
    // A task that numbers rows initializes this class before it opens a file.
    TProtocolUtil.setMaxSkipDepth(MAX_DEPTH);
  }

  private final SparkSession spark;
  private final Configuration conf;

  public ColumnarFiles(SparkSession spark) {
    this.spark = spark;
    this.conf = spark.sessionState().newHadoopConf();
  }

  /**
   * What the footer of a Parquet file says.
   *
   * @param schema as text, equal for files that can be read as one
   * @param columns of all levels
   * @param content bytes of the unpacked pages, or the values where these are more: a value that is
   *     repeated a million times takes no room in a page, but some in every row
   */
  public record Footer(String schema, int columns, long content) {}

  /**
   * The footer of a Parquet file; empty if damaged.
   *
   * @throws java.io.UncheckedIOException where the store fails: an outage is no damage
   */
  public Optional<Footer> footerOf(String file) {
    return unlessDamaged(file, () -> footer(file));
  }

  private Footer footer(String file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), conf))) {
      MessageType schema = reader.getFileMetaData().getSchema();
      int columns = schema.getColumns().size();
      long content =
          reader.getRowGroups().stream()
              .mapToLong(g -> Math.max(g.getTotalByteSize(), g.getRowCount() * columns))
              .sum();
      return new Footer(schema.toString(), columns, content);
    }
  }

  /**
   * What a file tells; empty if it is damaged. The store's own failures come as many kinds of
   * exception, and pass: a file is damaged where all its bytes can be had and it fails again.
   */
  private <T> Optional<T> unlessDamaged(String file, Callable<T> read) {
    try {
      return Optional.of(read.call());
    } catch (Exception e) {
      new FileContent(conf).readThrough(file);
    }
    try {
      return Optional.of(read.call());
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  /** Names of a Parquet file's columns, in its order; none where it is damaged. */
  public List<String> columnsOf(String file) {
    return footerOf(file)
        .map(footer -> MessageTypeParser.parseMessageType(footer.schema()).getFields())
        .orElse(List.of())
        .stream()
        .map(Type::getName)
        .toList();
  }

  /**
   * Rows with their times of nanoseconds, which come as whole numbers, as times: those of a zone
   * and those of none.
   *
   * @param schema of their files, as {@link #footerOf} gives it
   */
  public static Dataset<Row> withTimes(Dataset<Row> rows, String schema) {
    Dataset<Row> read = rows;
    for (Type field : MessageTypeParser.parseMessageType(schema).getFields()) {
      if (field.getLogicalTypeAnnotation()
              instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation time
          && time.getUnit() == LogicalTypeAnnotation.TimeUnit.NANOS) {
        String name = "`" + field.getName().replace("`", "``") + "`";
        // By the zone's clock a span since 1970 may be an hour longer than it was.
        String micros = "cast(floor(cast(" + name + " as decimal(20,0)) / 1000) as bigint)";
        String at = "timestamp_micros(" + micros + ")";
        String byNoClock =
            "timestamp_ntz'1970-01-01' + make_dt_interval(0, 0, 0, cast(%s / 1000000 as decimal(18,6)))"
                .formatted(micros);
        read = read.withColumn(field.getName(), expr(time.isAdjustedToUTC() ? at : byNoClock));
      }
    }
    return read;
  }

  /** Rows of Parquet files of one schema. */
  public Dataset<Row> parquet(Map<String, Integer> files) {
    return numbered(spark.read().parquet(files.keySet().toArray(String[]::new)), files)
        .withColumn(POSITION, col("_metadata.row_index").plus(1));
  }

  /** Whether every row of a Parquet file can be read, which a sound footer does not say. */
  public boolean isReadable(String file) {
    return unlessDamaged(
            file,
            () -> {
              spark.read().parquet(file).write().format("noop").mode("overwrite").save();
              return file;
            })
        .isPresent();
  }

  /** Paths of the data files that make up a Delta table now. */
  public List<String> deltaFiles(String table) {
    return Arrays.stream(spark.read().format("delta").load(table).inputFiles())
        .map(ColumnarFiles::plain)
        .toList();
  }

  /** Rows of some data files of a Delta table, deleted rows left out. */
  public Dataset<Row> delta(String table, Map<String, Integer> files) {
    return numbered(spark.read().format("delta").load(table), files)
        .where(col(FILE).isNotNull())
        .withColumn(
            POSITION,
            expr(
                "cast(row_number() over (partition by "
                    + FILE
                    + " order by to_json(struct(*))) as bigint)"));
  }

  private static Dataset<Row> numbered(Dataset<Row> rows, Map<String, Integer> files) {
    Map<String, Integer> byPath = new LinkedHashMap<>();
    files.forEach((path, number) -> byPath.put(plain(path), number));
    UDF1<String, Integer> number = path -> byPath.get(plain(path));
    return rows.withColumn(
        FILE, functions.udf(number, DataTypes.IntegerType).apply(col("_metadata.file_path")));
  }

  /** One spelling for listed paths and those in row metadata, which are escaped URIs. */
  private static String plain(String path) {
    try {
      return new Path(new URI(path)).toString();
    } catch (URISyntaxException e) {
      return new Path(path).toString();
    }
  }
}
