package vongdoi.common.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.udf;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.local.Scala;
import vongdoi.common.storage.DatedFolder;
import vongdoi.common.table.TableColumn.Presence;

/**
 * Brings tables that an older declaration made to the present one: columns, their order and
 * comments, what may be null, rules, statistics. Rows are written anew only where a column that
 * every row must have is new, or where the time at which a file landed has to be told after the
 * fact; all else is one commit to the log.
 */
public final class Upgrade {
  /** What every landed table says of its rows' files. */
  private static final String FILE = "_source_file";

  private static final String LANDED = "_landed_at";
  private static final String LENGTH_AND_TIME = "\\d+-\\d{12,14}";

  private final Warehouse warehouse;
  private final String currency;
  private final Table landedFiles;

  /**
   * @param currency ISO 4217 code of amounts of older rows that come without one
   * @param landedFiles table with the names and versions of landed files
   */
  public Upgrade(Warehouse warehouse, String currency, Table landedFiles) {
    this.warehouse = warehouse;
    this.currency = currency;
    this.landedFiles = landedFiles;
  }

  /**
   * What was changed of a table.
   *
   * @param added new columns
   * @param dropped columns that no declaration knows any longer
   * @param rewritten whether the rows were written anew
   */
  public record Changed(Table table, List<String> added, List<String> dropped, boolean rewritten) {}

  /**
   * What keeps a table from being brought to its declaration, in words; empty where nothing does.
   */
  public Optional<String> problem(Table table) {
    if (warehouse.version(table) < 0) {
      return Optional.empty();
    }
    StructType there = there(table);
    for (TableColumn column : table.columns()) {
      Optional<StructField> old = field(there, column.name());
      boolean isOther =
          old.isPresent()
              && !old.get().dataType().catalogString().equals(column.dataType().catalogString());
      if (isOther) {
        return Optional.of(
            "%s.%s is %s and would become %s"
                .formatted(
                    table,
                    column.name(),
                    old.get().dataType().catalogString(),
                    column.dataType().catalogString()));
      }
    }
    List<String> layout = warehouse.layout(table);
    return layout.equals(table.partitionedBy())
        ? Optional.empty()
        : Optional.of(
            "%s lies in folders by %s and would by %s"
                .formatted(table, layout, table.partitionedBy()));
  }

  /** Brings a table to its declaration; empty where it is as declared, or not there. */
  public Optional<Changed> bring(Table table) {
    if (warehouse.version(table) < 0 || warehouse.isAsDeclared(table)) {
      return Optional.empty();
    }
    HalfRuns.takeBack(table, warehouse);
    long version = warehouse.version(table);
    StructType old = there(table);
    List<String> added =
        table.columnNames().stream().filter(name -> field(old, name).isEmpty()).toList();
    List<String> dropped =
        Arrays.stream(old.fieldNames()).filter(n -> !table.columnNames().contains(n)).toList();
    Optional<Stamped> last = warehouse.log(table).lastStamped();
    LocalDate date = last.map(run -> run.stamp().date()).orElse(LocalDate.EPOCH);
    Amendment amendment = new Amendment("upgrade", "declare", date, last);
    boolean isEmpty = warehouse.log(table).isEmpty();
    warehouse.declare(table, amendment);
    boolean isRewritten = !isEmpty && mustBeFilled(table, added);
    if (isRewritten) {
      Dataset<Row> rows = filled(table, warehouse.read(table, version), added);
      warehouse.amend(
          Write.replace(table),
          Warehouse.conform(table, rows),
          new Amendment("upgrade", "fill", date, last),
          // The one commit of the declaration lies in between.
          version + 1);
    }
    return Optional.of(new Changed(table, added, dropped, isRewritten));
  }

  private static boolean mustBeFilled(Table table, List<String> added) {
    return table.columns().stream()
        .filter(column -> added.contains(column.name()))
        .anyMatch(
            column ->
                column.presence() == Presence.REQUIRED || isLandingTime(table, column.name()));
  }

  /** Events tell themselves when they were received. */
  private static boolean isLandingTime(Table table, String column) {
    return column.equals(LANDED) && !table.columnNames().contains("received_at");
  }

  private Dataset<Row> filled(Table table, Dataset<Row> rows, List<String> added) {
    Dataset<Row> filled = rows;
    for (TableColumn column : table.columns()) {
      if (!added.contains(column.name())) {
        continue;
      }
      if (isLandingTime(table, column.name())) {
        filled = withLandingTimes(filled);
      } else {
        boolean isRequired = column.presence() == Presence.REQUIRED;
        Column value = isRequired ? neutral(column) : lit(null);
        filled = filled.withColumn(column.name(), value.cast(column.dataType()));
      }
    }
    return filled;
  }

  private Column neutral(TableColumn column) {
    DataType type = column.dataType();
    if (column.name().equals("currency")) {
      return lit(currency);
    }
    return type instanceof StringType
        ? lit("")
        : type instanceof BooleanType
            ? lit(false)
            : type.equals(DataTypes.DateType) || type.equals(DataTypes.TimestampType)
                ? lit("1970-01-01")
                : lit(0);
  }

  /** As the ingest tells it: the day of the file's name or folder, else when it was written. */
  private Dataset<Row> withLandingTimes(Dataset<Row> rows) {
    UserDefinedFunction millis =
        udf((UDF2<String, String, Long>) Upgrade::landedMillis, DataTypes.LongType);
    Dataset<Row> known =
        warehouse
            .read(landedFiles)
            .groupBy(col("file").as(FILE))
            .agg(max(millis.apply(col("file"), col("file_version"))).as("_millis"));
    return rows.join(known, Scala.seq(List.of(FILE)), "left")
        .withColumn(LANDED, timestamp_millis(col("_millis")));
  }

  /** Null where neither tells it. */
  private static Long landedMillis(String file, String version) {
    return DatedFolder.landedMillis(file)
        .orElseGet(
            () ->
                version.matches(LENGTH_AND_TIME)
                    ? Long.valueOf(version.substring(version.indexOf('-') + 1))
                    : null);
  }

  private StructType there(Table table) {
    return warehouse.log(table).snapshot(warehouse.version(table)).schema();
  }

  private static Optional<StructField> field(StructType schema, String name) {
    return Arrays.stream(schema.fields()).filter(f -> f.name().equals(name)).findFirst();
  }
}
