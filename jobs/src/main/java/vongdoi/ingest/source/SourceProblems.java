package vongdoi.ingest.source;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.InvalidSettings;
import vongdoi.common.config.Mistake;
import vongdoi.common.spark.SqlExpression;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.lines.CsvDialect;

/** What can be said against the sources of a configuration before anything is read. */
public final class SourceProblems {
  private final List<Mistake> problems = new ArrayList<>();
  private final Map<String, SourceConfig> sources;
  private final Set<String> stated;

  private SourceProblems(Map<String, SourceConfig> sources, Set<String> stated) {
    this.sources = sources;
    this.stated = stated;
  }

  /**
   * All mistakes; none where all sources are sound.
   *
   * @param sources those that can be read
   * @param stated names of all of them
   */
  public static List<Mistake> of(Map<String, SourceConfig> sources, Set<String> stated) {
    SourceProblems found = new SourceProblems(sources, stated);
    sources.forEach(found::check);
    return found.problems;
  }

  private void check(String name, SourceConfig source) {
    ConfigPath at = ConfigPath.of("sources", name);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      problems.add(Mistake.of(at, name, "must consist of letters, digits, '_', '-' and '.'"));
    }
    columns(at, source);
    source.where().ifPresent(w -> expression(at.at("where"), w));
    options(at, source);
    if (source.format() == Format.SEGMENT && source.entity() != Entity.EVENTS) {
      problems.add(
          Mistake.of(at.at("entity"), source.entity().word(), "must be events for format segment"));
    }
    source
        .customers()
        .filter(c -> !isCustomers(c))
        .ifPresent(
            c ->
                problems.add(
                    Mistake.of(at.at("customers"), c, "must be a source with entity customers")));
    source.zone().ifPresent(z -> zone(at.at("zone"), z));
    source.quality().ifPresent(quality -> quality(at.at("quality"), source, quality));
  }

  private void quality(ConfigPath at, SourceConfig source, SourceQuality quality) {
    List<String> known = canonical(source).stream().map(TableColumn::name).sorted().toList();
    quality
        .namedColumns()
        .forEach(
            (keys, column) -> {
              if (!known.contains(column)) {
                problems.add(Mistake.unknown(at.at(keys.get(0), keys.get(1)), column, known));
              }
            });
    quality
        .rules()
        .forEach(
            (name, rule) ->
                SqlExpression.problems(rule.condition(), known)
                    .forEach(
                        problem ->
                            problems.add(Mistake.of(at.at("rules", name, "condition"), problem))));
    for (String check : quality.stop().orElse(List.of())) {
      if (!quality.names().contains(check)) {
        problems.add(Mistake.unknown(at.at("stop"), check, quality.names()));
      }
    }
    quality
        .volume()
        .filter(volume -> volume.most() < volume.least())
        .ifPresent(
            volume ->
                problems.add(
                    Mistake.of(at.at("volume", "most"), volume.most(), "must not be below least")));
  }

  private static List<TableColumn> canonical(SourceConfig source) {
    return source.entity() == Entity.ORDERS
        ? Entity.canonicalOfLines()
        : source.entity().canonical();
  }

  /** A source that cannot be read may be one of customers: its own mistakes are told anyway. */
  private boolean isCustomers(String name) {
    return sources.containsKey(name)
        ? sources.get(name).entity() == Entity.CUSTOMERS
        : stated.contains(name);
  }

  private void columns(ConfigPath at, SourceConfig source) {
    if (source.format() == Format.SEGMENT && !source.columns().isEmpty()) {
      problems.add(
          Mistake.of(at.at("columns"), "format segment has its own columns (leave them out)"));
      return;
    }
    List<String> known = canonical(source).stream().map(TableColumn::name).toList();
    source
        .columns()
        .forEach(
            (column, sql) -> {
              if (!known.contains(column)) {
                String columns = known.stream().sorted().collect(Collectors.joining(", "));
                problems.add(
                    Mistake.of(
                        at.at("columns", column),
                        "not a column of " + source.entity().word(),
                        "must be one of " + columns));
              }
              expression(at.at("columns", column), sql);
            });
  }

  private void options(ConfigPath at, SourceConfig source) {
    for (String option : source.options().keySet()) {
      if (!source.format().options().contains(option)) {
        String known =
            source.format().options().stream().sorted().collect(Collectors.joining(", "));
        problems.add(
            Mistake.of(
                at.at("options", option),
                "format %s knows no such option"
                    .formatted(source.format().name().toLowerCase(java.util.Locale.ROOT)),
                known.isEmpty() ? "it has none" : "must be one of " + known));
      }
    }
    if (source.format() == Format.CSV) {
      try {
        CsvDialect.of(source.options());
      } catch (InvalidSettings e) {
        e.mistakes().forEach(mistake -> problems.add(mistake.under(at.at("options"))));
      }
    }
  }

  private void expression(ConfigPath at, String sql) {
    try {
      CatalystSqlParser$.MODULE$.parseExpression(sql);
    } catch (Exception e) {
      if (!(e instanceof ParseException)) {
        throw e;
      }
      problems.add(
          Mistake.of(
              at,
              sql,
              "must be a Spark SQL expression, in which a name with accents, blanks or signs stands"
                  + " in backticks"));
    }
  }

  private void zone(ConfigPath at, String zone) {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      problems.add(Mistake.of(at, zone, "must be a time zone such as Asia/Ho_Chi_Minh"));
    }
  }
}
