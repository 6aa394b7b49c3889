package vongdoi.ingest.row;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The columns that a row bears beside its values on its way from a file to bronze: which row it is,
 * why it cannot be taken in, its text, what its mapping tries. No other class spells their names,
 * and none of them reaches a table.
 */
public final class WorkingColumns {

  /** File and position of the row as one number of the batch. */
  public static final String ROW = "__row";

  /** Why the row cannot be taken in; null where it can. */
  public static final String REASON = "__reason";

  /** Raw text of the row, cut; good rows lose it once they are mapped. */
  public static final String RAW = "__raw";

  /** The source's filter over the row, tried. */
  public static final String FILTER = "__where";

  /** Number of the export that an order's line stands in. */
  public static final String EXPORT = "__export";

  /** The order that a line belongs to; each bad line is one of its own. */
  public static final String ORDER = "__order";

  /** Followed by a number: whether the row keeps a condition of its source. */
  public static final String KEEPS = "__keeps_";

  /** How many equal lines of its order stand before a line, and it. */
  public static final String NTH = "__nth";

  /** SQL: number of the row's file among the new files of the run. */
  public static final String FILE = RowIds.fileOf(ROW);

  /** SQL: place of the row in its file, from 1. */
  public static final String POSITION = RowIds.positionOf(ROW);

  /** SQL: whether nothing speaks against the row. */
  public static final String IS_GOOD = REASON + " is null";

  /** Reason of rows that the source's filter leaves out; they are counted, not quarantined. */
  private static final String FILTERED = "filtered";

  /** SQL: whether the source's filter leaves the row out. */
  public static final String IS_FILTERED = REASON + " = '" + FILTERED + "'";

  /** SQL: whether the row goes to quarantine; null for good rows. */
  public static final String IS_BAD = REASON + " <> '" + FILTERED + "'";

  private static final String EXTRA = "__extra";
  private static final String IS_LINE = "__is_line";
  private static final String PLACE = "__place";
  private static final String TRIED = "__a_";

  private static final Set<String> BESIDE_VALUES = Set.of(ROW, REASON, RAW, EXTRA, IS_LINE);

  private static final StructType OF_TEXT =
      new StructType()
          .add(ROW, DataTypes.LongType, false)
          .add(REASON, DataTypes.StringType)
          .add(RAW, DataTypes.StringType);

  private WorkingColumns() {}

  /** Schema of a frame whose rows bear these values. */
  public static StructType with(StructType values) {
    return new StructType(
        Stream.of(OF_TEXT.fields(), values.fields())
            .flatMap(Stream::of)
            .toArray(StructField[]::new));
  }

  /** Schema of raw values, and last a JSON text of those that the mapping does not speak of. */
  public static StructType withExtra(StructType raw) {
    return raw.add(EXTRA, DataTypes.StringType);
  }

  /**
   * A row of a text file.
   *
   * @param text null where nothing will be asked of it later
   */
  public static InternalRow good(int file, long position, UTF8String text, Object[] values) {
    return row(file, position, null, text, values, values.length);
  }

  /**
   * A row of a text file that has no values.
   *
   * @param width values of its good neighbours
   */
  public static InternalRow bad(
      int file, long position, String reason, UTF8String text, int width) {
    return row(file, position, UTF8String.fromString(reason), text, new Object[0], width);
  }

  private static InternalRow row(
      int file, long position, UTF8String reason, UTF8String text, Object[] values, int width) {
    Object[] row = new Object[OF_TEXT.length() + width];
    row[0] = RowIds.of(file, position);
    row[1] = reason;
    row[2] = text;
    System.arraycopy(values, 0, row, OF_TEXT.length(), values.length);
    return new GenericInternalRow(row);
  }

  /**
   * The working columns of a frame that was not read line by line.
   *
   * @param file SQL for the number of the row's file
   * @param position SQL for the row's place in it
   * @param text raw text of the row
   * @param extra JSON of the raw columns that the mapping does not speak of, null where none is
   */
  public static List<Column> of(String file, String position, Column text, Column extra) {
    return List.of(
        expr(RowIds.ofColumns(file, position)).as(ROW),
        lit(null).cast("string").as(REASON),
        text.as(RAW),
        extra.as(EXTRA));
  }

  /** Those of a raw frame, for its mapping. */
  public static List<Column> ofRaw() {
    return List.of(col(ROW), col(REASON), col(RAW), col(EXTRA));
  }

  /** Those of a mapped frame, where {@code extra} has become a value like others. */
  public static List<Column> ofMapped(Column reason, Column extra) {
    return List.of(col(ROW), reason.as(REASON), col(RAW), extra.as("extra"));
  }

  /** JSON text of the raw values that the mapping does not speak of. */
  public static Column extra() {
    return col(EXTRA);
  }

  /** JSON text of a row's values that no canonical column holds. */
  public static String extraOf(Row row) {
    return row.getAs(Arrays.asList(row.schema().fieldNames()).contains("extra") ? "extra" : EXTRA);
  }

  /** Rows with their place in their file. */
  public static Dataset<Row> placed(Dataset<Row> rows) {
    return rows.withColumn(PLACE, expr(POSITION));
  }

  /** Place in its file of a row that is {@linkplain #placed placed}, from 1. */
  public static long placeOf(Row row) {
    return row.getAs(PLACE);
  }

  /** Whether a column of a raw frame is none of its values. */
  public static boolean isBesideValues(String name) {
    return BESIDE_VALUES.contains(name);
  }

  /** Name of the column in which the mapping tries the value of a canonical one. */
  public static String tried(String canonical) {
    return TRIED + canonical;
  }

  /** Reason of a row that a filter over it leaves out; null where the filter is true. */
  public static Column filteredUnless(Column filter) {
    return when(coalesce(filter, lit(false)).equalTo(false), lit(FILTERED));
  }

  /** Rows with a further reason, null for rows that have none; the first that was found stands. */
  public static Dataset<Row> withReason(Dataset<Row> rows, Column reason) {
    return rows.withColumn(REASON, coalesce(col(REASON), reason));
  }

  /** Rows with the raw text of the bad ones alone. */
  public static Dataset<Row> withTextOfBadRows(Dataset<Row> rows) {
    return rows.withColumn(RAW, when(expr(IS_BAD), col(RAW)));
  }

  /** Rows marked as order lines whose orders have no rows of their own. */
  public static Dataset<Row> markedAsLines(Dataset<Row> rows) {
    return rows.withColumn(IS_LINE, lit(true));
  }

  /** The rows that are marked as order lines; empty where none can be. */
  public static Optional<Dataset<Row>> linesOf(Dataset<Row> rows) {
    return Arrays.asList(rows.columns()).contains(IS_LINE)
        ? Optional.of(rows.where(IS_LINE))
        : Optional.empty();
  }

  /** The values of a row, its working columns dropped. */
  public static List<Column> valuesOf(Dataset<Row> rows) {
    return Arrays.stream(rows.columns())
        .filter(c -> !BESIDE_VALUES.contains(c))
        .map(c -> col(c))
        .toList();
  }
}
