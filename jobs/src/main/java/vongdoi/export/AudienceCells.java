package vongdoi.export;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.try_parse_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import vongdoi.common.job.Inputs;
import vongdoi.export.ExportConfig.Cell;
import vongdoi.export.ExportConfig.Destination;
import vongdoi.export.ExportConfig.Dialect;
import vongdoi.export.ExportConfig.Takes;
import vongdoi.export.ExportConfig.Type;

/** The cells of each destination as texts, and which rows it would not accept. */
final class AudienceCells {
  private static final String INSTANT = "yyyy-MM-dd'T'HH:mm:ss'Z'";

  /** Two hashes that together name what a destination would take for one and the same. */
  private static final List<String> SAME = List.of("_same", "_same_too");

  private static final String FINITE = "-?[0-9.]+(E-?[0-9]+)?";

  private final ExportConfig config;
  private final List<String> destinations;

  AudienceCells(ExportConfig config, List<Audience> audiences) {
    this.config = config;
    this.destinations = audiences.stream().map(Audience::destination).distinct().toList();
  }

  Dataset<Row> of(Dataset<Row> rows) {
    Column cells = lit(null).cast("array<string>");
    Column refused = lit(null).cast("string");
    for (String key : destinations) {
      Column here = col("destination").equalTo(key);
      Destination destination = config.destinations().get(key);
      cells = when(here, cells(key, destination)).otherwise(cells);
      refused = when(here, refused(key, destination)).otherwise(refused);
    }
    return rows.withColumn("cells", cells)
        .withColumn("suppressed_reason", coalesce(col("suppressed_reason"), refused));
  }

  /**
   * The cells of a row. A list takes a member although a cell that may be empty cannot be used; a
   * message is sent with all its cells or not at all.
   */
  private Column cells(String key, Destination destination) {
    List<Column> runs = new ArrayList<>();
    List<Column> single = new ArrayList<>();
    for (Cell column : destination.columns()) {
      if (column.times().isPresent()) {
        runs.add(array(single.toArray(Column[]::new)));
        single.clear();
        runs.add(repeated(column, mayBeEmpty(key, destination, column)));
      } else {
        Column cell = cell(column);
        single.add(
            mayBeEmpty(key, destination, column)
                ? CellTexts.usable(cell, column.pattern().get())
                : cell);
      }
    }
    runs.add(array(single.toArray(Column[]::new)));
    return flatten(array(runs.stream().map(r -> r.cast("array<string>")).toArray(Column[]::new)));
  }

  /** The first values of a list, those that cannot be used left out, filled up with nothing. */
  private static Column repeated(Cell column, boolean mayBeEmpty) {
    return CellTexts.first(
        expr(column.value()).cast("array<string>"),
        column.repeated(),
        mayBeEmpty ? column.pattern() : Optional.empty());
  }

  /** Whether a cell that breaks its pattern is left empty instead of refusing the row. */
  private boolean mayBeEmpty(String key, Destination destination, Cell column) {
    return config.takes(key) == Takes.MEMBERS
        && destination.dialect() == Dialect.MACHINE
        && column.holds() == Type.STRING
        && column.pattern().filter(p -> "".matches(p)).isPresent();
  }

  /** Why the destination would not accept the row; null where it would. */
  private Column refused(String key, Destination destination) {
    Column accepted = lit(true);
    int position = 0;
    for (Cell column : destination.columns()) {
      for (int i = 0; i < column.repeated(); i++) {
        Column cell = col("cells").getItem(position++);
        Column fits = fits(column, destination.dialect(), cell);
        if (fits != null && !mayBeEmpty(key, destination, column)) {
          accepted = accepted.and(fits);
        }
      }
    }
    return when(not(accepted), "invalid").when(not(isMatched(destination)), "no-contact");
  }

  /** Whether a row has what the destination finds people by. */
  private static Column isMatched(Destination destination) {
    Column any = lit(destination.identifiers().isEmpty());
    for (List<String> group : destination.identifiers()) {
      Column all = lit(true);
      for (String header : group) {
        all = all.and(coalesce(cellOf(destination, header).notEqual(""), lit(false)));
      }
      any = any.or(all);
    }
    return any;
  }

  private static Column cellOf(Destination destination, String header) {
    return col("cells").getItem(destination.headers().indexOf(header));
  }

  /** The value as text; a text that is not what the column holds stays, to be refused. */
  private static Column cell(Cell cell) {
    Column value = expr(cell.value());
    return switch (cell.holds()) {
      case STRING, JSON -> value.cast("string");
      case TIMESTAMP -> typed(value, date_format(value.try_cast("timestamp"), INSTANT));
      default -> typed(value, value.try_cast(sqlType(cell.holds())).cast("string"));
    };
  }

  private static Column typed(Column value, Column text) {
    return coalesce(text, value.cast("string"));
  }

  private static String sqlType(Type type) {
    return switch (type) {
      case INTEGER -> "bigint";
      case NUMBER -> "double";
      case AMOUNT -> "decimal(18,2)";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case TIMESTAMP -> "timestamp";
      case STRING, JSON -> "string";
    };
  }

  /** Whether a cell is what its column holds and, for a machine, keeps to its pattern. */
  private static Column fits(Cell column, Dialect dialect, Column cell) {
    List<Column> demands = new ArrayList<>();
    if (column.holds() == Type.JSON) {
      demands.add(cell.isNull().or(try_parse_json(cell).isNotNull()));
    } else if (column.holds() != Type.STRING) {
      demands.add(cell.isNull().or(cell.try_cast(sqlType(column.holds())).isNotNull()));
    }
    if (column.holds() == Type.NUMBER) {
      demands.add(cell.isNull().or(matches(cell, FINITE)));
    }
    if (dialect == Dialect.MACHINE && column.pattern().isPresent()) {
      demands.add(matches(column, cell));
    }
    return demands.stream().reduce(Column::and).orElse(null);
  }

  private static Column matches(Cell column, Column cell) {
    return matches(coalesce(cell, lit("")), column.pattern().get());
  }

  private static Column matches(Column cell, String pattern) {
    return cell.rlike("\\A(?:" + pattern + ")\\z");
  }

  /**
   * Adds what tells the rows that a destination would take for one and the same: {@link #SAME}, two
   * hashes of the cells that it compares; null where a row competes with none.
   */
  Dataset<Row> compared(Dataset<Row> rows) {
    Column same = lit(null).cast("array<string>");
    for (String key : comparing()) {
      Destination destination = config.destinations().get(key);
      Column[] cells =
          destination.uniqueBy().get().stream()
              .map(header -> cellOf(destination, header))
              .toArray(Column[]::new);
      Column any = not(concat_ws("", cells).equalTo(""));
      same = when(col("destination").equalTo(key), when(any, array(cells))).otherwise(same);
    }
    Column competes = col("suppressed_reason").isNull().and(same.isNotNull());
    Column list = concat_ws("/", col("destination"), col("segment"));
    return rows.withColumn(SAME.get(0), when(competes, xxhash64(list, same)))
        .withColumn(SAME.get(1), when(competes, xxhash64(lit(1), list, same)));
  }

  /**
   * Rows that {@link #compared} finds to be the same as a better one: {@code destination, segment,
   * customer_id, matter}. Empty where no destination compares rows.
   */
  Optional<Dataset<Row>> doubles(Inputs inputs, Dataset<Row> compared) {
    if (comparing().isEmpty()) {
      return Optional.empty();
    }
    String same = SAME.get(0);
    Dataset<Row> competing = compared.where(col(same).isNotNull());
    // Nearly all rows are alone: these never meet the sort.
    Dataset<Row> shared =
        inputs.keepForJoins(competing.groupBy(same).count().where("count > 1").select(same));
    Column place =
        row_number()
            .over(
                Window.partitionBy(SAME.stream().map(functions::col).toArray(Column[]::new))
                    .orderBy(
                        col("score").desc_nulls_last(),
                        col("customer_id").asc(),
                        col("matter").asc()));
    return Optional.of(
        inputs.keepForJoins(
            competing
                .join(shared, new String[] {same}, "left_semi")
                .withColumn("place", place)
                .where("place > 1")
                .select("destination", "segment", "customer_id", "matter")));
  }

  /**
   * Destinations in whose lists two rows may be the same. A list of members has one row a customer:
   * where its id tells rows apart, all differ.
   */
  private List<String> comparing() {
    return destinations.stream().filter(this::compares).toList();
  }

  private boolean compares(String key) {
    Destination destination = config.destinations().get(key);
    List<String> unique = destination.uniqueBy().orElse(List.of());
    boolean tellsByCustomer =
        config.takes(key) == Takes.MEMBERS
            && destination.columns().stream()
                .filter(c -> unique.contains(c.header()))
                .anyMatch(c -> c.value().equals("customer_id"));
    return !unique.isEmpty() && !tellsByCustomer;
  }
}
