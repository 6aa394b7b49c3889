package vongdoi.ingest.segment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.ingest.lines.LineFormat;
import vongdoi.ingest.lines.LineJson;
import vongdoi.ingest.lines.LineLimits;
import vongdoi.ingest.lines.LineParser;
import vongdoi.ingest.row.BadRow;
import vongdoi.ingest.values.DateOrder;
import vongdoi.ingest.values.IdText;
import vongdoi.ingest.values.Refused;
import vongdoi.ingest.values.TimeText;

/**
 * Segment and RudderStack calls (track, page, screen, identify, alias, group). Every line is read
 * once by a streaming parser straight into the columns of {@code bronze.events}; properties, traits
 * and all further fields are cut out of the line as they stand.
 */
public final class SegmentCalls implements LineParser {
  public static final Set<String> TYPES =
      Set.of("track", "page", "screen", "identify", "alias", "group");

  /**
   * The format as it is shipped to the tasks.
   *
   * @param zone zone of times without one
   * @param businessZone zone of the event date
   * @param firstYear an event of an earlier year is refused
   * @param lastYear an event of a later year is refused
   * @param identifying properties whose e-mail or phone is the visitor's own
   * @param aliases lower-case event names to the name of the e-commerce spec
   */
  public record Calls(
      ZoneId zone,
      ZoneId businessZone,
      long allowanceSeconds,
      int firstYear,
      int lastYear,
      Set<String> identifying,
      Map<String, String> aliases)
      implements LineFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public StructType schema() {
      return EventColumns.SCHEMA;
    }

    @Override
    public LineParser parser(LineLimits limits) {
      return new SegmentCalls(this, limits);
    }
  }

  private final Map<String, String> aliases;
  private final TimeText times;
  private final EventTime time;
  private final EventBody body;
  private final LineJson json;
  private final int maxIdLength;
  private byte[] line;
  private Object[] row;
  private String type;
  private String name;
  private String event;
  private final long firstDay;
  private final long lastDay;
  private boolean isSentVoid;
  private Long original;
  private Long sent;
  private Long received;
  private Long timestamp;
  private StringBuilder extra;

  private SegmentCalls(Calls format, LineLimits limits) {
    this.aliases = format.aliases();
    this.json = new LineJson(limits.maxDepth());
    this.maxIdLength = limits.maxIdLength();
    this.body = new EventBody(format.identifying(), maxIdLength);
    this.firstDay = LocalDate.of(format.firstYear(), 1, 1).toEpochDay();
    this.lastDay = LocalDate.of(format.lastYear(), 12, 31).toEpochDay();
    this.times = new TimeText(format.zone(), DateOrder.YEAR_FIRST);
    this.time = new EventTime(format.allowanceSeconds(), format.businessZone());
  }

  @Override
  public Object[] parse(byte[] bytes, int length) throws BadRow {
    line = bytes;
    row = new Object[EventColumns.SCHEMA.length()];
    type = name = event = null;
    original = sent = received = timestamp = null;
    isSentVoid = false;
    extra = new StringBuilder(256).append('{');
    body.start(row, bytes);
    json.read(bytes, length, this::call);
    finish(length);
    return row;
  }

  private void call(JsonParser json) throws IOException, BadRow {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "type" -> type = LineJson.text(json);
        case "event" -> event = LineJson.text(json);
        case "name" -> name = LineJson.text(json);
        case "messageId" -> row[EventColumns.EVENT_ID] = id(json, "event_id");
        case "anonymousId" -> row[EventColumns.ANONYMOUS_ID] = id(json, "anonymous_id");
        case "userId" -> row[EventColumns.USER_ID] = id(json, "user_id");
        case "previousId" -> row[EventColumns.PREVIOUS_ID] = id(json, "previous_id");
        case "originalTimestamp" -> original = micros(json, "originalTimestamp");
        case "sentAt" -> {
          sent = micros(json, "sentAt");
          isSentVoid = sent == null;
        }
        case "receivedAt" -> received = micros(json, "receivedAt");
        case "timestamp" -> timestamp = micros(json, "timestamp");
        case "properties" -> body.properties(json);
        case "traits" -> body.traits(json);
        case "context" -> {
          UTF8String context = body.context(json);
          keep(field, context);
        }
        default -> keep(field, LineJson.slice(json, line));
      }
    }
  }

  private void keep(String field, UTF8String value) {
    if (value == null || value.numBytes() == 0 || (value.numBytes() == 2 && isEmpty(value))) {
      return;
    }
    if (extra.length() > 1) {
      extra.append(',');
    }
    LineJson.quote(extra, field);
    extra.append(':').append(value.toString());
  }

  private static boolean isEmpty(UTF8String value) {
    byte first = value.getByte(0);
    return first == '{' || first == '[';
  }

  private UTF8String id(JsonParser json, String column) throws IOException, BadRow {
    String text = LineJson.text(json);
    try {
      return text == null ? null : LineJson.string(IdText.clean(text, maxIdLength));
    } catch (Refused e) {
      throw new BadRow(column + " cannot be read: " + e.getMessage());
    }
  }

  private Long micros(JsonParser json, String field) throws IOException, BadRow {
    String text = LineJson.text(json);
    try {
      return text == null ? null : times.micros(text);
    } catch (Refused e) {
      throw new BadRow(field + " is not a time");
    }
  }

  private void finish(int length) throws BadRow {
    if (row[EventColumns.EVENT_ID] == null) {
      throw new BadRow("event_id is missing");
    }
    if (type == null) {
      throw new BadRow("event_type is missing");
    }
    String kind = type.trim().toLowerCase(Locale.ROOT);
    if (!TYPES.contains(kind)) {
      throw new BadRow("unknown event type");
    }
    // A collector reckons timestamp from sentAt: where that is empty or zero, it is not to be
    // trusted.
    time.settle(original, sent, received, isSentVoid && original != null ? original : timestamp);
    if (time.day() < firstDay || time.day() > lastDay) {
      throw new BadRow("the event lies outside the years of ingest.plausible-years");
    }
    row[EventColumns.EVENT_TYPE] = UTF8String.fromString(kind);
    String called = eventName(event != null ? event : name);
    row[EventColumns.EVENT_NAME] = LineJson.string(called);
    body.finish(called);
    row[EventColumns.OCCURRED_AT] = time.occurred();
    row[EventColumns.RECEIVED_AT] = time.received();
    row[EventColumns.EVENT_DATE] = time.day();
    row[EventColumns.EFFECTIVE_DATE] = time.day();
    row[EventColumns.IS_FUTURE] = time.isFuture();
    if (time.isFuture()) {
      keep("claimed_at", UTF8String.fromString("\"" + time.claimed() + "\""));
    }
    if (extra.length() > 1) {
      row[EventColumns.EXTRA] = UTF8String.fromString(extra.append('}').toString());
    }
    row[EventColumns.ROW_HASH] = UTF8String.fromString(Long.toHexString(hash(length)));
  }

  private String eventName(String raw) {
    return raw == null
        ? null
        : aliases.getOrDefault(raw.trim().toLowerCase(Locale.ROOT), raw.trim());
  }

  private long hash(int length) {
    return XXH64.hashUnsafeBytes(line, Platform.BYTE_ARRAY_OFFSET, length, 42L);
  }
}
