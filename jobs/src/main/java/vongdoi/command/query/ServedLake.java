package vongdoi.command.query;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.spark.Sessions;
import vongdoi.common.table.Table;
import vongdoi.common.table.View;
import vongdoi.platform.AccessConfig.Role;

/**
 * A Spark session whose catalog shows silver and gold as views with their comments, personal
 * columns as the role may see them, and which is read only once it is open to clients. Every query
 * sees the newest version of each table.
 */
public final class ServedLake implements AutoCloseable {
  private static final String EXTENSIONS = "spark.sql.extensions";

  private final SparkSession spark;

  private ServedLake(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * A session in which nothing is registered yet.
   *
   * @param settings of Spark
   */
  public static ServedLake open(Map<String, String> settings) {
    Map<String, String> guarded = new TreeMap<>(settings);
    String others = settings.getOrDefault(EXTENSIONS, Sessions.settings().get(EXTENSIONS));
    guarded.put(EXTENSIONS, others + "," + ReadingExtension.class.getName());
    return new ServedLake(Sessions.open("vongdoi-serve", guarded));
  }

  public SparkSession spark() {
    return spark;
  }

  /**
   * Registers what is there and lets clients in.
   *
   * @param lake URI of the lake, absolute
   * @param made whether a table is there; views over others are left out
   * @return how many tables and views can be read
   */
  public int letIn(String lake, Role role, Predicate<Table> made) {
    List.of("silver", "gold").forEach(s -> spark.sql("create database if not exists " + s));
    int shown = 0;
    for (Table table : CatalogStatements.tables()) {
      if (made.test(table)) {
        String columns = String.join(", ", MaskedColumns.of(table, role));
        register(table, "select " + columns + " from " + path(lake, table));
        shown++;
      }
    }
    for (View view : Catalog.views()) {
      if (view.reads().stream().allMatch(made)) {
        String sql = view.sql();
        for (Table table : view.reads()) {
          sql = sql.replaceAll("\\b" + table.fullName() + "\\b", path(lake, table));
        }
        register(view.shape(), sql);
        shown++;
      }
    }
    ReadingExtension.guard();
    return shown;
  }

  private void register(Table shape, String sql) {
    ReadingExtension.allow(sql);
    String columns =
        shape.columns().stream()
            .map(c -> "`%s` comment %s".formatted(c.name(), Engine.SPARK.text(c.meaning())))
            .collect(Collectors.joining(", "));
    spark.sql(
        "create or replace view %s (%s) comment %s as %s"
            .formatted(
                shape.fullName(),
                columns,
                Engine.SPARK.text("One row per " + shape.meaning()),
                sql));
  }

  private static String path(String lake, Table table) {
    return "delta.`%s/tables/%s/%s`".formatted(lake, table.layer(), table.name());
  }

  @Override
  public void close() {
    spark.stop();
  }
}
