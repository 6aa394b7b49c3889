package vongdoi.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.platform.VongdoiConfig;

/** The data dictionary. */
@Command(description = "List the tables with their columns")
final class TablesCommand implements Callable<Integer> {
  @Mixin private Settled settled;

  @Option(names = "--json", description = "As JSON")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    VongdoiConfig config = settled.load().settings();
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      ArrayNode array = mapper.createArrayNode();
      Catalog.all().forEach(table -> describe(array.addObject(), table, config.lake()));
      System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array));
    } else {
      for (Table table : Catalog.all()) {
        System.out.printf(
            "%-30s %3d columns  one row per %s%n",
            table.fullName(), table.columns().size(), table.meaning());
      }
    }
    return 0;
  }

  private static void describe(ObjectNode node, Table table, String lake) {
    node.put("table", table.fullName()).put("meaning", table.meaning());
    node.put("path", lake + "/tables/" + table.layer() + "/" + table.name());
    ArrayNode key = node.putArray("key");
    table.key().forEach(key::add);
    ArrayNode partitions = node.putArray("partitioned_by");
    table.partitionedBy().forEach(partitions::add);
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
    ArrayNode rules = node.putArray("rules");
    table
        .rules()
        .forEach(
            r ->
                rules
                    .addObject()
                    .put("name", r.name())
                    .put("condition", r.condition())
                    .put("severity", r.severity().name().toLowerCase(Locale.ROOT)));
  }
}
