package vongdoi.ingest.segment;

import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Bronze;

/** Places of the columns of a parsed event. */
final class EventColumns {
  /** Those that landing adds. */
  private static final Set<String> OF_ORIGIN =
      Set.of("_source", "_source_file", "_position", "_landed_at", Bronze.BATCH_ID, "_ingested_at");

  /** What parsing alone fills, all of it nullable: bad rows have none. */
  static final StructType SCHEMA =
      new StructType(
          Arrays.stream(Bronze.EVENTS.schema().asNullable().fields())
              .filter(f -> !OF_ORIGIN.contains(f.name()))
              .toArray(StructField[]::new));

  static final StructType PRODUCT =
      (StructType) ((ArrayType) SCHEMA.apply("products").dataType()).elementType();

  static final int ROW_HASH = at("_row_hash");
  static final int EFFECTIVE_DATE = at("_effective_date");
  static final int EXTRA = at("extra");
  static final int EVENT_ID = at("event_id");
  static final int EVENT_TYPE = at("event_type");
  static final int EVENT_NAME = at("event_name");
  static final int ANONYMOUS_ID = at("anonymous_id");
  static final int USER_ID = at("user_id");
  static final int PREVIOUS_ID = at("previous_id");
  static final int OCCURRED_AT = at("occurred_at");
  static final int RECEIVED_AT = at("received_at");
  static final int EVENT_DATE = at("event_date");
  static final int IS_FUTURE = at("is_future");
  static final int EMAIL = at("email");
  static final int PHONE = at("phone");
  static final int CART_ID = at("cart_id");
  static final int ORDER_ID = at("order_id");
  static final int PRODUCT_ID = at("product_id");
  static final int QUANTITY = at("quantity");
  static final int PRICE_AMOUNT = at("price_amount");
  static final int VALUE_AMOUNT = at("value_amount");
  static final int CURRENCY = at("currency");
  static final int PRODUCTS = at("products");
  static final int QUERY = at("query");
  static final int PAGE_URL = at("page_url");
  static final int PAGE_PATH = at("page_path");
  static final int REFERRER = at("referrer");
  static final int CAMPAIGN_SOURCE = at("campaign_source");
  static final int CAMPAIGN_MEDIUM = at("campaign_medium");
  static final int CAMPAIGN_NAME = at("campaign_name");
  static final int PROPERTIES = at("properties");
  static final int TRAITS = at("traits");

  private EventColumns() {}

  private static int at(String name) {
    StructField[] fields = SCHEMA.fields();
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].name().equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("bronze.events has no column " + name);
  }
}
