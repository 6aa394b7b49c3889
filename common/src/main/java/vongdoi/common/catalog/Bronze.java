package vongdoi.common.catalog;

import java.util.List;
import vongdoi.common.table.Table;
import vongdoi.common.table.Trace;

/** Rows as received, each exactly once, with where they came from. */
public final class Bronze {

  /** Name of the column that numbers the ingest batch of a row. */
  public static final String BATCH_ID = "_batch_id";

  /**
   * Name of the column with the first business date whose run may see a row: what lies in a file
   * ahead of its time changes nothing, and a fresh lake run for a past date equals one grown to it.
   */
  public static final String EFFECTIVE_DATE = "_effective_date";

  public static final Table EVENTS =
      landed("bronze.events", "an event (Segment call) of a visitor or user", "event_id")
          .requiredPersonal("event_id", "string", "Message id given by the sender")
          .required("event_type", "string", "track, page, screen, identify, alias or group")
          .column("event_name", "string", "Event name of a track call, page name of a page call")
          .personal("anonymous_id", "string", "Device or browser id")
          .personal("user_id", "string", "Login id")
          .personal("previous_id", "string", "Id that an alias call joins to user_id")
          .required("occurred_at", "timestamp", "When it happened, clock skew corrected, UTC")
          .required("received_at", "timestamp", "When the collector received it, UTC")
          .required("event_date", "date", "Date of occurred_at in the business zone")
          .required(
              "is_future", "boolean", "Dated after its own receipt by more than the allowance")
          .personal("email", "string", "E-mail among the traits or properties, as received")
          .personal("phone", "string", "Phone among the traits or properties, as received")
          .column("cart_id", "string", "Cart of a cart event")
          .column("order_id", "string", "Order of an order or checkout event")
          .column("product_id", "string", "Product of a single-product event")
          .column("quantity", "double", "Quantity of a single-product event")
          .column("price_amount", "decimal(18,2)", "Unit price of a single-product event")
          .column("value_amount", "decimal(18,2)", "Total, revenue or value of the event")
          .column("currency", "string", "ISO 4217 code")
          .column(
              "products",
              "array<struct<product_id:string,quantity:double,price_amount:decimal(18,2)>>",
              "Products of a list event")
          .column("query", "string", "Search words")
          .personal("page_url", "string", "Page address")
          .column("page_path", "string", "Page path")
          .column("referrer", "string", "Referring address")
          .column("campaign_source", "string", "utm_source")
          .column("campaign_medium", "string", "utm_medium")
          .column("campaign_name", "string", "utm_campaign")
          .personal("properties", "string", "Event properties, JSON")
          .personal("traits", "string", "Traits of identify and group calls, JSON")
          .partitionedBy("event_date")
          .erasedBy(
              Trace.login("user_id"),
              Trace.device("anonymous_id"),
              Trace.record("_source", "order_id"),
              Trace.email("email"),
              Trace.phone("phone"))
          .build();

  public static final Table ORDERS =
      landed("bronze.orders", "a delivered version of an order", "order_id", "_row_hash")
          .required("order_id", "string", "Order id")
          .required("ordered_at", "timestamp", "When it was placed, UTC")
          .required("order_date", "date", "Date of ordered_at in the business zone")
          .personal("record_id", "string", "Customer record that ordered")
          .column("record_source", "string", "Source whose customer records record_id names")
          .personal("user_id", "string", "Login id")
          .personal("anonymous_id", "string", "Device id")
          .personal("email", "string", "E-mail as received")
          .personal("phone", "string", "Phone as received")
          .column("status", "string", "pending, paid, shipped, completed, cancelled, refunded")
          .column("channel", "string", "web, app, store, phone")
          .column("store", "string", "Store id or name")
          .column("cart_id", "string", "Cart that became the order")
          .column("total_amount", "decimal(18,2)", "What the customer pays")
          .column("discount_amount", "decimal(18,2)", "Discount included in the total")
          .column("shipping_amount", "decimal(18,2)", "Shipping included in the total")
          .column("tax_amount", "decimal(18,2)", "Tax included in the total")
          .column("refund_amount", "decimal(18,2)", "Paid back")
          .column("currency", "string", "ISO 4217 code")
          .column("coupon", "string", "Coupon code")
          .column("updated_at", "timestamp", "When this version was made, UTC")
          .erasedBy(
              Trace.record("record_source", "record_id"),
              Trace.login("user_id"),
              Trace.device("anonymous_id"),
              Trace.record("_source", "order_id"),
              Trace.order("order_id"),
              Trace.email("email"),
              Trace.phone("phone"))
          .build();

  public static final Table ORDER_ITEMS =
      landed("bronze.order_items", "a delivered order line", "order_id", "product_id", "_row_hash")
          .required("order_id", "string", "Order id")
          .required("product_id", "string", "Product id")
          .column(
              "ordered_at", "timestamp", "When the order was placed where the line says it, UTC")
          .column("quantity", "double", "Units")
          .column("unit_price_amount", "decimal(18,2)", "Price of one unit")
          .column("discount_amount", "decimal(18,2)", "Discount on the line")
          .column("line_amount", "decimal(18,2)", "What the line costs after discount")
          .column(
              "_order_version",
              "string",
              "Version of the order that the line belongs to, as one export says it; null: its"
                  + " lines add up")
          .column("currency", "string", "ISO 4217 code")
          .column("updated_at", "timestamp", "When this version was made, UTC")
          .erasedBy(Trace.record("_source", "order_id"), Trace.order("order_id"))
          .build();

  public static final Table PAYMENTS =
      landed("bronze.payments", "a delivered version of a payment", "payment_id", "_row_hash")
          .required("payment_id", "string", "Payment id")
          .column("order_id", "string", "Order paid for")
          .column("subscription_id", "string", "Subscription paid for")
          .column("method", "string", "cod, bank_transfer, vietqr, momo, vnpay, card …")
          .required("status", "string", "pending, paid, failed, refunded, expired")
          .column("decline_code", "string", "Raw code of the bank or wallet")
          .column("amount", "decimal(18,2)", "Amount due")
          .column("currency", "string", "ISO 4217 code")
          .required("created_at", "timestamp", "When it was asked for, UTC")
          .required("payment_date", "date", "Date of created_at in the business zone")
          .column("paid_at", "timestamp", "When it was paid, UTC")
          .column("expires_at", "timestamp", "Until when it can be paid, UTC")
          .column("attempt", "int", "Number of the attempt, from 1")
          .column("updated_at", "timestamp", "When this version was made, UTC")
          .erasedBy(
              Trace.record("_source", "order_id"),
              Trace.record("_source", "payment_id"),
              Trace.record("_source", "subscription_id"),
              Trace.order("order_id"),
              Trace.subscription("subscription_id"))
          .build();

  public static final Table SUBSCRIPTIONS =
      landed(
              "bronze.subscriptions",
              "a delivered version of a subscription",
              "subscription_id",
              "_row_hash")
          .required("subscription_id", "string", "Subscription id")
          .personal("record_id", "string", "Customer record that subscribed")
          .column("record_source", "string", "Source whose customer records record_id names")
          .personal("user_id", "string", "Login id")
          .personal("email", "string", "E-mail as received")
          .personal("phone", "string", "Phone as received")
          .column("plan", "string", "Plan name")
          .column("interval", "string", "month, year …")
          .column("amount", "decimal(18,2)", "Price of one period")
          .column("currency", "string", "ISO 4217 code")
          .column("status", "string", "active, past_due, cancelled, lapsed, trialing")
          .column("started_at", "timestamp", "Start, UTC")
          .column("current_period_end", "timestamp", "End of the paid period, UTC")
          .column("auto_renew", "boolean", "Whether it renews by itself")
          .column("card_expires_on", "date", "Last day of the card that pays for it")
          .column("cancelled_at", "timestamp", "When it was cancelled, UTC")
          .column("updated_at", "timestamp", "When this version was made, UTC")
          .erasedBy(
              Trace.record("record_source", "record_id"),
              Trace.login("user_id"),
              Trace.record("_source", "subscription_id"),
              Trace.subscription("subscription_id"),
              Trace.email("email"),
              Trace.phone("phone"))
          .build();

  public static final Table CUSTOMERS =
      landed(
              "bronze.customers",
              "a delivered version of a customer record",
              "record_id",
              "_row_hash")
          .requiredPersonal("record_id", "string", "Record id within its source")
          .required("record_source", "string", "Source that the record id belongs to")
          .personal("user_id", "string", "Login id")
          .personal("loyalty_id", "string", "Loyalty card id")
          .personal("national_id", "string", "National identity number")
          .personal("full_name", "string", "Name as received")
          .personal("family_name", "string", "Family name (họ)")
          .personal("middle_name", "string", "Middle name (đệm)")
          .personal("given_name", "string", "Given name (tên)")
          .personal(
              "birth_date", "string", "Date of birth, yyyy-MM-dd; as typed where it is no date")
          .column("age_band", "string", "Age or age band where no date of birth is known")
          .column("gender", "string", "Gender as received")
          .personal("email", "string", "E-mail as received")
          .personal("phone", "string", "Phone as received")
          .personal("street", "string", "House and street")
          .column("ward", "string", "Ward (phường, xã)")
          .column("district", "string", "District (quận, huyện)")
          .column("city", "string", "City or province")
          .column("postcode", "string", "Postcode")
          .column("country", "string", "ISO 3166 code")
          .column("occupation", "string", "Occupation")
          .column("income_band", "string", "Income band")
          .column("company", "string", "Company name")
          .column("tax_code", "string", "Company tax code")
          .column("updated_at", "timestamp", "When this version was made, UTC")
          .erasedBy(
              Trace.record("record_source", "record_id"),
              Trace.login("user_id"),
              Trace.card("loyalty_id"),
              Trace.card("national_id"),
              Trace.email("email"),
              Trace.phone("phone"))
          .build();

  public static final Table PRODUCTS =
      landed("bronze.products", "a delivered version of a product", "product_id", "_row_hash")
          .required("product_id", "string", "Product id")
          .column("name", "string", "Product name")
          .column("category", "string", "Category")
          .column("brand", "string", "Brand")
          .column("price_amount", "decimal(18,2)", "List price")
          .column("cost_amount", "decimal(18,2)", "What a unit costs the business")
          .column("stock_quantity", "double", "Units that can be sold")
          .column("currency", "string", "ISO 4217 code")
          .column("updated_at", "timestamp", "When this version was made, UTC")
          .holdsNobody("products alone")
          .build();

  public static final Table FEEDBACK =
      landed(
              "bronze.feedback",
              "a delivered answer, review or complaint",
              "feedback_id",
              "_row_hash")
          .required("feedback_id", "string", "Feedback id")
          .required("kind", "string", "nps, csat, ces, review, question, complaint")
          .column("score", "double", "Score on the scale of its kind")
          .personal("comment", "string", "Free text")
          .personal("record_id", "string", "Customer record that spoke")
          .column("record_source", "string", "Source whose customer records record_id names")
          .personal("user_id", "string", "Login id")
          .personal("email", "string", "E-mail as received")
          .column("order_id", "string", "Order spoken of")
          .column("product_id", "string", "Product spoken of")
          .required("given_at", "timestamp", "When it was given, UTC")
          .required("feedback_date", "date", "Date of given_at in the business zone")
          .erasedBy(
              Trace.record("record_source", "record_id"),
              Trace.login("user_id"),
              Trace.record("_source", "order_id"),
              Trace.record("_source", "feedback_id"),
              Trace.order("order_id"),
              Trace.email("email"))
          .build();

  public static final Table CONSENTS =
      landed("bronze.consents", "a delivered consent decision", "consent_id", "_row_hash")
          .required("consent_id", "string", "Consent id")
          .personal("record_id", "string", "Customer record that decided")
          .column("record_source", "string", "Source whose customer records record_id names")
          .personal("user_id", "string", "Login id")
          .personal("email", "string", "E-mail as received")
          .personal("phone", "string", "Phone as received")
          .required("purpose", "string", "marketing, analytics, …")
          .required("channel", "string", "email, sms, zalo, push, call, ads")
          .required("status", "string", "granted, denied, withdrawn")
          .required("given_at", "timestamp", "When it was decided, UTC")
          .required("consent_date", "date", "Date of given_at in the business zone")
          .personal("evidence", "string", "Reference to the evidence")
          .erasedBy(
              Trace.record("record_source", "record_id"),
              Trace.login("user_id"),
              Trace.record("_source", "consent_id"),
              Trace.email("email"),
              Trace.phone("phone"))
          .build();

  public static final Table CAMPAIGNS =
      landed(
              "bronze.campaigns",
              "a delivered version of a campaign of another system",
              "campaign",
              "_row_hash")
          .required("campaign", "string", "Campaign id or name, as contacts bear it")
          .required("started_at", "timestamp", "When it began, UTC")
          .column("ended_at", "timestamp", "When it ends, UTC")
          .column("updated_at", "timestamp", "When this version was made, UTC")
          .holdsNobody("campaigns alone")
          .build();

  public static final Table CONTACTS =
      landed(
              "bronze.contacts",
              "a delivered message of another system to a person",
              "message_id",
              "_row_hash")
          .requiredPersonal("message_id", "string", "Message id")
          .required("campaign", "string", "Campaign that it belongs to")
          .personal("record_id", "string", "Customer record that was written to")
          .column("record_source", "string", "Source whose customer records record_id names")
          .personal("user_id", "string", "Login id")
          .personal("email", "string", "E-mail as received")
          .personal("phone", "string", "Phone as received")
          .column("channel", "string", "email, sms, zalo, mail, …")
          .column("sent_at", "timestamp", "When it was sent, UTC; null: when the campaign began")
          .column("until_at", "timestamp", "End of the campaign for it, UTC; null: as the campaign")
          .column("is_control", "boolean", "Held out: the person was to get it and did not")
          .erasedBy(
              Trace.record("record_source", "record_id"),
              Trace.login("user_id"),
              Trace.email("email"),
              Trace.phone("phone"))
          .build();

  public static final Table REDEMPTIONS =
      landed(
              "bronze.redemptions",
              "a delivered redemption of a campaign's coupon",
              "redemption_id",
              "_row_hash")
          .requiredPersonal("redemption_id", "string", "Redemption id")
          .required("campaign", "string", "Campaign that the coupon belongs to")
          .column("coupon", "string", "Coupon code")
          .personal("record_id", "string", "Customer record that redeemed it")
          .column("record_source", "string", "Source whose customer records record_id names")
          .personal("user_id", "string", "Login id")
          .personal("email", "string", "E-mail as received")
          .personal("phone", "string", "Phone as received")
          .required("redeemed_at", "timestamp", "When it was redeemed, UTC")
          .erasedBy(
              Trace.record("record_source", "record_id"),
              Trace.login("user_id"),
              Trace.email("email"),
              Trace.phone("phone"))
          .build();

  public static final Table QUARANTINE =
      Table.named("bronze.quarantine", "a row or file that could not be taken in")
          .required("source", "string", "Source name in the configuration")
          .required("entity", "string", "Entity that the source feeds")
          .required("file", "string", "Path of the landed file")
          .column(
              "position", "bigint", "Line or record number in the file from 1; null: whole file")
          .required("reason", "string", "What is wrong, in words without personal data")
          .personal("raw", "string", "The raw text, cut at the configured length")
          .required(BATCH_ID, "bigint", "Ingest batch")
          .required("_ingested_at", "timestamp", "End of the run date that took the row in, UTC")
          .markedErased(Trace.rawText("source", "raw"), List.of(), List.of("raw"))
          .build();

  public static final Table LANDED_FILES =
      Table.named("bronze.landed_files", "a version of a landed file that was taken in")
          .key("source", "file", "file_version")
          .column("source", "string", "Source name in the configuration")
          .column("file", "string", "Path of the file")
          .column("file_version", "string", "ETag where the store gives one, else length and time")
          .required("size_bytes", "bigint", "Length of the file")
          .required("rows_in", "bigint", "Rows read")
          .required("accepted", "bigint", "Rows taken in")
          .required("duplicate", "bigint", "Rows known already, or of somebody who was erased")
          .required("quarantined", "bigint", "Rows set aside")
          .required("late", "bigint", "Accepted rows dated before the run date by over a day")
          .required("future", "bigint", "Accepted rows dated after the run date")
          .column("passed_over", "bigint", "Lines that are no rows: preamble, comments, trailer")
          .required(
              "status", "string", "accepted, rewritten (known name, new content), quarantined")
          .required("run_date", "date", "Run that took it in")
          .required(BATCH_ID, "bigint", "Ingest batch")
          .rule("rows_add_up", "rows_in = accepted + duplicate + quarantined")
          .holdsNobody("names and counts of files")
          .build();

  private Bronze() {}

  /** Every landed entity bears the same origin columns, and all unmapped raw columns in extra. */
  private static Table.Builder landed(String name, String meaning, String... key) {
    return Table.named(name, meaning)
        .required("_source", "string", "Source name in the configuration")
        .requiredPersonal("_source_file", "string", "Path of the landed file")
        .required("_position", "bigint", "Line or record number in the file, from 1")
        .column(
            "_landed_at",
            "timestamp",
            "Day of its dated folder or file, else when the store says the file was written, UTC")
        .required("_row_hash", "string", "Hash of the row's content")
        .required(BATCH_ID, "bigint", "Ingest batch")
        .required("_ingested_at", "timestamp", "End of the run date that took the row in, UTC")
        .required(EFFECTIVE_DATE, "date", "Newest of the row's own dates: no run before sees it")
        .personal("extra", "string", "All further raw columns, JSON")
        .key(key);
  }

  /** All bronze tables, in the order of the data dictionary. */
  public static List<Table> all() {
    return List.of(
        EVENTS,
        ORDERS,
        ORDER_ITEMS,
        PAYMENTS,
        SUBSCRIPTIONS,
        CUSTOMERS,
        PRODUCTS,
        FEEDBACK,
        CONSENTS,
        CAMPAIGNS,
        CONTACTS,
        REDEMPTIONS,
        QUARANTINE,
        LANDED_FILES);
  }
}
