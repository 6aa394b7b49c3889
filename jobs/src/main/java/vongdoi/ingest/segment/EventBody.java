package vongdoi.ingest.segment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.ingest.lines.LineJson;
import vongdoi.ingest.row.BadRow;

/**
 * Reads properties, traits and context of a call: the fields that the platform works with go to
 * columns, the objects themselves are kept as they stand in the line.
 */
final class EventBody {
  private Object[] row;
  private byte[] line;
  private String total;
  private String revenue;
  private String value;

  void start(Object[] target, byte[] bytes) {
    row = target;
    line = bytes;
  }

  void properties(JsonParser json) throws IOException, BadRow {
    total = revenue = value = null;
    row[EventColumns.PROPERTIES] = object(json, this::property);
    String amount = total != null ? total : revenue != null ? revenue : value;
    row[EventColumns.VALUE_AMOUNT] = EventNumbers.amount(amount, "total, revenue or value");
  }

  void traits(JsonParser json) throws IOException, BadRow {
    row[EventColumns.TRAITS] = object(json, this::trait);
  }

  UTF8String context(JsonParser json) throws IOException, BadRow {
    return object(json, this::contextField);
  }

  private interface FieldReader {
    void read(String field, JsonParser json) throws IOException, BadRow;
  }

  /** Reads the fields of the current object and cuts it out; anything else counts as absent. */
  private UTF8String object(JsonParser json, FieldReader fields) throws IOException, BadRow {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return json.currentToken() == JsonToken.VALUE_NULL ? null : LineJson.slice(json, line);
    }
    int from = (int) json.currentTokenLocation().getByteOffset();
    each(json, fields);
    int to = (int) json.currentLocation().getByteOffset();
    return UTF8String.fromBytes(Arrays.copyOfRange(line, from, to));
  }

  private static void each(JsonParser json, FieldReader fields) throws IOException, BadRow {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      fields.read(field, json);
    }
  }

  private void property(String field, JsonParser json) throws IOException, BadRow {
    switch (field) {
      case "cart_id" -> set(EventColumns.CART_ID, json);
      case "order_id" -> set(EventColumns.ORDER_ID, json);
      case "product_id" -> set(EventColumns.PRODUCT_ID, json);
      case "currency" -> set(EventColumns.CURRENCY, json);
      case "query" -> set(EventColumns.QUERY, json);
      case "email" -> setIfAbsent(EventColumns.EMAIL, json);
      case "phone" -> setIfAbsent(EventColumns.PHONE, json);
      case "url" -> setIfAbsent(EventColumns.PAGE_URL, json);
      case "path" -> setIfAbsent(EventColumns.PAGE_PATH, json);
      case "referrer" -> setIfAbsent(EventColumns.REFERRER, json);
      case "quantity" ->
          row[EventColumns.QUANTITY] = EventNumbers.number(scalar(json, "quantity"), "quantity");
      case "price" ->
          row[EventColumns.PRICE_AMOUNT] = EventNumbers.amount(scalar(json, "price"), "price");
      case "total" -> total = scalar(json, "total");
      case "revenue" -> revenue = scalar(json, "revenue");
      case "value" -> value = scalar(json, "value");
      case "products" -> row[EventColumns.PRODUCTS] = products(json);
      default -> json.skipChildren();
    }
  }

  private void trait(String field, JsonParser json) throws IOException {
    switch (field) {
      case "email" -> set(EventColumns.EMAIL, json);
      case "phone" -> set(EventColumns.PHONE, json);
      default -> json.skipChildren();
    }
  }

  private void contextField(String field, JsonParser json) throws IOException, BadRow {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    switch (field) {
      case "page" -> each(json, this::pageField);
      case "campaign" -> each(json, this::campaignField);
      case "traits" -> each(json, this::contextTrait);
      default -> json.skipChildren();
    }
  }

  private void pageField(String field, JsonParser json) throws IOException {
    switch (field) {
      case "url" -> set(EventColumns.PAGE_URL, json);
      case "path" -> set(EventColumns.PAGE_PATH, json);
      case "referrer" -> set(EventColumns.REFERRER, json);
      default -> json.skipChildren();
    }
  }

  private void campaignField(String field, JsonParser json) throws IOException {
    switch (field) {
      case "source" -> set(EventColumns.CAMPAIGN_SOURCE, json);
      case "medium" -> set(EventColumns.CAMPAIGN_MEDIUM, json);
      case "name" -> set(EventColumns.CAMPAIGN_NAME, json);
      default -> json.skipChildren();
    }
  }

  private void contextTrait(String field, JsonParser json) throws IOException {
    switch (field) {
      case "email" -> setIfAbsent(EventColumns.EMAIL, json);
      case "phone" -> setIfAbsent(EventColumns.PHONE, json);
      default -> json.skipChildren();
    }
  }

  private GenericArrayData products(JsonParser json) throws IOException, BadRow {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return null;
    }
    List<InternalRow> products = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        continue;
      }
      products.add(product(json));
    }
    return new GenericArrayData(products.toArray());
  }

  private static InternalRow product(JsonParser json) throws IOException, BadRow {
    UTF8String id = null;
    Double quantity = null;
    Decimal price = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "product_id" -> id = LineJson.string(LineJson.text(json));
        case "quantity" ->
            quantity =
                EventNumbers.number(scalar(json, "quantity of a product"), "quantity of a product");
        case "price" ->
            price = EventNumbers.amount(scalar(json, "price of a product"), "price of a product");
        default -> json.skipChildren();
      }
    }
    return new GenericInternalRow(new Object[] {id, quantity, price});
  }

  /** Text of a scalar; an object or array in place of a number is an error. */
  private static String scalar(JsonParser json, String what) throws IOException, BadRow {
    if (json.currentToken().isStructStart()) {
      throw new BadRow(what + " is not a number");
    }
    return LineJson.text(json);
  }

  private void set(int column, JsonParser json) throws IOException {
    String text = LineJson.text(json);
    if (text != null) {
      row[column] = UTF8String.fromString(text);
    }
  }

  private void setIfAbsent(int column, JsonParser json) throws IOException {
    String text = LineJson.text(json);
    if (text != null && row[column] == null) {
      row[column] = UTF8String.fromString(text);
    }
  }
}
