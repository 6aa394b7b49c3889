package vongdoi.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;

/**
 * What a person is given who asks for their data: one JSON document for machines, one page to read.
 *
 * @param date the data are as of this run date
 * @param rows by table, as {@link PersonData} finds them
 */
public record PersonPage(String date, Map<Table, List<String>> rows) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STYLE =
      "body{font:15px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#222}"
          + "table{border-collapse:collapse;margin:.5em 0 2em}"
          + "td,th{border:1px solid #ccc;padding:.2em .6em;text-align:left;vertical-align:top;"
          + "overflow-wrap:anywhere}th{font-weight:600;width:16em}small{color:#666;font-weight:400}"
          + ".row+.row{border-top:3px solid #ccc}";

  /** The rows by table as one document. */
  public String toJson() {
    ObjectNode document = JSON.createObjectNode();
    document.put("as_of", date);
    ObjectNode tables = document.putObject("tables");
    rows.forEach(
        (table, of) -> {
          ObjectNode node = tables.putObject(table.fullName());
          node.put("meaning", table.meaning());
          of.forEach(row -> node.withArray("rows").add(parsed(row)));
        });
    return document.toPrettyString() + "\n";
  }

  /** The same as a page without scripts: what each table and value is, in words. */
  public String toHtml() {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Your data</title><style>")
        .append(STYLE)
        .append("</style><h1>Your data · Dữ liệu của bạn</h1>")
        .append("<p>All that is kept about you, as of ")
        .append(escaped(date))
        .append(", by what it is. What is empty is left out.</p>")
        .append("<p lang=vi>Toàn bộ dữ liệu đang lưu về bạn, tính đến ngày ")
        .append(escaped(date))
        .append(", xếp theo từng loại. Mục trống được bỏ qua.</p>");
    rows.forEach((table, of) -> section(page, table, of));
    return page.append("</html>\n").toString();
  }

  private static void section(StringBuilder page, Table table, List<String> rows) {
    page.append(
        "<h2>%s <small>%s, %d</small></h2>"
            .formatted(escaped(table.meaning()), escaped(table.fullName()), rows.size()));
    for (String row : rows) {
      JsonNode values = parsed(row);
      page.append("<table class=row>");
      for (String name : names(table, values)) {
        page.append(
            "<tr><th>%s<br><small>%s</small></th><td>%s</td></tr>"
                .formatted(escaped(meaning(table, name)), escaped(name), text(values.get(name))));
      }
      page.append("</table>");
    }
  }

  /** Names of the values that a row has, in the order of the table. */
  private static List<String> names(Table table, JsonNode values) {
    Set<String> names = new LinkedHashSet<>(table.columnNames());
    values.fieldNames().forEachRemaining(names::add);
    List<String> present = new ArrayList<>(names);
    present.removeIf(name -> !values.hasNonNull(name));
    return present;
  }

  private static String meaning(Table table, String name) {
    return table.columns().stream()
        .filter(c -> c.name().equals(name))
        .map(TableColumn::meaning)
        .findFirst()
        .orElse(name);
  }

  private static String text(JsonNode value) {
    return escaped(value.isValueNode() ? value.asText() : value.toString());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static JsonNode parsed(String row) {
    try {
      return JSON.readTree(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot read a row that was just written as JSON", e);
    }
  }
}
