package vongdoi.ingest.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.ingest.row.BadRow;

/** What the parsers of JSON lines share: a bounded parser and raw slices of the line. */
public final class LineJson {
  private final int maxDepth;
  private final JsonFactory factory;

  /**
   * @param maxDepth objects and arrays within each other
   */
  public LineJson(int maxDepth) {
    this.maxDepth = maxDepth;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(maxDepth)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, true)
            .build();
  }

  /** What a parser does with the object of a line. */
  public interface ObjectReader {
    void read(JsonParser json) throws IOException, BadRow;
  }

  /** Reads the one object that a line holds; the parser stands on its opening brace. */
  public void read(byte[] line, int length, ObjectReader reader) throws BadRow {
    try (JsonParser json = factory.createParser(line, 0, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRow("not a JSON object");
      }
      reader.read(json);
      if (json.nextToken() != null) {
        throw new BadRow("not one JSON object: text follows it");
      }
    } catch (StreamConstraintsException e) {
      throw new BadRow(
          "the JSON is nested deeper than %d levels, or a name or number in it is too long"
              .formatted(maxDepth));
    } catch (IOException e) {
      throw new BadRow("not JSON");
    }
  }

  /** The current value as it stands in the line; leaves the parser at its end. */
  public static UTF8String slice(JsonParser json, byte[] line) throws IOException {
    int from = (int) json.currentTokenLocation().getByteOffset();
    if (json.currentToken().isStructStart()) {
      json.skipChildren();
    } else {
      json.finishToken();
    }
    int to = (int) json.currentLocation().getByteOffset();
    byte[] copy = new byte[to - from];
    System.arraycopy(line, from, copy, 0, copy.length);
    return UTF8String.fromBytes(copy);
  }

  /** Text of a scalar; null for null, a blank string and anything that is no scalar. */
  public static String text(JsonParser json) throws IOException {
    if (!json.currentToken().isScalarValue()) {
      json.skipChildren();
      return null;
    }
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    String text = json.getText();
    return text.isBlank() ? null : text;
  }

  public static UTF8String string(String text) {
    return text == null ? null : UTF8String.fromString(text);
  }

  /** A text as a JSON string, quotes included. */
  public static void quote(StringBuilder out, String text) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }
}
