package vongdoi.command.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.View;

/**
 * The statements that register the tables of silver and gold and the views over them with an
 * engine. The tables stay where they are; their comments travel in their own metadata, and are
 * repeated where an engine does not look there.
 *
 * @param engine whose SQL it is
 * @param lake URI of the lake, absolute
 * @param catalog catalog that holds the schemas, where the engine has several
 */
public record CatalogStatements(Engine engine, String lake, String catalog) {
  private static final List<String> SCHEMAS = List.of("silver", "gold");

  /** {@code date_trunc('month', …)} with at most one call inside, which Hive writes otherwise. */
  private static final String FIRST_OF_MONTH = "date_trunc\\('month', ((?:[^()]|\\([^()]*\\))*)\\)";

  /** The tables that can be registered. */
  public static List<Table> tables() {
    return Stream.of(Silver.all(), Gold.all()).flatMap(List::stream).toList();
  }

  /**
   * The statements in order, each closed by a semicolon; lines that begin with {@code --} tell what
   * is left out.
   *
   * @param made whether a table is there; one that no job has made yet cannot be registered
   */
  public List<String> all(Predicate<Table> made) {
    List<String> all = new ArrayList<>();
    if (engine == Engine.DUCKDB) {
      all.add("INSTALL delta;");
      all.add("LOAD delta;");
    }
    SCHEMAS.forEach(schema -> all.add(schema(schema)));
    for (Table table : tables()) {
      if (made.test(table)) {
        all.addAll(table(table));
      } else {
        all.add("-- " + table + " is left out: no job has made it yet");
      }
    }
    if (engine == Engine.UNITY) {
      all.add("-- Unity Catalog keeps no views: these last as long as the session of Spark");
    }
    for (View view : Catalog.views()) {
      if (view.reads().stream().allMatch(made)) {
        all.addAll(view(view));
      } else {
        all.add("-- " + view + " is left out: it reads tables that no job has made yet");
      }
    }
    return all;
  }

  private String schema(String schema) {
    String name = qualified(schema);
    return switch (engine) {
      case HIVE, ATHENA -> "CREATE DATABASE IF NOT EXISTS " + name + ";";
      default -> "CREATE SCHEMA IF NOT EXISTS " + name + ";";
    };
  }

  private List<String> table(Table table) {
    String name = qualified(table.fullName());
    String place =
        engine.text(engine.place(lake + "/tables/" + table.layer() + "/" + table.name()));
    return switch (engine) {
      case SPARK, DATABRICKS ->
          List.of("CREATE TABLE IF NOT EXISTS %s USING DELTA LOCATION %s;".formatted(name, place));
      case UNITY ->
          List.of(
              "CREATE TABLE IF NOT EXISTS %s (%s) USING DELTA COMMENT %s LOCATION %s;"
                  .formatted(name, typed(table), engine.text(meaning(table)), place));
      case HIVE ->
          List.of(
              ("CREATE EXTERNAL TABLE IF NOT EXISTS %s (%s) COMMENT %s"
                      + " STORED BY 'io.delta.hive.DeltaStorageHandler' LOCATION %s;")
                  .formatted(name, typed(table), engine.text(meaning(table)), place));
      case ATHENA ->
          List.of(
              "CREATE EXTERNAL TABLE IF NOT EXISTS %s LOCATION %s TBLPROPERTIES ('table_type' = 'DELTA');"
                  .formatted(name, place));
      case TRINO ->
          List.of(
              ("CALL %s.system.register_table(schema_name => '%s', table_name => '%s',"
                      + " table_location => %s);")
                  .formatted(catalog, table.layer(), table.name(), place));
      case DUCKDB ->
          commented(
              table,
              "CREATE OR REPLACE VIEW %s AS SELECT * FROM delta_scan(%s);".formatted(name, place));
    };
  }

  private List<String> view(View view) {
    String name = qualified(view.fullName());
    String sql = query(view);
    return switch (engine) {
      case SPARK, DATABRICKS -> List.of(described("CREATE OR REPLACE VIEW " + name, view, sql));
      case UNITY ->
          List.of(
              described(
                  "CREATE OR REPLACE TEMPORARY VIEW " + TableQuery.view(view.shape()), view, sql));
      case HIVE ->
          List.of(
              "DROP VIEW IF EXISTS %s;".formatted(name),
              described(
                  "CREATE VIEW " + name, view, sql.replaceAll(FIRST_OF_MONTH, "trunc($1, 'MM')")));
      case ATHENA -> List.of("CREATE OR REPLACE VIEW %s AS\n%s;".formatted(name, sql));
      case TRINO ->
          Stream.concat(
                  Stream.of(
                      "CREATE OR REPLACE VIEW %s COMMENT %s AS\n%s;"
                          .formatted(name, engine.text(meaning(view.shape())), sql)),
                  columnComments(view.shape()))
              .toList();
      case DUCKDB ->
          commented(view.shape(), "CREATE OR REPLACE VIEW %s AS\n%s;".formatted(name, sql));
    };
  }

  /** The view's query over the names that its tables have in the engine. */
  private String query(View view) {
    String sql = view.sql();
    for (Table table : view.reads()) {
      sql = sql.replaceAll("\\b" + table.fullName() + "\\b", qualified(table.fullName()));
    }
    return sql;
  }

  /** With the names and comments of its columns, as Spark and Hive write them. */
  private String described(String opening, View view, String sql) {
    String columns =
        view.shape().columns().stream()
            .map(c -> "`%s` COMMENT %s".formatted(c.name(), engine.text(c.meaning())))
            .collect(Collectors.joining(",\n  ", "(\n  ", ")"));
    return "%s %s COMMENT %s AS\n%s;"
        .formatted(opening, columns, engine.text(meaning(view.shape())), sql);
  }

  private String typed(Table table) {
    return table.columns().stream()
        .map(c -> "`%s` %s COMMENT %s".formatted(c.name(), c.type(), engine.text(c.meaning())))
        .collect(Collectors.joining(", "));
  }

  private List<String> commented(Table table, String made) {
    String name = qualified(table.fullName());
    return Stream.of(
            Stream.of(
                made, "COMMENT ON VIEW %s IS %s;".formatted(name, engine.text(meaning(table)))),
            columnComments(table))
        .flatMap(s -> s)
        .toList();
  }

  private Stream<String> columnComments(Table table) {
    String name = qualified(table.fullName());
    return table.columns().stream()
        .map(
            (TableColumn c) ->
                "COMMENT ON COLUMN %s.\"%s\" IS %s;"
                    .formatted(name, c.name(), engine.text(c.meaning())));
  }

  private static String meaning(Table table) {
    return "One row per " + table.meaning();
  }

  private String qualified(String name) {
    return catalog.isEmpty() ? name : catalog + "." + name;
  }
}
