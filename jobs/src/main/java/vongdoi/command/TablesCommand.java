package vongdoi.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.View;
import vongdoi.platform.VongdoiConfig;

/** The data dictionary. */
@Command(description = "List the tables and views with their columns")
final class TablesCommand implements Callable<Integer> {
  @Mixin private Settled settled;

  @Option(names = "--json", description = "As JSON")
  private boolean json;

  @Option(
      names = "--views",
      description = "The views only; without it --json lists the tables only")
  private boolean views;

  @Override
  public Integer call() throws JsonProcessingException {
    VongdoiConfig config = settled.load().settings();
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      ArrayNode array = mapper.createArrayNode();
      if (views) {
        Catalog.views().forEach(view -> describe(array.addObject(), view));
      } else {
        Catalog.all().forEach(table -> describe(array.addObject(), table, config.lake()));
      }
      System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array));
    } else {
      if (!views) {
        Catalog.all().forEach(table -> print(table, ""));
      }
      Catalog.views().forEach(view -> print(view.shape(), "view, "));
    }
    return 0;
  }

  private static void print(Table table, String kind) {
    System.out.printf(
        "%-30s %3d columns  %sone row per %s%n",
        table.fullName(), table.columns().size(), kind, table.meaning());
  }

  private static void describe(ObjectNode node, View view) {
    node.put("view", view.fullName()).put("meaning", view.meaning());
    describeColumns(node, view.shape());
    ArrayNode reads = node.putArray("reads");
    view.reads().forEach(table -> reads.add(table.fullName()));
    node.put("sql", view.sql());
  }

  private static void describe(ObjectNode node, Table table, String lake) {
    node.put("table", table.fullName()).put("meaning", table.meaning());
    node.put("path", lake + "/tables/" + table.layer() + "/" + table.name());
    describeColumns(node, table);
    ArrayNode partitions = node.putArray("partitioned_by");
    table.partitionedBy().forEach(partitions::add);
    describeRules(node, table);
  }

  private static void describeColumns(ObjectNode node, Table table) {
    ArrayNode key = node.putArray("key");
    table.key().forEach(key::add);
    ArrayNode columns = node.putArray("columns");
    for (TableColumn c : table.columns()) {
      columns
          .addObject()
          .put("name", c.name())
          .put("type", c.type())
          .put("meaning", c.meaning())
          .put("required", c.presence() == TableColumn.Presence.REQUIRED)
          .put("personal", c.content() == TableColumn.Content.PERSONAL);
    }
  }

  private static void describeRules(ObjectNode node, Table table) {
    ArrayNode rules = node.putArray("rules");
    table
        .rules()
        .forEach(
            r ->
                rules
                    .addObject()
                    .put("name", r.name())
                    .put("condition", r.condition())
                    .put("severity", r.severity().word())
                    .put("tolerated_share", r.tolerated()));
    ArrayNode references = node.putArray("references");
    table
        .references()
        .forEach(
            r ->
                references
                    .addObject()
                    .put("column", r.column())
                    .put("table", r.target().fullName())
                    .put("key", r.key())
                    .put("tolerated_share", r.tolerated()));
    node.put("steady_share", table.steadyShare());
  }
}
