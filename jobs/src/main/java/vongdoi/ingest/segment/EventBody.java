package vongdoi.ingest.segment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.ingest.lines.LineJson;
import vongdoi.ingest.row.BadRow;
import vongdoi.ingest.values.IdText;
import vongdoi.ingest.values.Refused;

/**
 * Reads properties, traits and context of a call: the fields that the platform works with go to
 * columns, the objects themselves are kept as they stand in the line.
 */
final class EventBody {
  /**
   * Events about one product, whose property {@code id} is the product's in version 1 of the spec.
   */
  private static final Set<String> OF_ONE_PRODUCT =
      Set.of(
          "Product Viewed",
          "Product Clicked",
          "Product Added",
          "Product Removed",
          "Product Shared",
          "Product Reviewed",
          "Product Added to Wishlist",
          "Product Removed from Wishlist",
          "Wishlist Product Added to Cart");

  private final Set<String> identifying;
  private final int maxIdLength;
  private Object[] row;
  private byte[] line;
  private String total;
  private String revenue;
  private String value;
  private String productId;
  private String sku;

  /**
   * @param identifying properties whose e-mail or phone is the visitor's own
   * @param maxIdLength characters of an id
   */
  EventBody(Set<String> identifying, int maxIdLength) {
    this.identifying = identifying;
    this.maxIdLength = maxIdLength;
  }

  void start(Object[] target, byte[] bytes) {
    row = target;
    line = bytes;
    productId = sku = null;
  }

  /** Settles what only the event's name tells. */
  void finish(String name) {
    if (row[EventColumns.PRODUCT_ID] == null && name != null && OF_ONE_PRODUCT.contains(name)) {
      row[EventColumns.PRODUCT_ID] = LineJson.string(productId != null ? productId : sku);
    }
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
      case "cart_id" -> setId(EventColumns.CART_ID, json);
      case "order_id" -> setId(EventColumns.ORDER_ID, json);
      case "product_id" -> setId(EventColumns.PRODUCT_ID, json);
      case "cartId" -> setIdIfAbsent(EventColumns.CART_ID, json);
      case "orderId" -> setIdIfAbsent(EventColumns.ORDER_ID, json);
      case "productId" -> setIdIfAbsent(EventColumns.PRODUCT_ID, json);
      case "id" -> productId = LineJson.text(json);
      case "sku" -> sku = LineJson.text(json);
      case "currency" -> set(EventColumns.CURRENCY, json);
      case "query" -> set(EventColumns.QUERY, json);
      case "email" -> identify(field, EventColumns.EMAIL, json);
      case "phone" -> identify(field, EventColumns.PHONE, json);
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

  /** An address in the properties may be anybody's, unless the configuration says otherwise. */
  private void identify(String field, int column, JsonParser json) throws IOException {
    if (identifying.contains(field)) {
      setIfAbsent(column, json);
    } else {
      json.skipChildren();
    }
  }

  private void setId(int column, JsonParser json) throws IOException, BadRow {
    String text = LineJson.text(json);
    try {
      String id = text == null ? null : IdText.clean(text, maxIdLength);
      if (id != null) {
        row[column] = UTF8String.fromString(id);
      }
    } catch (Refused e) {
      throw new BadRow("an id cannot be read: " + e.getMessage());
    }
  }

  private void setIdIfAbsent(int column, JsonParser json) throws IOException, BadRow {
    if (row[column] == null) {
      setId(column, json);
    } else {
      json.skipChildren();
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
    String id = null;
    String older = null;
    String article = null;
    Double quantity = null;
    Decimal price = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "product_id" -> id = LineJson.text(json);
        case "productId", "id" -> older = older == null ? LineJson.text(json) : older;
        case "sku" -> article = LineJson.text(json);
        case "quantity" ->
            quantity =
                EventNumbers.number(scalar(json, "quantity of a product"), "quantity of a product");
        case "price" ->
            price = EventNumbers.amount(scalar(json, "price of a product"), "price of a product");
        default -> json.skipChildren();
      }
    }
    String product = id != null ? id : older != null ? older : article;
    return new GenericInternalRow(new Object[] {LineJson.string(product), quantity, price});
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
