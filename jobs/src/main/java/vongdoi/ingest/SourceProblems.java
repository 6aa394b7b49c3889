package vongdoi.ingest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import vongdoi.common.table.TableColumn;

/** What can be said against the sources of a configuration before anything is read. */
public final class SourceProblems {
  private final List<String> problems = new ArrayList<>();
  private final Map<String, SourceConfig> sources;

  private SourceProblems(Map<String, SourceConfig> sources) {
    this.sources = sources;
  }

  /** One sentence per problem, starting with its key; none where all sources are sound. */
  public static List<String> of(Map<String, SourceConfig> sources) {
    SourceProblems found = new SourceProblems(sources);
    sources.forEach(found::check);
    return found.problems;
  }

  private void check(String name, SourceConfig source) {
    String at = "sources." + name;
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      add(at, "a source name must consist of letters, digits, '_', '-' and '.'");
    }
    columns(at, source);
    source.where().ifPresent(w -> expression(at + ".where", w));
    options(at, source);
    if (source.format() == Format.SEGMENT && source.entity() != Entity.EVENTS) {
      add(at + ".entity", source.entity().word() + " (must be events for format segment)");
    }
    source
        .customers()
        .filter(c -> !sources.containsKey(c) || sources.get(c).entity() != Entity.CUSTOMERS)
        .ifPresent(c -> add(at + ".customers", c + " (must be a source with entity customers)"));
    source.zone().ifPresent(z -> zone(at + ".zone", z));
  }

  private void columns(String at, SourceConfig source) {
    if (source.format() == Format.SEGMENT && !source.columns().isEmpty()) {
      add(at + ".columns", "format segment has its own columns (leave them out)");
      return;
    }
    List<String> known =
        (source.entity() == Entity.ORDERS ? Entity.canonicalOfLines() : source.entity().canonical())
            .stream().map(TableColumn::name).toList();
    source
        .columns()
        .forEach(
            (column, sql) -> {
              if (!known.contains(column)) {
                String columns = known.stream().sorted().collect(Collectors.joining(", "));
                add(
                    at + ".columns." + column,
                    "not a column of %s (must be one of %s)"
                        .formatted(source.entity().word(), columns));
              }
              expression(at + ".columns." + column, sql);
            });
  }

  private void options(String at, SourceConfig source) {
    for (String option : source.options().keySet()) {
      if (!source.format().options().contains(option)) {
        String known =
            source.format().options().stream().sorted().collect(Collectors.joining(", "));
        add(
            at + ".options." + option,
            "format %s knows no such option (%s)"
                .formatted(
                    source.format().name().toLowerCase(Locale.ROOT),
                    known.isEmpty() ? "it has none" : "must be one of " + known));
      }
    }
    if (source.format() == Format.CSV) {
      try {
        CsvDialect.of(source.options());
      } catch (IllegalArgumentException e) {
        add(at, e.getMessage());
      }
    }
  }

  private void expression(String at, String sql) {
    try {
      CatalystSqlParser$.MODULE$.parseExpression(sql);
    } catch (Exception e) {
      if (!(e instanceof ParseException)) {
        throw e;
      }
      add(at, sql + " (must be a Spark SQL expression)");
    }
  }

  private void zone(String at, String zone) {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      add(at, zone + " (must be a time zone such as Asia/Ho_Chi_Minh)");
    }
  }

  private void add(String key, String problem) {
    problems.add(key + ": " + problem);
  }
}
