package vongdoi.ingest.mapping;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.table.TableColumn;
import vongdoi.customer.DateOfBirth;
import vongdoi.ingest.lines.RawColumns;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.source.SourceConfig;
import vongdoi.ingest.values.ValueRules;

/**
 * Brings raw columns to canonical ones: each by the source's expression, else by its own name. A
 * value that cannot be computed or read makes the row bad; nothing becomes null in silence. A date
 * of birth alone is kept as it was typed where it is no date: the person is a customer all the
 * same.
 */
public final class Mapping {
  private static final String AS_TYPED = "birth_date";
  private static final String CURRENCY = "currency";

  private final String source;
  private final SourceConfig config;
  private final List<TableColumn> canonical;
  private final Conversion conversion;

  /**
   * @param country ISO 3166 code of phones without a prefix
   */
  public Mapping(
      String source,
      SourceConfig config,
      List<TableColumn> canonical,
      ValueRules rules,
      String country) {
    this.source = source;
    this.config = config;
    this.canonical = canonical;
    this.conversion = new Conversion(rules, country);
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

  /** What keeps the mapping from these raw columns: the setting and why; empty where it fits. */
  public Optional<Misfit> misfit(Dataset<Row> raw) {
    Map<String, Column> all = stated(raw);
    Column[] named =
        all.entrySet().stream().map(v -> v.getValue().as(v.getKey())).toArray(Column[]::new);
    if (resolves(raw, named).isEmpty()) {
      return Optional.empty();
    }
    for (Map.Entry<String, Column> value : all.entrySet()) {
      String problem = resolves(raw, value.getValue());
      if (!problem.isEmpty()) {
        String key =
            value.getKey().equals(WorkingColumns.FILTER) ? "where" : "columns." + value.getKey();
        return Optional.of(new Misfit(key, problem));
      }
    }
    throw new IllegalStateException("Cannot resolve the columns of a source at " + config.path());
  }

  /**
   * A setting that does not fit the raw columns.
   *
   * @param key the setting below the source
   * @param problem what Spark says
   */
  public record Misfit(String key, String problem) {}

  /**
   * Canonical columns of a raw frame, with the working columns and {@code extra} as they come. The
   * session's time zone must be the source's: expressions such as {@code to_timestamp} follow it.
   *
   * @param raw a frame without a {@link #misfit}
   */
  public Dataset<Row> canonical(Dataset<Row> raw, List<String> required) {
    Map<String, Column> values = values(raw);
    Dataset<Row> tried = tried(raw, values);
    List<Column> result =
        new ArrayList<>(WorkingColumns.ofMapped(reason(raw, values, required), extra(values)));
    for (TableColumn c : canonical) {
      Column value = values.containsKey(c.name()) ? value(c.name()) : lit(null).cast(c.dataType());
      result.add(
          (c.name().equals(CURRENCY) && config.currency().isPresent()
                  ? coalesce(value, lit(config.currency().get()))
                  : value)
              .as(c.name()));
    }
    return tried.select(result.toArray(Column[]::new));
  }

  /**
   * What becomes of each value, for a look at a sample: the working columns, and per canonical
   * column that the source has a struct {@code given} (what its expression gives, as text), {@code
   * value} (what is taken in, as text) and {@code refusal} (why it is not; null where it is). A row
   * whose text could not be parsed has none.
   *
   * @param raw a frame without a {@link #misfit}
   */
  public Dataset<Row> cells(Dataset<Row> raw) {
    Map<String, Column> values = values(raw);
    StructType types = types(raw, values);
    Dataset<Row> tried = tried(raw, values);
    List<Column> result =
        new ArrayList<>(
            WorkingColumns.ofMapped(
                coalesce(ofRow().toArray(Column[]::new)), WorkingColumns.extra()));
    for (TableColumn c : canonical) {
      if (values.containsKey(c.name())) {
        Column given =
            TriedExpression.value(TriedExpression.of(values.get(c.name()).cast("string")));
        result.add(
            when(
                    col(WorkingColumns.REASON).isNull(),
                    struct(
                        given.as("given"),
                        value(c.name()).cast("string").as("value"),
                        refusal(c, values, types).as("refusal")))
                .as(c.name()));
      }
    }
    return tried.select(result.toArray(Column[]::new));
  }

  private Dataset<Row> tried(Dataset<Row> raw, Map<String, Column> values) {
    StructType types = types(raw, values);
    List<Column> attempts = new ArrayList<>(WorkingColumns.ofRaw());
    for (String name : raw.columns()) {
      if (!WorkingColumns.isBesideValues(name)) {
        attempts.add(col(quoted(name)));
      }
    }
    config
        .where()
        .ifPresent(
            w ->
                attempts.add(
                    TriedExpression.of(expr(Inequalities.widened(w))).as(WorkingColumns.FILTER)));
    for (TableColumn c : canonical) {
      if (values.containsKey(c.name())) {
        attempts.add(
            attempt(c, values, types.apply(c.name()).dataType())
                .as(WorkingColumns.tried(c.name())));
      }
    }
    return raw.select(attempts.toArray(Column[]::new));
  }

  /**
   * A value and its conversion are tried apart: a conversion may read the value twice, and Spark
   * then computes it once, before it tries anything.
   */
  private Column attempt(TableColumn c, Map<String, Column> values, DataType type) {
    Column value = values.get(c.name());
    Column currency = currency(values);
    if (!config.columns().containsKey(c.name())) {
      return TriedExpression.of(conversion.of(c, value, type, currency));
    }
    Column computed = TriedExpression.of(value);
    return when(
        computed.isNotNull(),
        TriedExpression.of(conversion.of(c, TriedExpression.value(computed), type, currency)));
  }

  /** What a row says of its currency, as text; null where the source does not say it. */
  private static Column currency(Map<String, Column> values) {
    Column currency = values.get(CURRENCY);
    return currency == null
        ? null
        : TriedExpression.value(TriedExpression.of(currency.cast(DataTypes.StringType)));
  }

  private Column value(String name) {
    Column tried = col(WorkingColumns.tried(name));
    Column value = TriedExpression.value(tried);
    return name.equals(AS_TYPED) ? coalesce(value, when(tried.isNull(), shaped(typed()))) : value;
  }

  private static Column shaped(Column text) {
    UDF1<String, String> shape = DateOfBirth::shape;
    return udf(shape, DataTypes.StringType).apply(text);
  }

  /** The raw text that the expression of a date of birth reads, where it is one column's. */
  private Column typed() {
    String expression = config.columns().get(AS_TYPED);
    List<String> names =
        expression == null ? List.of() : new RawColumns().addReferencesOf(expression).names();
    return names.size() == 1
        ? col(quoted(names.get(0))).cast(DataTypes.StringType)
        : lit(null).cast(DataTypes.StringType);
  }

  /** Further contacts of a cell go to the row's further values. */
  private Column extra(Map<String, Column> values) {
    Column extra = WorkingColumns.extra();
    Column none = lit(null).cast(DataTypes.StringType);
    if (!values.containsKey("email") && !values.containsKey("phone")) {
      return extra;
    }
    return conversion.withFurther(
        extra, text(values.get("email"), none), text(values.get("phone"), none));
  }

  private static Column text(Column value, Column none) {
    return value == null
        ? none
        : TriedExpression.value(TriedExpression.of(value.cast(DataTypes.StringType)));
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
            .ifPresent(r -> values.put(c.name(), col(quoted(r))));
      }
    }
    return values;
  }

  private Map<String, Column> stated(Dataset<Row> raw) {
    Map<String, Column> all = values(raw);
    config
        .where()
        .ifPresent(
            w -> all.put(WorkingColumns.FILTER, expr(Inequalities.widened(w)).cast("boolean")));
    return all;
  }

  private static StructType types(Dataset<Row> raw, Map<String, Column> values) {
    return raw.select(
            values.entrySet().stream().map(v -> v.getValue().as(v.getKey())).toArray(Column[]::new))
        .schema();
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

  /** What keeps a row out before any of its values is looked at. */
  private List<Column> ofRow() {
    List<Column> checks = new ArrayList<>(List.of(col(WorkingColumns.REASON)));
    if (config.where().isPresent()) {
      Column filter = col(WorkingColumns.FILTER);
      checks.add(
          when(
                  filter.isNull(),
                  lit(
                      "the filter cannot be computed: sources."
                          + source
                          + ".where throws on this row"))
              .otherwise(WorkingColumns.filteredUnless(TriedExpression.value(filter))));
    }
    return checks;
  }

  private Column reason(Dataset<Row> raw, Map<String, Column> values, List<String> required) {
    StructType types = types(raw, values);
    List<Column> checks = ofRow();
    for (TableColumn c : canonical) {
      boolean needed = required.contains(c.name());
      Column missing = lit(c.name() + " is missing");
      if (values.containsKey(c.name())) {
        Column tried = col(WorkingColumns.tried(c.name()));
        Column bad =
            when(
                tried.isNull().and(lit(!c.name().equals(AS_TYPED))),
                concat(lit(c.name() + " cannot be read: "), refusal(c, values, types)));
        checks.add(needed ? bad.when(TriedExpression.value(tried).isNull(), missing) : bad);
      } else if (needed) {
        checks.add(missing);
      }
    }
    return coalesce(checks.toArray(Column[]::new));
  }

  /** Why the value of a column could not be read; null where it could. */
  private Column refusal(TableColumn c, Map<String, Column> values, StructType types) {
    Column computed = TriedExpression.of(values.get(c.name()));
    DataType from = types.apply(c.name()).dataType();
    Column why = conversion.why(c, TriedExpression.value(computed), from, currency(values));
    Column unknown =
        lit(
            from instanceof StringType
                ? "it does not fit"
                : "a value of type %s does not fit".formatted(from.sql()));
    return when(
        col(WorkingColumns.tried(c.name())).isNull(),
        when(
                computed.isNull(),
                lit("sources." + source + ".columns." + c.name() + " throws on what is there"))
            .otherwise(coalesce(why, unknown)));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
