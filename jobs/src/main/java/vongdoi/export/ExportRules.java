package vongdoi.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.Mistake;
import vongdoi.common.config.Suggestion;
import vongdoi.common.spark.SqlExpression;
import vongdoi.export.ExportConfig.Cell;
import vongdoi.export.ExportConfig.Destination;
import vongdoi.export.ExportConfig.Dialect;
import vongdoi.export.ExportConfig.Format;
import vongdoi.export.ExportConfig.Mode;

/** What must hold of the {@code export} block before anything is exported. */
public final class ExportRules {
  private static final String KEY = "[a-z0-9]+(-[a-z0-9]+)*";

  private ExportRules() {}

  /**
   * Every mistake of the block; empty where none.
   *
   * @param segments keys of all configured segments
   */
  public static List<Mistake> problems(ExportConfig config, Collection<String> segments) {
    List<Mistake> problems = new ArrayList<>();
    ConfigPath block = ConfigPath.of("export");
    purposes(block.at("defaults", "purposes"), config.defaults().purposes(), problems);
    if (config.contacts().size() > Channels.MOST) {
      problems.add(
          Mistake.of(
              block.at("contacts"),
              config.contacts().size() + " channels",
              "must be at most " + Channels.MOST));
    }
    config
        .destinations()
        .forEach(
            (key, d) ->
                destination(
                    block.at("destinations", key),
                    key,
                    d,
                    config,
                    AudienceMembers.columns(),
                    segments,
                    problems));
    config
        .accounts()
        .forEach(
            (name, number) -> {
              if (!number.matches("[A-Za-z0-9:_-]*")) {
                problems.add(
                    Mistake.of(block.at("accounts", name), "must be letters, digits, : _ and -"));
              }
            });
    config
        .conversions()
        .forEach(
            (key, to) -> {
              ConfigPath path = block.at("conversions", key);
              if (config.destinations().containsKey(key)) {
                problems.add(Mistake.of(path, key, "is the name of a destination of lists, too"));
              }
              to.where().ifPresent(w -> condition(path.at("where"), w, problems));
              destination(
                  path,
                  key,
                  to.destination(),
                  config,
                  PublishConversions.columns(),
                  List.of(ExportConfig.Conversions.NAME),
                  problems);
            });
    return problems;
  }

  private static void condition(ConfigPath path, String where, List<Mistake> problems) {
    SqlExpression.problems(where, PublishConversions.columns())
        .forEach(p -> problems.add(Mistake.of(path, p)));
  }

  /**
   * Mistakes of the numbers of Zalo's templates.
   *
   * @param services action of each segment whose play sends service messages by Zalo, by segment
   */
  public static List<Mistake> templates(ExportConfig config, Map<String, String> services) {
    List<Mistake> problems = new ArrayList<>();
    ConfigPath path = ConfigPath.of("export").at("zalo-templates");
    known(path, List.copyOf(config.zaloTemplates().keySet()), services.values(), problems);
    config
        .zaloTemplates()
        .forEach(
            (action, number) -> {
              if (!number.matches("[0-9]+")) {
                problems.add(Mistake.of(path.at(action), number, "must be the template's number"));
              }
            });
    Map<String, String> lacking = new TreeMap<>();
    config
        .destinations()
        .forEach(
            (key, destination) ->
                services.forEach(
                    (segment, action) -> {
                      if (asksForTemplates(destination)
                          && destination.takes(segment)
                          && !config.zaloTemplates().containsKey(action)) {
                        lacking.put(action, key);
                      }
                    }));
    lacking.forEach(
        (action, key) ->
            problems.add(
                Mistake.of(
                    path.at(action),
                    "no number of a template, which export.destinations."
                        + key
                        + " needs (put it here, or leave the segment out there)")));
    return problems;
  }

  private static boolean asksForTemplates(Destination destination) {
    return destination.columns().stream().anyMatch(c -> c.value().contains("zalo_template("));
  }

  private static void destination(
      ConfigPath path,
      String key,
      Destination destination,
      ExportConfig config,
      List<String> columns,
      Collection<String> segments,
      List<Mistake> problems) {
    if (!key.matches(KEY)) {
      problems.add(Mistake.of(path, key, "must be lower-case words and hyphens"));
    }
    known(path.at("channels"), destination.channels(), config.contacts().keySet(), problems);
    Set<String> choices = new HashSet<>(segments);
    choices.add("all");
    known(path.at("segments"), destination.segments(), choices, problems);
    if (destination.dialect() == Dialect.HUMAN && destination.format() != Format.CSV) {
      problems.add(Mistake.of(path.at("dialect"), "human", "must be machine unless format is csv"));
    }
    destination.purposes().ifPresent(p -> purposes(path.at("purposes"), p, problems));
    destination
        .uniqueBy()
        .ifPresent(u -> known(path.at("unique-by"), u, destination.headers(), problems));
    matchedBy(path.at("matched-by"), destination, problems);
    body(path.at("body"), destination, config, segments, problems);
    Set<String> headers = new HashSet<>();
    for (int i = 0; i < destination.columns().size(); i++) {
      Cell cell = destination.columns().get(i);
      ConfigPath column = path.at("columns").at(i);
      cell(column, cell, columns, problems);
      if (cell.header().isEmpty() && (destination.columns().size() > 1 || !isJson(destination))) {
        problems.add(Mistake.of(column.at("header"), "only the one column of json may go without"));
      }
      if (cell.times().isPresent() && destination.format() != Format.CSV) {
        problems.add(
            Mistake.of(
                column.at("times"), cell.times().get(), "only a column of csv may be repeated"));
      }
      if (!headers.add(cell.header())) {
        problems.add(Mistake.of(column.at("header"), cell.header() + " stands there twice"));
      }
    }
  }

  private static void matchedBy(ConfigPath path, Destination destination, List<Mistake> problems) {
    for (List<String> group : destination.identifiers()) {
      known(path, group, destination.headers(), problems);
    }
  }

  private static boolean isJson(Destination destination) {
    return destination.format() == Format.JSON || destination.format() == Format.JSON_LINES;
  }

  /** A body stands where the format asks for one, has one place for rows and all its accounts. */
  private static void body(
      ConfigPath path,
      Destination destination,
      ExportConfig config,
      Collection<String> segments,
      List<Mistake> problems) {
    if (destination.body().isPresent() != (destination.format() == Format.JSON)) {
      problems.add(Mistake.of(path, "must be there where format is json, and only there"));
      return;
    }
    if (destination.body().isEmpty()) {
      return;
    }
    String body = destination.body().get();
    if (body.split(Pattern.quote(RequestBody.ROWS), -1).length != 2) {
      problems.add(Mistake.of(path, "must have {rows} once"));
      return;
    }
    if (destination.mode().orElse(config.defaults().mode()) == Mode.CHANGES
        && !RequestBody.tellsRemovesApart(body)) {
      problems.add(Mistake.of(path, "must tell removes apart, {add|remove}, for mode = changes"));
    }
    try {
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readTree(
              String.join(
                  "0", RequestBody.around(RequestBody.filled(body, "x", "x", Map.of()), false)));
    } catch (JsonProcessingException e) {
      problems.add(Mistake.of(path, "must be JSON around {rows}"));
    }
    Set<String> lacking = new TreeSet<>();
    for (String segment : segments) {
      if (destination.takes(segment)) {
        lacking.addAll(RequestBody.accounts(body, segment));
      }
    }
    lacking.removeIf(name -> !config.accounts().getOrDefault(name, "").isEmpty());
    for (String name : lacking) {
      problems.add(
          Mistake.of(
              ConfigPath.of("export").at("accounts", name),
              "no number, which " + path + " needs (put it here, or take that from its segments)"));
    }
  }

  private static void cell(
      ConfigPath column, Cell cell, List<String> columns, List<Mistake> problems) {
    ConfigPath value = column.at("value");
    SqlExpression.problems(cell.value(), columns).forEach(p -> problems.add(Mistake.of(value, p)));
    functions(value, cell.value(), problems);
    cell.pattern().ifPresent(p -> pattern(column.at("pattern"), p, problems));
  }

  private static void purposes(ConfigPath path, List<String> purposes, List<Mistake> problems) {
    if (purposes.isEmpty()) {
      problems.add(Mistake.of(path, purposes, "must name a purpose of consent"));
    }
  }

  /** Functions that neither Spark nor {@link DestinationFunctions} has. */
  private static void functions(ConfigPath path, String value, List<Mistake> problems) {
    Set<String> own = DestinationFunctions.names();
    try {
      for (String function : SqlExpression.functions(value)) {
        if (!own.contains(function)
            && !FunctionRegistry.builtin().functionExists(new FunctionIdentifier(function))) {
          problems.add(
              Mistake.of(path, "Unknown function " + function + Suggestion.of(function, own)));
        }
      }
    } catch (IllegalArgumentException e) {
      // The text is no expression at all, which has been said.
    }
  }

  private static void known(
      ConfigPath path, List<String> values, Collection<String> known, List<Mistake> problems) {
    for (String value : values) {
      if (!known.contains(value)) {
        problems.add(new Mistake(path, value, " is not known" + Suggestion.of(value, known)));
      }
    }
  }

  private static void pattern(ConfigPath path, String pattern, List<Mistake> problems) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      problems.add(Mistake.of(path, pattern, "must be a pattern: " + e.getDescription()));
    }
  }
}
