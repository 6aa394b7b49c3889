package vongdoi.export;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.try_parse_json;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import vongdoi.export.ExportConfig.Cell;
import vongdoi.export.ExportConfig.Destination;
import vongdoi.export.ExportConfig.Dialect;
import vongdoi.export.ExportConfig.Type;

/** The cells of each destination as texts, and which rows it would not accept. */
final class AudienceCells {
  private static final String INSTANT = "yyyy-MM-dd'T'HH:mm:ss'Z'";
  private static final String FINITE = "-?[0-9.]+(E-?[0-9]+)?";

  private final ExportConfig config;
  private final List<String> destinations;

  AudienceCells(ExportConfig config, List<Audience> audiences) {
    this.config = config;
    this.destinations = audiences.stream().map(Audience::destination).distinct().toList();
  }

  Dataset<Row> of(Dataset<Row> rows) {
    Column cells = lit(null).cast("array<string>");
    Column accepted = lit(true);
    for (String key : destinations) {
      Column here = col("destination").equalTo(key);
      Destination destination = config.destinations().get(key);
      List<Cell> columns = destination.columns();
      cells =
          when(here, array(columns.stream().map(AudienceCells::cell).toArray(Column[]::new)))
              .otherwise(cells);
      for (int i = 0; i < columns.size(); i++) {
        Column fits = fits(columns.get(i), destination.dialect(), col("cells").getItem(i));
        if (fits != null) {
          accepted = accepted.and(not(here).or(fits));
        }
      }
    }
    return rows.withColumn("cells", cells)
        .withColumn(
            "suppressed_reason",
            coalesce(col("suppressed_reason"), when(not(accepted), "invalid")));
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
      demands.add(matches(coalesce(cell, lit("")), column.pattern().get()));
    }
    return demands.stream().reduce(Column::and).orElse(null);
  }

  private static Column matches(Column cell, String pattern) {
    return cell.rlike("\\A(?:" + pattern + ")\\z");
  }

  /** Keeps the best of the rows that a destination would take for one and the same. */
  Dataset<Row> unique(Dataset<Row> rows) {
    Column same = lit(null).cast("string");
    boolean asked = false;
    for (String key : destinations) {
      Destination destination = config.destinations().get(key);
      if (destination.uniqueBy().isPresent()) {
        asked = true;
        Column[] cells =
            destination.uniqueBy().get().stream()
                .map(header -> col("cells").getItem(destination.headers().indexOf(header)))
                .toArray(Column[]::new);
        same = when(col("destination").equalTo(key), to_json(array(cells))).otherwise(same);
      }
    }
    if (!asked) {
      return rows;
    }
    Column which =
        coalesce(
            when(col("suppressed_reason").isNull(), same),
            concat_ws("|", lit("customer"), col("customer_id")));
    Column place =
        row_number()
            .over(
                Window.partitionBy(col("destination"), col("segment"), which)
                    .orderBy(col("score").desc_nulls_last(), col("customer_id").asc()));
    return rows.withColumn("_place", place)
        .withColumn(
            "suppressed_reason",
            coalesce(col("suppressed_reason"), when(col("_place").gt(1), "duplicate")));
  }
}
