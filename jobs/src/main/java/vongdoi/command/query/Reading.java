package vongdoi.command.query;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import scala.Product;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;

/**
 * What a statement may do, told by its parsed plan with all queries inside it: read, and where
 * masks are to hold, read by the names of tables and views alone.
 */
final class Reading {
  private static final String WAY_OUT =
      "only reading is allowed, and jobs alone write the tables. Ask with SELECT, WITH … SELECT,"
          + " VALUES or FROM";

  /** Statements that BI tools look around with. */
  private static final Set<String> LOOKING_AROUND =
      Set.of(
          "ShowTables",
          "ShowViews",
          "ShowColumns",
          "ShowFunctions",
          "ShowNamespacesCommand",
          "ShowCurrentNamespaceCommand",
          "DescribeRelation",
          "DescribeColumn",
          "DescribeNamespace",
          "DescribeFunction",
          "SetCatalogAndNamespace",
          "SetNamespaceCommand");

  /** Functions that call any method of any class on the class path. */
  private static final Set<String> CALLING_JAVA = Set.of("reflect", "try_reflect", "java_method");

  /** Functions in the place of a table that make up rows; others read tables by path. */
  private static final Set<String> MAKING_ROWS =
      Set.of(
          "range",
          "explode",
          "explode_outer",
          "posexplode",
          "posexplode_outer",
          "inline",
          "inline_outer",
          "stack",
          "json_tuple",
          "sql_keywords");

  /** Names that are made up while a query runs. */
  private static final Set<String> COMPUTED_NAMES =
      Set.of("PlanWithUnresolvedIdentifier", "ExpressionWithUnresolvedIdentifier");

  private static final Set<String> LAYERS = Set.of("silver", "gold");

  private Reading() {}

  /**
   * @throws JobException where a statement would change a table, a setting or the catalog, or run a
   *     program
   */
  static void requireQuery(LogicalPlan plan) {
    walk(
        plan,
        node -> {
          if (node instanceof Command
              || node instanceof ParsedStatement
              || node instanceof ScriptTransformation
              || node.getClass().getSimpleName().equals("UnresolvedExecuteImmediate")) {
            throw refused(WAY_OUT);
          }
        });
  }

  /**
   * @throws JobException where a query reads files by their path, or could
   */
  static void requireNames(LogicalPlan plan) {
    walk(plan, Reading::requireName);
  }

  /**
   * What a client of the server may say: queries, and what tools look around with.
   *
   * @throws JobException for anything else
   */
  static void requireOfClient(LogicalPlan plan) {
    String kind = plan.getClass().getSimpleName();
    if (kind.equals("ExplainCommand") || kind.equals("DescribeQueryCommand")) {
      walk(
          plan.productIterator(),
          inner -> {
            if (inner instanceof LogicalPlan query) {
              requireQuery(query);
            }
          });
    } else if (!LOOKING_AROUND.contains(kind)) {
      requireQuery(plan);
    }
    requireNames(plan);
  }

  private static void requireName(Object node) {
    if (node instanceof UnresolvedRelation relation) {
      requireTable(CollectionConverters.asJava(relation.multipartIdentifier()));
    } else if (node instanceof UnresolvedTableOrView relation) {
      requireTable(CollectionConverters.asJava(relation.multipartIdentifier()));
    } else if (node instanceof UnresolvedFunction function) {
      if (CALLING_JAVA.contains(last(CollectionConverters.asJava(function.nameParts())))) {
        throw refused("functions that call Java are not allowed");
      }
    } else if (node instanceof UnresolvedTableValuedFunction function) {
      if (!MAKING_ROWS.contains(last(CollectionConverters.asJava(function.name())))) {
        throw refused(
            "this function may read tables by their path. Name tables of silver and gold");
      }
    } else if (COMPUTED_NAMES.contains(node.getClass().getSimpleName())) {
      throw refused("names may not be computed. Write them out, without IDENTIFIER");
    }
  }

  private static void requireTable(List<String> name) {
    int parts = name.size();
    boolean isNamed =
        parts == 1
            || parts == 2 && LAYERS.contains(lower(name.get(0)))
            || parts == 3
                && lower(name.get(0)).equals("spark_catalog")
                && LAYERS.contains(lower(name.get(1)));
    if (!isNamed) {
      throw refused("files cannot be read by their path. Name tables of silver and gold");
    }
  }

  private static JobException refused(String why) {
    return new JobException(ExitCode.USAGE, "Cannot run the statement: " + why);
  }

  private static String last(List<String> parts) {
    return lower(parts.get(parts.size() - 1));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** A plan with all that it is made of: children, expressions, queries in them, named queries. */
  private static void walk(Object node, Consumer<Object> look) {
    if (node instanceof scala.collection.Iterator<?> parts) {
      CollectionConverters.asJava(parts).forEachRemaining(part -> walk(part, look));
    } else if (node instanceof Iterable<?> parts) {
      walk(parts.iterator(), look);
    } else if (node instanceof Product product) {
      look.accept(node);
      walk(product.productIterator(), look);
    }
  }
}
