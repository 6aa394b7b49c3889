package vongdoi.clv.contract;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is known of contracts as predictors: each text that enough contracts share is one (yes or
 * no), a number is one as it is. An attribute is a number only if all that it holds are numbers;
 * {@code 007} is a text.
 *
 * <p>A number that is nothing but age times price (what was paid so far) would go stale in the
 * months ahead. It counts as the distance from that instead, in months of today's price: it tells
 * of another price in former times and stays as it is.
 */
public final class HazardFields {
  /** Kinds of fields; attributes have names of their own. */
  static final String AGE = "age";

  static final String PRICE = "price";
  static final String DUE = "due";
  static final String FAILED = "failed_payments";
  static final String VISITS = "visits";
  static final String TICKETS = "tickets";
  static final String PLAN = "plan";
  static final String INTERVAL = "interval";
  static final String METHOD = "payment_method";
  public static final String ATTRIBUTE = "attribute";

  /** Correlation with age times price above which a number is taken for what was paid so far. */
  private static final double PAID_SO_FAR = 0.98;

  /** Texts of one field that are told apart. */
  private static final int MOST_LEVELS = 30;

  /** A number as programs write it; a leading zero or a sign of thousands makes it a text. */
  private static final String NUMBER =
      "value rlike '^[+-]?(0|[1-9][0-9]{0,14})([.][0-9]{1,15})?([eE][+-]?[0-9]{1,2})?$'";

  /** Of log months, which plans and the age share. */
  private static final String LOG_AGE = "log1p(greatest(reached, 0D))";

  private HazardFields() {}

  /**
   * A number made of a row.
   *
   * @param kind of field
   * @param name of the attribute; else empty
   * @param level that it stands for; {@code #} where the field is a number
   * @param sql over the columns of {@link ContractMonths}
   */
  public record Predictor(String kind, String name, String level, String sql) {
    /** For people, such as {@code attribute.InternetService=Fiber optic}. */
    String title() {
      return kind + (name.isEmpty() ? "" : "." + name) + "=" + level;
    }
  }

  /**
   * Predictors that the rows show.
   *
   * @param rows with {@code label}
   * @param count of the rows
   * @param without attributes to leave out
   */
  public static List<Predictor> of(
      Dataset<Row> rows, long count, long minLevel, Set<String> without) {
    List<Predictor> predictors = new ArrayList<>(ofAge());
    number(predictors, PRICE, "price", "log1p(greatest(price, 0D))");
    number(predictors, DUE, "least(due, 1D)");
    number(predictors, FAILED, "log1p(failed_payments)");
    number(predictors, VISITS, "log1p(visits)");
    number(predictors, TICKETS, "log1p(tickets)");
    List<String> numbers = new ArrayList<>();
    for (Row field : profile(rows, minLevel)) {
      String kind = field.getString(0);
      String name = field.getString(1);
      long present = field.getLong(2);
      boolean isMissed = count - present >= minLevel;
      if (present == 0 || kind.equals(ATTRIBUTE) && without.contains(name)) {
        continue;
      }
      if (kind.equals(ATTRIBUTE) && field.getLong(3) == present) {
        numbers.add(name);
      } else {
        levels(predictors, kind, name, field.getList(4));
      }
      if (isMissed) {
        String missing = "if(coalesce(trim(" + text(kind, name) + "), '') = '', 1D, 0D)";
        predictors.add(new Predictor(kind, name, "", missing));
      }
    }
    predictors.addAll(ofNumbers(rows, numbers));
    return List.copyOf(predictors);
  }

  private static List<Predictor> ofAge() {
    List<Predictor> predictors = new ArrayList<>();
    number(
        predictors,
        AGE,
        LOG_AGE,
        "least(reached, 120D) / 12",
        "exp(-reached / 3)",
        "exp(-reached / 12)");
    return predictors;
  }

  private static void number(List<Predictor> predictors, String kind, String... forms) {
    for (String form : forms) {
      predictors.add(new Predictor(kind, "", "#", form));
    }
  }

  /** Each text one predictor; those of the plan also beside the age. */
  private static void levels(
      List<Predictor> predictors, String kind, String name, List<Row> shared) {
    shared.stream()
        .sorted(
            Comparator.comparing((Row level) -> -level.getLong(0))
                .thenComparing(level -> level.getString(1)))
        .limit(MOST_LEVELS)
        .map(level -> level.getString(1))
        .sorted()
        .forEach(
            level -> {
              String has =
                  "if(coalesce(trim(%s), '') = %s, 1D, 0D)"
                      .formatted(text(kind, name), quoted(level));
              predictors.add(new Predictor(kind, name, level, has));
              if (kind.equals(PLAN)) {
                predictors.add(new Predictor(kind, name, level, has + " * " + LOG_AGE));
              }
            });
  }

  /**
   * Of each field with texts {@code kind, name, rows with one, of them with a number, texts of
   * enough contracts}.
   */
  private static List<Row> profile(Dataset<Row> rows, long minLevel) {
    String fields =
        "explode(concat(transform(map_entries(coalesce(attributes, cast(map() as"
            + " map<string,string>))), e -> struct('%s' as kind, e.key as name, trim(e.value) as value)),"
                .formatted(ATTRIBUTE)
            + List.of(PLAN, INTERVAL, METHOD).stream()
                .map(f -> "struct('%s' as kind, '' as name, trim(%s) as value)".formatted(f, f))
                .reduce((a, b) -> a + ", " + b)
                .map(all -> " array(" + all + ")")
                .orElseThrow()
            + ")) as f";
    return rows.selectExpr("subscription_id", fields)
        .selectExpr("subscription_id", "f.kind", "f.name", "coalesce(f.value, '') as value")
        .groupBy("kind", "name", "value")
        .agg(expr("count(1) as n"), expr("count(distinct subscription_id) as contracts"))
        .groupBy("kind", "name")
        .agg(
            expr("sum(if(value = '', 0, n)) as present"),
            expr("sum(if(" + NUMBER + ", n, 0)) as numbers"),
            expr(
                "collect_list(if(value <> '' and contracts >= %d, struct(n, value), null)) as texts"
                    .formatted(minLevel)))
        .orderBy("kind", "name")
        .collectAsList();
  }

  private static List<Predictor> ofNumbers(Dataset<Row> rows, List<String> names) {
    List<Predictor> predictors = new ArrayList<>();
    if (names.isEmpty()) {
      return predictors;
    }
    List<Column> figures = new ArrayList<>();
    for (String name : names) {
      String value = value(name);
      figures.add(expr("avg(" + value + ")"));
      figures.add(expr("corr(" + value + ", if(" + value + " is null, null, reached * price))"));
      figures.add(expr("avg(" + beyond(value) + ")"));
    }
    Row row =
        rows.agg(figures.get(0), figures.subList(1, figures.size()).toArray(Column[]::new)).head();
    for (int i = 0; i < names.size(); i++) {
      String value = value(names.get(i));
      boolean isPaid = !row.isNullAt(3 * i + 1) && row.getDouble(3 * i + 1) > PAID_SO_FAR;
      int mean = isPaid ? 3 * i + 2 : 3 * i;
      predictors.add(
          new Predictor(
              ATTRIBUTE,
              names.get(i),
              "#",
              "coalesce(%s, %sD)"
                  .formatted(
                      isPaid ? beyond(value) : value,
                      row.isNullAt(mean) ? 0.0 : row.getDouble(mean))));
    }
    return predictors;
  }

  /** What was paid, in months of today's price, beyond the age. */
  private static String beyond(String paid) {
    return "if(price > 0 and reached > 0, %s / price - reached, null)".formatted(paid);
  }

  private static String value(String name) {
    return "try_cast(trim(" + text(ATTRIBUTE, name) + ") as double)";
  }

  /** SQL of a field's text. */
  static String text(String kind, String name) {
    return kind.equals(ATTRIBUTE) ? "try_element_at(attributes, " + quoted(name) + ")" : kind;
  }

  static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
