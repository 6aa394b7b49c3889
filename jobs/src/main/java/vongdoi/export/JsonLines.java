package vongdoi.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import vongdoi.export.ExportConfig.Type;

/**
 * Lines of JSON, one object a row; a cell without a value has no key. Where the only column has no
 * header, the row is its value itself.
 */
final class JsonLines {

  /** A header and what its cells hold. */
  record Field(String header, Type type) implements Serializable {}

  private static final JsonFactory JSON = new JsonFactory();

  private JsonLines() {}

  /** A line with its end. */
  static byte[] row(List<Field> fields, List<String> cells) {
    return text(fields, cells, "\n");
  }

  /** An element of a list. */
  static byte[] element(List<Field> fields, List<String> cells) {
    return text(fields, cells, "");
  }

  private static byte[] text(List<Field> fields, List<String> cells, String end) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      if (fields.size() == 1 && fields.get(0).header().isEmpty()) {
        value(json, fields.get(0), cells.get(0));
        json.writeRaw(end);
        json.flush();
        return line.toByteArray();
      }
      json.writeStartObject();
      for (int i = 0; i < fields.size(); i++) {
        if (cells.get(i) != null) {
          json.writeFieldName(fields.get(i).header());
          value(json, fields.get(i), cells.get(i));
        }
      }
      json.writeEndObject();
      json.writeRaw(end);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write JSON", e);
    }
    return line.toByteArray();
  }

  private static void value(JsonGenerator json, Field field, String cell) throws IOException {
    switch (field.type()) {
      case INTEGER, NUMBER, AMOUNT -> json.writeNumber(cell);
      case BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(cell));
      // A line break within JSON is white space: within a text it would be escaped.
      case JSON -> json.writeRawValue(cell.replace('\n', ' ').replace('\r', ' '));
      case STRING, DATE, TIMESTAMP -> json.writeString(cell);
    }
  }
}
