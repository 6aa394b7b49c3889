package vongdoi.ingest.lines;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.ingest.row.BadRow;
import vongdoi.ingest.row.WorkingColumns;

/**
 * JSON lines of any shape: the fields that the mapping speaks of as text (objects and arrays as
 * JSON), all others together in one JSON object, sorted by name.
 */
public final class JsonColumns implements LineParser {
  /** The format as it is shipped to the tasks. */
  public record Objects(RawColumns wanted) implements LineFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public StructType schema() {
      return WorkingColumns.withExtra(wanted.schema());
    }

    @Override
    public LineParser parser(LineLimits limits) {
      return new JsonColumns(wanted, limits);
    }
  }

  /** A wanted field: its place, and the fields wanted within it. */
  private record Field(int index, Map<String, Field> fields) {
    static Map<String, Field> of(RawColumns wanted) {
      Map<String, Field> fields = new HashMap<>();
      for (String name : wanted.names()) {
        fields.put(name, new Field(fields.size(), of(wanted.children().get(name))));
      }
      return fields;
    }
  }

  private final Map<String, Field> wanted;
  private final LineJson parser;
  private final int maxColumns;
  private byte[] line;

  private JsonColumns(RawColumns wanted, LineLimits limits) {
    this.wanted = Field.of(wanted);
    this.parser = new LineJson(limits.maxDepth());
    this.maxColumns = limits.maxColumns();
  }

  @Override
  public Object[] parse(byte[] bytes, int length) throws BadRow {
    line = bytes;
    Object[] values = new Object[wanted.size() + 1];
    TreeMap<String, UTF8String> others = new TreeMap<>();
    parser.read(bytes, length, json -> object(json, wanted, values, others));
    values[wanted.size()] = joined(others);
    return values;
  }

  private void object(
      JsonParser json, Map<String, Field> fields, Object[] values, Map<String, UTF8String> others)
      throws IOException, BadRow {
    int given = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      if (++given > maxColumns) {
        throw new BadRow("an object has more than " + maxColumns + " fields");
      }
      String name = json.currentName();
      JsonToken token = json.nextToken();
      Field field = fields.get(name);
      if (field == null) {
        UTF8String slice = LineJson.slice(json, line);
        if (others != null && token != JsonToken.VALUE_NULL) {
          others.put(name, slice);
        }
      } else {
        values[field.index()] = value(json, field);
      }
    }
  }

  private Object value(JsonParser json, Field field) throws IOException, BadRow {
    if (field.fields().isEmpty()) {
      return json.currentToken().isStructStart()
          ? LineJson.slice(json, line)
          : LineJson.string(LineJson.text(json));
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    Object[] values = new Object[field.fields().size()];
    object(json, field.fields(), values, null);
    return new GenericInternalRow(values);
  }

  private static UTF8String joined(Map<String, UTF8String> others) {
    if (others.isEmpty()) {
      return null;
    }
    StringBuilder out = new StringBuilder("{");
    others.forEach(
        (name, value) -> {
          if (out.length() > 1) {
            out.append(',');
          }
          LineJson.quote(out, name);
          out.append(':').append(value.toString());
        });
    return UTF8String.fromString(out.append('}').toString());
  }
}
