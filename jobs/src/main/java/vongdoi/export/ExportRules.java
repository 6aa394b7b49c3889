package vongdoi.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import vongdoi.common.config.Suggestion;
import vongdoi.common.spark.SqlExpression;
import vongdoi.export.ExportConfig.Cell;
import vongdoi.export.ExportConfig.Destination;
import vongdoi.export.ExportConfig.Dialect;
import vongdoi.export.ExportConfig.Format;

/** What must hold of the {@code export} block before anything is exported. */
public final class ExportRules {
  private static final String KEY = "[a-z0-9]+(-[a-z0-9]+)*";

  private ExportRules() {}

  /**
   * Every mistake of the block; empty where none.
   *
   * @param segments keys of all configured segments
   */
  public static List<String> problems(ExportConfig config, Collection<String> segments) {
    List<String> problems = new ArrayList<>();
    atLeastOne("export.task-rows", config.taskRows(), problems);
    purposes("export.defaults.purposes", config.defaults().purposes(), problems);
    config
        .destinations()
        .forEach(
            (key, d) ->
                destination("export.destinations." + key, key, d, config, segments, problems));
    return problems;
  }

  private static void destination(
      String path,
      String key,
      Destination destination,
      ExportConfig config,
      Collection<String> segments,
      List<String> problems) {
    if (!key.matches(KEY)) {
      problems.add("Invalid " + path + ": (must be lower-case words and hyphens)");
    }
    known(path + ".channels", destination.channels(), config.contacts().keySet(), problems);
    Set<String> choices = new HashSet<>(segments);
    choices.add("all");
    known(path + ".segments", destination.segments(), choices, problems);
    if (destination.dialect() == Dialect.HUMAN && destination.format() != Format.CSV) {
      problems.add("Invalid " + path + ".dialect: human (must be machine unless format is csv)");
    }
    atLeastOne(path + ".max-bytes", destination.maxBytes(), problems);
    destination.maxRows().ifPresent(rows -> atLeastOne(path + ".max-rows", rows, problems));
    destination.purposes().ifPresent(p -> purposes(path + ".purposes", p, problems));
    destination
        .uniqueBy()
        .ifPresent(u -> known(path + ".unique-by", u, destination.headers(), problems));
    Set<String> headers = new HashSet<>();
    for (Cell cell : destination.columns()) {
      SqlExpression.problems(cell.value(), AudienceMembers.columns())
          .forEach(p -> problems.add("Invalid " + path + ".columns." + cell.header() + ": " + p));
      functions(path + ".columns." + cell.header(), cell.value(), problems);
      if (!headers.add(cell.header())) {
        problems.add("Invalid " + path + ".columns: " + cell.header() + " stands there twice");
      }
      cell.pattern().ifPresent(p -> pattern(path + ".columns." + cell.header(), p, problems));
    }
  }

  private static void atLeastOne(String path, long value, List<String> problems) {
    if (value < 1) {
      problems.add("Invalid " + path + ": " + value + " (must be at least 1)");
    }
  }

  private static void purposes(String path, List<String> purposes, List<String> problems) {
    if (purposes.isEmpty()) {
      problems.add("Invalid " + path + ": [] (must name a purpose of consent)");
    }
  }

  /** Functions that neither Spark nor {@link DestinationFunctions} has. */
  private static void functions(String path, String value, List<String> problems) {
    Set<String> own = DestinationFunctions.all(false).keySet();
    try {
      for (String function : SqlExpression.functions(value)) {
        if (!own.contains(function)
            && !FunctionRegistry.builtin().functionExists(new FunctionIdentifier(function))) {
          problems.add(
              "Invalid " + path + ": Unknown function " + function + Suggestion.of(function, own));
        }
      }
    } catch (IllegalArgumentException e) {
      // The text is no expression at all, which has been said.
    }
  }

  private static void known(
      String path, List<String> values, Collection<String> known, List<String> problems) {
    for (String value : values) {
      if (!known.contains(value)) {
        problems.add(
            "Invalid " + path + ": " + value + " is not known" + Suggestion.of(value, known));
      }
    }
  }

  private static void pattern(String path, String pattern, List<String> problems) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      problems.add("Invalid " + path + ": pattern " + pattern + ": " + e.getDescription());
    }
  }
}
