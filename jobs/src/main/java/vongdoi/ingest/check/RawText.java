package vongdoi.ingest.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The raw columns of a row, out of its text as quarantine would keep it. */
final class RawText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RawText() {}

  /** Values by column name; none where the text was cut or is no record of these columns. */
  static Map<String, String> ofCsv(
      String text, List<String> names, List<String> delimiters, char quote) {
    List<String> fields =
        delimiters.stream()
            .map(d -> fields(text, d, quote))
            .filter(f -> f.size() == names.size())
            .findFirst()
            .orElse(List.of());
    Map<String, String> values = new LinkedHashMap<>();
    if (fields.size() == names.size()) {
      for (int i = 0; i < fields.size(); i++) {
        if (!fields.get(i).isBlank() && !names.get(i).isBlank()) {
          values.putIfAbsent(names.get(i), fields.get(i).strip());
        }
      }
    }
    return values;
  }

  /** Fields of a CSV record; a quote that is not closed ends with the text. */
  static List<String> fields(String text, String delimiter, char quote) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0 && c == quote && (isQuoted || field.isEmpty())) {
        if (isQuoted && i + 1 < text.length() && text.charAt(i + 1) == quote) {
          field.append(quote);
          i++;
        } else {
          isQuoted = !isQuoted;
        }
      } else if (!isQuoted && text.startsWith(delimiter, i)) {
        fields.add(field.toString());
        field.setLength(0);
        i += delimiter.length() - 1;
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /** Scalars of a JSON object by their paths, such as {@code address.city}; arrays are left out. */
  static Map<String, String> ofJson(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      JsonNode node = JSON.readTree(text);
      if (node != null && node.isObject()) {
        collect("", node, values);
      }
    } catch (JsonProcessingException e) {
      values.clear();
    }
    return values;
  }

  private static void collect(String path, JsonNode object, Map<String, String> values) {
    object
        .properties()
        .forEach(
            field -> {
              String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
              JsonNode value = field.getValue();
              if (value.isObject()) {
                collect(name, value, values);
              } else if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                values.put(name, value.asText().strip());
              }
            });
  }
}
