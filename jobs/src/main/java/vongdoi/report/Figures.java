package vongdoi.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a page shows by name, each a list of rows of named values. However many there are, they are
 * fetched by one query: each frame gives its rows as JSON, and the frames are united.
 */
public final class Figures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<String, List<JsonNode>> byName = new TreeMap<>();

  /** The rows of a figure as JSON texts; the columns are SQL expressions with names. */
  public static Dataset<Row> figure(String name, Dataset<Row> rows, String... columns) {
    return rows.selectExpr(
        "'" + name + "' as figure", "to_json(struct(" + String.join(", ", columns) + ")) as row");
  }

  /** Fetches figures; rows stand in the order of their texts, whatever the partitions. */
  public static Figures of(List<Dataset<Row>> frames) {
    Figures figures = new Figures();
    Dataset<Row> all = frames.stream().reduce(Dataset::union).orElseThrow();
    List<Row> rows = new ArrayList<>(all.collectAsList());
    rows.sort(Comparator.comparing(row -> row.getString(1)));
    for (Row row : rows) {
      figures.named(row.getString(0)).add(parsed(row.getString(1)));
    }
    return figures;
  }

  private static JsonNode parsed(String row) {
    try {
      return JSON.readTree(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read a figure of the report", e);
    }
  }

  private List<JsonNode> named(String name) {
    return byName.computeIfAbsent(name, n -> new ArrayList<>());
  }

  /** The rows of a figure; none where there is nothing to tell. */
  List<JsonNode> rows(String name) {
    return List.copyOf(byName.getOrDefault(name, List.of()));
  }

  /** Puts rows in the place of a figure's. */
  Figures with(String name, List<ObjectNode> rows) {
    byName.put(name, List.copyOf(rows));
    return this;
  }

  /** An empty row, to be filled. */
  public static ObjectNode row() {
    return JSON.createObjectNode();
  }

  public ObjectNode toJson() {
    ObjectNode all = JSON.createObjectNode();
    byName.forEach(
        (name, rows) -> {
          ArrayNode array = all.putArray(name);
          rows.forEach(array::add);
        });
    return all;
  }
}
