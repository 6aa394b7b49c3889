package vongdoi.ingest.landing;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.files.NewFile;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.LinesOfOrder;

/**
 * What one export says of each order that it names: fields of the order that stand on its first
 * line alone hold for all of them, two equal lines are two units, and all lines together are a
 * version of the order. An export is a file, or the parts that a warehouse or a Spark job wrote of
 * one.
 */
public final class OrderExports {
  /** Column with the version of the order that a line belongs to; null where lines add up. */
  public static final String VERSION = "_order_version";

  /**
   * Names that warehouses give to the parts of one export: Spark, BigQuery, Snowflake, Redshift.
   */
  private static final Pattern PART =
      Pattern.compile(
          "(?:.*[-_.])?part[-_]?\\d+.*|.*\\d{12}\\.\\w+(?:\\.\\w+)?|data_\\d+_\\d+_\\d+\\..*"
              + "|\\d{4}_part_\\d+.*");

  private static final Set<String> OF_LINE = Set.of("order_id", "discount_amount");
  private static final String WITHIN =
      "(partition by " + WorkingColumns.EXPORT + ", " + WorkingColumns.ORDER;

  private final Column export;

  /**
   * @param files those of the source, by ascending number without a gap
   */
  public OrderExports(List<NewFile> files) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] of = new int[files.size()];
    for (int i = 0; i < of.length; i++) {
      String path = files.get(i).file().path();
      int slash = path.lastIndexOf('/');
      boolean isPart = PART.matcher(path.substring(slash + 1)).matches();
      String own = isPart ? path.substring(0, slash + 1) : path;
      of[i] = numbers.computeIfAbsent(own, n -> numbers.size());
    }
    int first = files.isEmpty() ? 0 : files.get(0).number();
    this.export =
        of.length == 0
            ? lit(0)
            : element_at(
                lit(of), expr("cast(" + WorkingColumns.FILE + " - " + first + " + 1 as int)"));
  }

  /**
   * Lines with the fields of their order on each of them.
   *
   * @param canonical columns of the line, then those of its order
   * @param required those of the order without which its lines are not taken in
   */
  public Dataset<Row> withOrderFields(
      Dataset<Row> lines, List<TableColumn> canonical, List<String> required) {
    Set<String> ofOrder =
        Entity.ORDERS.canonical().stream()
            .map(TableColumn::name)
            .filter(c -> !OF_LINE.contains(c))
            .collect(Collectors.toSet());
    Dataset<Row> keyed = keyed(lines);
    List<Column> columns = new ArrayList<>();
    for (String c : keyed.columns()) {
      columns.add(
          ofOrder.contains(c)
              ? coalesce(
                      col(c),
                      expr(
                          "first_value(`%s`) ignore nulls over %s order by %s rows between unbounded preceding and unbounded following)"
                              .formatted(c, WITHIN, WorkingColumns.ROW)))
                  .as(c)
              : col("`" + c + "`"));
    }
    Dataset<Row> filled = withoutOwn(keyed.select(columns.toArray(Column[]::new)));
    for (String c : required) {
      filled =
          WorkingColumns.withReason(
              filled, expr("if(`" + c + "` is null, '" + c + " is missing', null)"));
    }
    return filled;
  }

  /** Lines of which equal ones are told apart, with the version of their order. */
  public Dataset<Row> versions(Dataset<Row> hashed, LinesOfOrder say) {
    Dataset<Row> counted =
        keyed(hashed)
            .withColumn(
                WorkingColumns.NTH,
                expr(
                    "row_number() over %s, _row_hash order by %s)"
                        .formatted(WITHIN, WorkingColumns.ROW)))
            .withColumn(
                "_row_hash",
                expr(
                    "if(%1$s = 1, _row_hash, md5(concat(_row_hash, %1$s)))"
                        .formatted(WorkingColumns.NTH)));
    if (say == LinesOfOrder.PIECES) {
      return withoutOwn(counted.withColumn(VERSION, lit(null).cast("string")));
    }
    String all = "bit_xor(xxhash64('%d', _row_hash)) over " + WITHIN + ")";
    return withoutOwn(
        counted
            .withColumn(
                VERSION,
                expr("concat(hex(" + all.formatted(1) + "), hex(" + all.formatted(2) + "))"))
            .withColumn("_row_hash", expr("md5(concat(_row_hash, " + VERSION + "))")));
  }

  private static Dataset<Row> withoutOwn(Dataset<Row> rows) {
    return rows.drop(WorkingColumns.EXPORT, WorkingColumns.ORDER, WorkingColumns.NTH);
  }

  /** Rows that are not taken in belong to no order. */
  private Dataset<Row> keyed(Dataset<Row> rows) {
    return rows.withColumn(WorkingColumns.EXPORT, export)
        .withColumn(
            WorkingColumns.ORDER,
            expr(
                "if(%s, order_id, concat('-', %s))"
                    .formatted(WorkingColumns.IS_GOOD, WorkingColumns.ROW)));
  }
}
