package vongdoi.command.query;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParameterContext;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;

/** A parser that lets through what {@link Reading} allows a client, once clients may come. */
final class ReadingParser implements ParserInterface {
  /** Settings by which a client could bring in a catalog of its own. */
  private static final String CATALOGS = "spark.sql.catalog.";

  private static final String DEFAULT_CATALOG = "spark.sql.defaultCatalog";

  private final SparkSession session;
  private final ParserInterface parser;
  private final Predicate<String> isGuarded;

  /**
   * @param isGuarded whether a text is a client's
   */
  ReadingParser(SparkSession session, ParserInterface parser, Predicate<String> isGuarded) {
    this.session = session;
    this.parser = parser;
    this.isGuarded = isGuarded;
  }

  private LogicalPlan allowed(String text, LogicalPlan plan) {
    if (isGuarded.test(text)) {
      requireOwnCatalogs();
      Reading.requireOfClient(plan);
    }
    return plan;
  }

  private void requireOwnCatalogs() {
    for (Map.Entry<String, String> setting :
        CollectionConverters.asJava(session.conf().getAll()).entrySet()) {
      String key = setting.getKey();
      boolean isOfCatalogs = key.startsWith(CATALOGS) || key.equals(DEFAULT_CATALOG);
      if (isOfCatalogs
          && !setting.getValue().equals(session.sparkContext().getConf().get(key, ""))) {
        throw new JobException(
            ExitCode.USAGE,
            "Cannot run the statement: the connection sets "
                + key
                + ", which no client may. Take it out of the JDBC URL");
      }
    }
  }

  @Override
  public LogicalPlan parsePlan(String text) throws ParseException {
    return allowed(text, parser.parsePlan(text));
  }

  @Override
  public LogicalPlan parsePlanWithParameters(String text, ParameterContext parameters)
      throws ParseException {
    return allowed(text, parser.parsePlanWithParameters(text, parameters));
  }

  @Override
  public LogicalPlan parseQuery(String text) throws ParseException {
    return allowed(text, parser.parseQuery(text));
  }

  @Override
  public Expression parseExpression(String text) throws ParseException {
    return parser.parseExpression(text);
  }

  @Override
  public TableIdentifier parseTableIdentifier(String text) throws ParseException {
    return parser.parseTableIdentifier(text);
  }

  @Override
  public FunctionIdentifier parseFunctionIdentifier(String text) throws ParseException {
    return parser.parseFunctionIdentifier(text);
  }

  @Override
  public Seq<String> parseMultipartIdentifier(String text) throws ParseException {
    return parser.parseMultipartIdentifier(text);
  }

  @Override
  public StructType parseRoutineParam(String text) throws ParseException {
    return parser.parseRoutineParam(text);
  }

  @Override
  public StructType parseTableSchema(String text) throws ParseException {
    return parser.parseTableSchema(text);
  }

  @Override
  public DataType parseDataType(String text) throws ParseException {
    return parser.parseDataType(text);
  }
}
