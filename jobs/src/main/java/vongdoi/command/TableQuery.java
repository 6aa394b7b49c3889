package vongdoi.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.table.Table;

/**
 * A query over the tables by name. Names are found by Spark's own lexer, so that a text such as
 * {@code 'an@gold.vn'} is none.
 *
 * @param sql the query over a view of each table
 * @param tables the tables that it names
 */
record TableQuery(String sql, Set<Table> tables) {
  private static final Set<String> LAYERS = Set.of("bronze", "silver", "gold");

  /**
   * @throws JobException where it names an unknown table
   */
  static TableQuery of(String text) {
    StringBuilder sql = new StringBuilder();
    Set<Table> tables = new LinkedHashSet<>();
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
        Table table =
            Catalog.find(full)
                .orElseThrow(
                    () ->
                        new JobException(
                            ExitCode.USAGE,
                            "Unknown table " + full + ". vongdoi tables lists them all"));
        tables.add(table);
        sql.append(text, copied, at(text, tokens.get(i).getStartIndex())).append(view(table));
        copied = at(text, tokens.get(i + 2).getStopIndex() + 1);
        i += 2;
      }
    }
    return new TableQuery(sql.append(text.substring(copied)).toString(), tables);
  }

  /** Name of the view that stands for a table. */
  static String view(Table table) {
    return table.layer() + "_" + table.name();
  }

  /**
   * Makes sure that the query only reads.
   *
   * @throws JobException where it would change a table, a setting or the catalog
   * @throws ParseException where it is no SQL
   */
  void requireReading(SparkSession spark) throws ParseException {
    LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(sql);
    if (plan.find(node -> node instanceof Command || node instanceof ParsedStatement).isDefined()) {
      throw new JobException(
          ExitCode.USAGE,
          "Cannot run the statement: sql only reads, and jobs alone write the tables. Ask with SELECT, WITH … SELECT, VALUES or FROM");
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
