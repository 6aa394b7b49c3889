package vongdoi.ingest.mapping;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.table.TableColumn;
import vongdoi.customer.DateOfBirth;
import vongdoi.ingest.lines.RawColumns;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.source.SourceConfig;

/**
 * Brings raw columns to canonical ones: each by the source's expression, else by its own name. A
 * value that cannot be computed or read makes the row bad; nothing becomes null in silence. A date
 * of birth alone is kept as it was typed where it is no date: the person is a customer all the
 * same.
 */
public final class Mapping {
  private static final String AS_TYPED = "birth_date";

  private final String source;
  private final SourceConfig config;
  private final List<TableColumn> canonical;
  private final Conversion conversion;

  public Mapping(String source, SourceConfig config, List<TableColumn> canonical, ZoneId zone) {
    this.source = source;
    this.config = config;
    this.canonical = canonical;
    this.conversion = new Conversion(zone);
  }

  /** The raw columns that the source's own expressions name. */
  public RawColumns named() {
    RawColumns named = new RawColumns();
    config.columns().values().forEach(named::addReferencesOf);
    config.where().ifPresent(named::addReferencesOf);
    return named;
  }

  /** All raw columns that the mapping reads from text files, those of canonical name included. */
  public RawColumns wanted() {
    RawColumns wanted = named();
    for (TableColumn c : canonical) {
      boolean known = wanted.names().stream().anyMatch(n -> n.equalsIgnoreCase(c.name()));
      if (!config.columns().containsKey(c.name()) && !known) {
        wanted.add(List.of(c.name()));
      }
    }
    return wanted;
  }

  /**
   * Canonical columns of a raw frame, with the working columns and {@code extra} as they come. The
   * session's time zone must be the source's: expressions such as {@code to_timestamp} follow it.
   */
  public Dataset<Row> canonical(Dataset<Row> raw, List<String> required) {
    Map<String, Column> values = values(raw);
    StructType types = types(raw, values);
    List<Column> attempts = new ArrayList<>(WorkingColumns.ofRaw());
    config
        .where()
        .ifPresent(
            w ->
                attempts.add(
                    TriedExpression.of(expr(Inequalities.widened(w))).as(WorkingColumns.FILTER)));
    for (TableColumn c : canonical) {
      if (values.containsKey(c.name())) {
        attempts.add(
            attempt(c, values.get(c.name()), types.apply(c.name()).dataType())
                .as(WorkingColumns.tried(c.name())));
        if (c.name().equals(AS_TYPED)) {
          attempts.add(shaped(typed(raw)).as(WorkingColumns.TYPED));
        }
      }
    }
    Dataset<Row> tried = raw.select(attempts.toArray(Column[]::new));
    List<Column> result = new ArrayList<>(WorkingColumns.ofMapped(reason(values, required)));
    for (TableColumn c : canonical) {
      Column value = values.containsKey(c.name()) ? value(c.name()) : lit(null).cast(c.dataType());
      result.add(value.as(c.name()));
    }
    return tried.select(result.toArray(Column[]::new));
  }

  /**
   * A value and its conversion are tried apart: a conversion may read the value twice, and Spark
   * then computes it once, before it tries anything.
   */
  private Column attempt(TableColumn c, Column value, DataType type) {
    if (!config.columns().containsKey(c.name())) {
      return TriedExpression.of(converted(c, value, type));
    }
    Column computed = TriedExpression.of(value);
    return when(
        computed.isNotNull(),
        TriedExpression.of(converted(c, TriedExpression.value(computed), type)));
  }

  private Column converted(TableColumn c, Column value, DataType type) {
    Column converted = conversion.of(value, type, c.dataType());
    return c.name().equals(AS_TYPED) ? shaped(converted) : converted;
  }

  private static Column value(String name) {
    Column tried = col(WorkingColumns.tried(name));
    Column value = TriedExpression.value(tried);
    return name.equals(AS_TYPED)
        ? coalesce(value, when(tried.isNull(), col(WorkingColumns.TYPED)))
        : value;
  }

  private static Column shaped(Column text) {
    UDF1<String, String> shape = DateOfBirth::shape;
    return udf(shape, DataTypes.StringType).apply(text);
  }

  /** The raw text that the expression of a date of birth reads, where it is one column's. */
  private Column typed(Dataset<Row> raw) {
    String expression = config.columns().get(AS_TYPED);
    List<String> names =
        expression == null ? List.of() : new RawColumns().addReferencesOf(expression).names();
    boolean isText =
        names.size() == 1
            && Arrays.stream(raw.schema().fields())
                .anyMatch(
                    f ->
                        f.name().equals(names.get(0)) && f.dataType().equals(DataTypes.StringType));
    return isText ? col("`" + names.get(0) + "`") : lit(null).cast(DataTypes.StringType);
  }

  /** Value of each canonical column that the source has, not yet brought to its type. */
  private Map<String, Column> values(Dataset<Row> raw) {
    Map<String, Column> values = new LinkedHashMap<>();
    for (TableColumn c : canonical) {
      String expression = config.columns().get(c.name());
      if (expression != null) {
        values.put(c.name(), expr(Inequalities.widened(expression)));
      } else {
        Arrays.stream(raw.columns())
            .filter(r -> r.equalsIgnoreCase(c.name()))
            .findFirst()
            .ifPresent(r -> values.put(c.name(), col("`" + r + "`")));
      }
    }
    return values;
  }

  private StructType types(Dataset<Row> raw, Map<String, Column> values) {
    Map<String, Column> all = new LinkedHashMap<>(values);
    config
        .where()
        .ifPresent(
            w -> all.put(WorkingColumns.FILTER, expr(Inequalities.widened(w)).cast("boolean")));
    Column[] named =
        all.entrySet().stream().map(v -> v.getValue().as(v.getKey())).toArray(Column[]::new);
    if (resolves(raw, named).isEmpty()) {
      return raw.select(named).schema();
    }
    for (Map.Entry<String, Column> value : all.entrySet()) {
      String problem = resolves(raw, value.getValue());
      if (!problem.isEmpty()) {
        String key =
            value.getKey().equals(WorkingColumns.FILTER) ? "where" : "columns." + value.getKey();
        throw new JobException(
            ExitCode.CONFIGURATION,
            "Invalid sources.%s.%s: it does not fit the raw columns (%s)"
                .formatted(source, key, problem));
      }
    }
    throw new IllegalStateException("Cannot resolve the columns of source " + source);
  }

  /** What Spark's analyser says against the columns; empty where they resolve. */
  private static String resolves(Dataset<Row> raw, Column... columns) {
    try {
      raw.select(columns).schema();
      return "";
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        return e.getMessage().lines().findFirst().orElse("unresolved");
      }
      throw e;
    }
  }

  private Column reason(Map<String, Column> values, List<String> required) {
    List<Column> checks = new ArrayList<>(List.of(col(WorkingColumns.REASON)));
    if (config.where().isPresent()) {
      Column filter = col(WorkingColumns.FILTER);
      checks.add(
          when(filter.isNull(), lit("the filter cannot be computed"))
              .otherwise(WorkingColumns.filteredUnless(TriedExpression.value(filter))));
    }
    for (TableColumn c : canonical) {
      boolean needed = required.contains(c.name());
      Column missing = lit(c.name() + " is missing");
      if (values.containsKey(c.name())) {
        Column tried = col(WorkingColumns.tried(c.name()));
        Column bad =
            when(
                tried.isNull().and(lit(!c.name().equals(AS_TYPED))),
                lit(c.name() + " cannot be read"));
        checks.add(needed ? bad.when(TriedExpression.value(tried).isNull(), missing) : bad);
      } else if (needed) {
        checks.add(missing);
      }
    }
    return coalesce(checks.toArray(Column[]::new));
  }
}
