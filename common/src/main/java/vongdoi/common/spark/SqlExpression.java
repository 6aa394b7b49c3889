package vongdoi.common.spark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.config.Suggestion;

/** An SQL expression of the configuration, understood without a session and without any data. */
public final class SqlExpression {
  private static final Set<String> OUTSIDE_THE_RUN =
      Set.of(
          "current_date",
          "curdate",
          "current_timestamp",
          "now",
          "localtimestamp",
          "current_time",
          "unix_timestamp",
          "rand",
          "random",
          "randn",
          "randstr",
          "uuid",
          "shuffle",
          "monotonically_increasing_id",
          "spark_partition_id",
          "input_file_name",
          "current_user");
  private final Expression parsed;

  private SqlExpression(Expression parsed) {
    this.parsed = parsed;
  }

  /**
   * Columns that the expression names, without fields within them and variables of lambdas.
   *
   * @throws IllegalArgumentException where the text is not an expression
   */
  public static Set<String> columns(String sql) {
    Set<String> names = new TreeSet<>();
    parse(sql).walk(names, new TreeSet<>());
    return names;
  }

  /**
   * Functions that the expression names, in lower case.
   *
   * @throws IllegalArgumentException where the text is not an expression
   */
  public static Set<String> functions(String sql) {
    Set<String> functions = new TreeSet<>();
    parse(sql).walk(new TreeSet<>(), functions);
    return functions;
  }

  /** What keeps the expression from being evaluated over these columns; empty where nothing. */
  public static List<String> problems(String sql, Collection<String> columns) {
    Set<String> names = new TreeSet<>();
    Set<String> functions = new TreeSet<>();
    try {
      parse(sql).walk(names, functions);
    } catch (IllegalArgumentException e) {
      return List.of(e.getMessage());
    }
    List<String> problems = new ArrayList<>();
    for (String name : names) {
      if (!columns.contains(name)) {
        problems.add("Unknown column " + name + Suggestion.of(name, columns));
      }
    }
    for (String function : functions) {
      if (OUTSIDE_THE_RUN.contains(function)) {
        problems.add(
            "Invalid function " + function + " (a run must repeat). Use run_date or run_end");
      }
    }
    return problems;
  }

  private static SqlExpression parse(String sql) {
    try {
      return new SqlExpression(new CatalystSqlParser().parseExpression(sql));
    } catch (Exception e) { // Scala declares no checked exceptions; a ParseException is one
      throw new IllegalArgumentException("Cannot parse " + sql + ": " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().filter(l -> !l.isBlank()).findFirst().orElse("");
  }

  private void walk(Set<String> names, Set<String> functions) {
    if (parsed instanceof UnresolvedAttribute attribute) {
      names.add(attribute.nameParts().head());
    } else if (parsed instanceof UnresolvedFunction function) {
      functions.add(function.nameParts().last().toLowerCase(Locale.ROOT));
    } else if (parsed.prettyName().startsWith("current") || parsed.prettyName().equals("now")) {
      functions.add(parsed.prettyName().replace("currentdate", "current_date"));
    }
    for (Expression child : CollectionConverters.asJava(parsed.children())) {
      new SqlExpression(child).walk(names, functions);
    }
  }
}
