package vongdoi.command.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.table.Table;
import vongdoi.common.table.View;
import vongdoi.platform.AccessConfig.Role;

/**
 * A query over the tables and views by name. Names are found by Spark's own lexer, so that a text
 * such as {@code 'an@gold.vn'} is none.
 *
 * @param sql the query over a temporary view of each
 * @param tables the tables that it names
 * @param views the views that it names
 */
public record TableQuery(String sql, Set<Table> tables, Set<View> views) {
  private static final Set<String> LAYERS = Set.of("bronze", "silver", "gold");

  /**
   * @throws JobException where it names an unknown table
   */
  public static TableQuery of(String text) {
    StringBuilder sql = new StringBuilder();
    Set<Table> tables = new LinkedHashSet<>();
    Set<View> views = new LinkedHashSet<>();
    List<Token> tokens = tokens(text);
    int copied = 0;
    for (int i = 0; i + 2 < tokens.size(); i++) {
      String layer = name(tokens.get(i)).toLowerCase(Locale.ROOT);
      boolean isTable =
          LAYERS.contains(layer)
              && tokens.get(i + 1).getText().equals(".")
              && (i == 0 || !tokens.get(i - 1).getText().equals("."));
      if (isTable) {
        String full = layer + "." + name(tokens.get(i + 2)).toLowerCase(Locale.ROOT);
        Optional<View> view = Catalog.findView(full);
        Table table =
            view.map(View::shape).or(() -> Catalog.find(full)).orElseThrow(() -> unknown(full));
        if (view.isPresent()) {
          views.add(view.get());
        } else {
          tables.add(table);
        }
        sql.append(text, copied, at(text, tokens.get(i).getStartIndex())).append(view(table));
        copied = at(text, tokens.get(i + 2).getStopIndex() + 1);
        i += 2;
      }
    }
    return new TableQuery(sql.append(text.substring(copied)).toString(), tables, views);
  }

  private static JobException unknown(String name) {
    return new JobException(
        ExitCode.USAGE, "Unknown table " + name + ". vongdoi tables lists them all");
  }

  /** Name of the temporary view that stands for a table or view. */
  static String view(Table table) {
    return table.layer() + "_" + table.name();
  }

  /**
   * Makes sure that the query only reads, and somebody who is shown masks only by names.
   *
   * @throws JobException where it would do more
   * @throws ParseException where it is no SQL
   */
  void requireReading(SparkSession spark, Role role) throws ParseException {
    LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(sql);
    Reading.requireQuery(plan);
    if (role != Role.OWNER) {
      Reading.requireNames(plan);
    }
  }

  private static List<Token> tokens(String text) {
    SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(text)));
    lexer.removeErrorListeners();
    List<Token> tokens = new ArrayList<>();
    for (Token token : lexer.getAllTokens()) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  /** What a token names; nothing where it is a text or a sign. */
  private static String name(Token token) {
    String text = token.getText();
    return switch (token.getType()) {
      case SqlBaseLexer.BACKQUOTED_IDENTIFIER -> text.substring(1, text.length() - 1);
      case SqlBaseLexer.STRING_LITERAL, SqlBaseLexer.DOUBLEQUOTED_STRING -> "";
      default -> text;
    };
  }

  /** The lexer counts characters as people do, a string those of UTF-16. */
  private static int at(String text, int characters) {
    return text.offsetByCodePoints(0, characters);
  }
}
