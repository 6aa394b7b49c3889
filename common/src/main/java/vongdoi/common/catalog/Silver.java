package vongdoi.common.catalog;

import java.util.List;
import java.util.stream.Collectors;
import vongdoi.common.table.Table;
import vongdoi.common.table.Trace;

/** Conformed and resolved: one meaning per column, every row with its customer. */
public final class Silver {
  /** What an order's status can be; another word is one that nobody has said the meaning of. */
  public static final List<String> ORDER_STATUSES =
      List.of("pending", "processing", "paid", "shipped", "completed", "cancelled", "refunded");

  public static final Table IDENTIFIER_LINKS =
      Table.named("silver.identifier_links", "an identifier observed on a record")
          .key("source", "record_id", "type", "value")
          .personal("source", "string", "Namespace of the record: a source, user, or device")
          .personal("record_id", "string", "Record id within the namespace")
          .column(
              "type",
              "string",
              "email, phone, user, device, loyalty, national, tax; record or guest: the record"
                  + " itself")
          .personal("value", "string", "Normalised value")
          .required("kind", "string", "Kind of the record: customer, user, device, guest")
          .required("first_seen_at", "timestamp", "First observation, UTC")
          .required("last_seen_at", "timestamp", "Last observation, UTC")
          .required("observations_count", "bigint", "How often it was seen")
          .erasedBy(Trace.record("source", "record_id"))
          .build();

  public static final Table CUSTOMER_RECORDS =
      Table.named("silver.customer_records", "source record of a person")
          .key("source", "record_id")
          .personal("source", "string", "Namespace of the record: a source, user, or device")
          .personal("record_id", "string", "Record id within the namespace")
          .required("kind", "string", "customer, user, device, guest (an order without a record)")
          .required("customer_id", "string", "Customer that the record belongs to")
          .column(
              "linked_by",
              "string",
              "Identifier type, match or override that joined it; null: founder")
          .required("first_seen_at", "timestamp", "First observation, UTC")
          .required("last_seen_at", "timestamp", "Last observation, UTC")
          .column("updated_at", "timestamp", "When the source last changed it, UTC")
          .personal("full_name", "string", "Name, Unicode NFC")
          .personal("family_name", "string", "Family name (họ)")
          .personal("middle_name", "string", "Middle name (đệm)")
          .personal("given_name", "string", "Given name (tên)")
          .personal("birth_date", "date", "Date of birth")
          .column("age_band", "string", "Age or age band as received")
          .column("gender", "string", "female, male, other")
          .personal("email", "string", "E-mail, trimmed and lower case")
          .personal("phone", "string", "Phone, E.164")
          .personal("national_id", "string", "National identity number")
          .personal("loyalty_id", "string", "Loyalty card id")
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
          .column("is_business", "boolean", "Whether the record is a business")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table CUSTOMER_IDENTIFIERS =
      Table.named("silver.customer_identifiers", "identifier (e-mail, phone, user, device …)")
          .key("type", "value")
          .column("type", "string", "email, phone, user, device, loyalty, national, tax")
          .personal("value", "string", "Normalised value")
          .column("customer_id", "string", "Customer; null where the value is shared or blocked")
          .required("first_seen_at", "timestamp", "First observation, UTC")
          .required("last_seen_at", "timestamp", "Last observation, UTC")
          .required("status", "string", "active, shared, worn_out, blocked")
          .required("records_count", "bigint", "Records that bear it")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table CUSTOMERS =
      Table.named("silver.customers", "customer id ever given out")
          .key("customer_id")
          .column("customer_id", "string", "Stable id of a customer")
          .required("status", "string", "active, retired, erased, quarantined")
          .column("redirect_to", "string", "Active customer that a retired id now means")
          .column("reason", "string", "Why it is quarantined")
          .requiredPersonal("founding_source", "string", "Namespace of the founding record")
          .requiredPersonal("founding_record_id", "string", "Record that the id was made from")
          .required("records_count", "bigint", "Records that it holds, or held last")
          .required("created_date", "date", "Run date that gave out the id")
          .required("changed_date", "date", "Run date of the last change of status")
          .rule("known_status", "status in ('active','retired','erased','quarantined')")
          .rule("retired_redirects", "status <> 'active' or redirect_to is null")
          .markedErased(
              Trace.customer("customer_id"),
              List.of("status", "founding_source", "founding_record_id"),
              List.of("redirect_to"))
          .build();

  public static final Table IDENTITY_HISTORY =
      Table.named("silver.identity_history", "change to the resolution")
          .required("run_date", "date", "Run that made the change")
          .required(
              "kind",
              "string",
              "create, join, leave, merge, split, resurrect, retire, cut, override")
          .required("customer_id", "string", "Customer that changed")
          .column("other_customer_id", "string", "Other side of a merge or split")
          .column("records_count", "bigint", "Records that moved")
          .required("reason", "string", "Why, in words without personal data")
          .partitionedBy("run_date")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table IDENTITY_MODELS =
      Table.named("silver.identity_models", "level of a compared column in a matching model")
          .key("model_version", "field", "level")
          .column("model_version", "string", "Version: the run date that trained it")
          .column(
              "field",
              "string",
              "Compared column, or two that agree together; (pair): two drawn at random; firm: of"
                  + " firms")
          .column("level", "int", "0 missing, 1 equal, then ever less alike")
          .required("meaning", "string", "Level in words")
          .required("m_probability", "double", "Share among pairs of one person")
          .required("u_probability", "double", "Share among pairs of two people")
          .required("bits", "double", "What it says for one person; equal: less for common values")
          .required("trained_date", "date", "Run that trained it")
          .partitionedBy("trained_date")
          .holdsNobody("shares among all pairs")
          .build();

  public static final Table IDENTITY_BLOCKS =
      Table.named("silver.identity_blocks", "blocking rule in the last run")
          .key("rule")
          .column("rule", "string", "Rule; (all) for all of them together")
          .required("largest_block", "int", "Larger blocks are refused")
          .required("refused_records_count", "bigint", "Records in refused blocks")
          .required("matched_pairs_count", "bigint", "Pairs of one person that it found first")
          .column("estimated_recall", "double", "Share of all such pairs that the rules found")
          .holdsNobody("counts of a rule")
          .build();

  public static final Table IDENTITY_EDGES =
      Table.named("silver.identity_edges", "pair of records that may be one person")
          .key("source", "record_id", "other_source", "other_record_id")
          .personal("source", "string", "Namespace of the first record")
          .personal("record_id", "string", "First record")
          .personal("other_source", "string", "Namespace of the second record")
          .personal("other_record_id", "string", "Second record")
          .required("weight_bits", "double", "Evidence for one person; 0 is even")
          .required("match_probability", "double", "Probability of one person")
          .required("against_bits", "double", "What the columns that differ say; 0 where none does")
          .required("evidence", "string", "What each column says, in bits")
          .required("rule", "string", "Blocking rule that found it; (tied) by way of others")
          .required("rules_count", "int", "Blocking rules that find it")
          .required("model_version", "string", "Model that weighed it")
          .erasedBy(
              Trace.record("source", "record_id"), Trace.record("other_source", "other_record_id"))
          .build();

  public static final Table IDENTITY_LEARNT =
      Table.named("silver.identity_learnt", "value whose meaning matching learnt from the records")
          .key("kind", "value")
          .column(
              "kind",
              "string",
              "default date: so many bear it that it says nothing; short form: two names are one")
          .column(
              "value",
              "string",
              "Birth date, or day of all years as --01-01; two given names, folded: bill=william")
          .holdsNobody("dates and names that many share")
          .build();

  public static final Table IDENTITY_FREQUENCIES =
      Table.named("silver.identity_frequencies", "piece of the counts that a kept model goes by")
          .key("name", "piece")
          .column("name", "string", "values, keys (count sketches of hashes), blocks, records")
          .column("piece", "int", "Place of the piece, from 0")
          .required("numbers", "binary", "Counts, four bytes each, high byte first")
          .required("model_version", "string", "Model that goes by them")
          .holdsNobody("counts by hashes")
          .build();

  public static final Table IDENTITY_PROFILES =
      Table.named("silver.identity_profiles", "record as it is compared by a kept model")
          .key("source", "record_id")
          .personal("source", "string", "Namespace of the record")
          .personal("record_id", "string", "Record id within the namespace")
          .required("node", "bigint", "Hash of the two")
          .requiredPersonal("compared", "array<string>", "Normalised values, by compared column")
          .requiredPersonal("marked", "array<string>", "Names with accents, or in their own script")
          .required("is_business", "boolean", "Whether it is a business")
          .required("generation", "int", "1 of a senior, 2 of a junior and so on; 0 where not said")
          .required("blocks", "array<bigint>", "Hash of its block by blocking rule; 0: none")
          .erasedBy(Trace.record("source", "record_id"))
          .build();

  public static final Table IDENTITY_COMPONENTS =
      Table.named("silver.identity_components", "record as the last resolution looked at it")
          .key("node")
          .column("node", "bigint", "Hash of the record's source and id")
          .required("component", "bigint", "Group of records that are decided together")
          .required("fingerprint", "bigint", "Hash of all that decided about the record")
          .keptAfterErasure("hashes alone; the next resolution leaves out records that are gone")
          .build();

  public static final Table HOUSEHOLDS =
      Table.named("silver.households", "customer of a household")
          .key("customer_id")
          .column("customer_id", "string", "Active customer; a household joins nobody")
          .required("household_id", "string", "Household; it stays with most of its members")
          .required(
              "reason",
              "string",
              "shared phone, shared e-mail, same address and family name: what ties the customer")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table PRODUCTS =
      Table.named("silver.products", "product")
          .key("product_id")
          .column("product_id", "string", "Product id")
          .column("name", "string", "Product name")
          .column("category", "string", "Category")
          .column("brand", "string", "Brand")
          .column("price_amount", "decimal(18,2)", "List price")
          .column("cost_amount", "decimal(18,2)", "What a unit costs the business")
          .column("stock_quantity", "double", "Units that can be sold")
          .column("currency", "string", "ISO 4217 code")
          .column("updated_at", "timestamp", "When the source last changed it, UTC")
          .holdsNobody("products alone")
          .build();

  public static final Table ORDERS =
      Table.named("silver.orders", "order, newest version")
          .key("order_id")
          .column("order_id", "string", "Order id")
          .required("customer_id", "string", "Customer who ordered")
          .requiredPersonal("owner_source", "string", "Namespace of the record that ordered")
          .requiredPersonal("owner_id", "string", "Record that ordered")
          .required("ordered_at", "timestamp", "When it was placed, UTC")
          .required("order_date", "date", "Date of ordered_at in the business zone")
          .required(
              "status",
              "string",
              "pending, processing, paid, shipped, completed, cancelled, refunded; a word that"
                  + " profile.order-statuses does not know stays as it came")
          .required(
              "is_valid",
              "boolean",
              "Counts as a purchase: neither cancelled, refunded in full, empty, taken back, nor of"
                  + " an unknown status")
          .required(
              "is_taken_back", "boolean", "No purchase because returns of the same day undo it")
          .column("channel", "string", "web, app, store, phone")
          .column("store", "string", "Store id or name")
          .column("cart_id", "string", "Cart that became the order")
          .required("total_amount", "decimal(18,2)", "What the customer pays")
          .required("net_amount", "decimal(18,2)", "Total less what was paid back")
          .column("discount_amount", "decimal(18,2)", "Discount included in the total")
          .column("refund_amount", "decimal(18,2)", "Paid back")
          .required("items_count", "bigint", "Order lines")
          .required("currency", "string", "ISO 4217 code")
          .column("coupon", "string", "Coupon code")
          .column("payment_method", "string", "Method of the latest payment")
          .column("payment_status", "string", "Status of the latest payment")
          .column("updated_at", "timestamp", "When the newest version was made, UTC")
          .warning(
              "known_status",
              ORDER_STATUSES.stream().collect(Collectors.joining("', '", "status in ('", "')")))
          .mostly("not_negative", "total_amount >= 0", 0.01)
          .mostly("not_empty", "items_count > 0", 0.2)
          .steady(0.5)
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table ORDER_ITEMS =
      Table.named("silver.order_items", "product within an order")
          .key("order_id", "product_id")
          .column("order_id", "string", "Order id")
          .column("product_id", "string", "Product id")
          .required("customer_id", "string", "Customer who ordered")
          .required("ordered_at", "timestamp", "When the order was placed, UTC")
          .required("order_date", "date", "Date of ordered_at in the business zone")
          .column("category", "string", "Category of the product")
          .column("brand", "string", "Brand of the product")
          .required("quantity", "double", "Units")
          .required("line_amount", "decimal(18,2)", "What the product cost in this order")
          .required("currency", "string", "ISO 4217 code")
          .required("is_valid", "boolean", "The order counts as a purchase")
          .mostly("positive_quantity", "quantity > 0", 0.01)
          .reference("product_id", PRODUCTS, "product_id", 0.05)
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table PAYMENTS =
      Table.named("silver.payments", "payment, newest version")
          .key("payment_id")
          .column("payment_id", "string", "Payment id")
          .column("customer_id", "string", "Customer who pays; null where nothing tells")
          .column("order_id", "string", "Order paid for")
          .column("subscription_id", "string", "Subscription paid for")
          .column("method", "string", "cod, bank_transfer, vietqr, momo, vnpay, card …")
          .required("status", "string", "pending, paid, failed, refunded, expired")
          .column("decline_code", "string", "Raw code of the bank or wallet")
          .column("decline_class", "string", "soft, hard, authenticate, customer, expired, unknown")
          .column("amount", "decimal(18,2)", "Amount due")
          .required("currency", "string", "ISO 4217 code")
          .required("created_at", "timestamp", "When it was asked for, UTC")
          .column("paid_at", "timestamp", "When it was paid, UTC")
          .column("expires_at", "timestamp", "Until when it can be paid, UTC")
          .required("attempt", "int", "Number of the attempt, from 1")
          .warning("known_status", "status in ('pending', 'paid', 'failed', 'refunded', 'expired')")
          .mostly("has_amount", "amount is not null", 0.05)
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table SUBSCRIPTIONS =
      Table.named("silver.subscriptions", "subscription, newest version")
          .key("subscription_id")
          .column("subscription_id", "string", "Subscription id")
          .required("customer_id", "string", "Customer who subscribed")
          .column("plan", "string", "Plan name")
          .column("interval", "string", "month, year …")
          .column("amount", "decimal(18,2)", "Price of one period")
          .required("currency", "string", "ISO 4217 code")
          .required("status", "string", "active, past_due, cancelled, lapsed, trialing")
          .column("started_at", "timestamp", "Start, UTC")
          .column("current_period_end", "timestamp", "End of the paid period, UTC")
          .column("auto_renew", "boolean", "Whether it renews by itself")
          .column("card_expires_on", "date", "Last day of the card that pays for it")
          .column("cancelled_at", "timestamp", "When it was cancelled, UTC")
          .personal(
              "attributes",
              "map<string,string>",
              "Further columns by name, as profile.contract-attributes asks for them")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table FEEDBACK =
      Table.named("silver.feedback", "answer, review or complaint")
          .key("feedback_id")
          .column("feedback_id", "string", "Feedback id")
          .column("customer_id", "string", "Customer who spoke; null where nothing tells")
          .required("kind", "string", "nps, csat, ces, review, question, complaint")
          .column("score", "double", "Score on the scale of its kind")
          .personal("comment", "string", "Free text")
          .column("sentiment", "string", "positive, neutral, negative, after the score")
          .column("order_id", "string", "Order spoken of")
          .column("product_id", "string", "Product spoken of")
          .required("given_at", "timestamp", "When it was given, UTC")
          .mostly("score_in_range", "score is null or score between 0 and 10", 0.01)
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table CONSENTS =
      Table.named("silver.consents", "customer, purpose and channel: the consent in force")
          .key("customer_id", "purpose", "channel")
          .column("customer_id", "string", "Customer who decided")
          .column("purpose", "string", "marketing, analytics, …")
          .column("channel", "string", "email, sms, zalo, push, call, ads")
          .required("status", "string", "granted, denied, withdrawn")
          .required("given_at", "timestamp", "When it was decided, UTC")
          .column("consent_id", "string", "Decision in force")
          .column("source", "string", "Source that told of it")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table SUPPRESSED_CONTACTS =
      Table.named("silver.suppressed_contacts", "contact, purpose and channel that said no")
          .key("contact_key", "purpose", "channel")
          .requiredPersonal("contact_key", "string", "Hash of the e-mail or the E.164 phone")
          .column("purpose", "string", "marketing, analytics, …")
          .column("channel", "string", "email, sms, zalo, call …; any: every channel")
          .required("status", "string", "denied, withdrawn")
          .required("given_at", "timestamp", "When it was decided or listed, UTC")
          .keptAfterErasure("hashes of contacts, made anew from bronze.consents by the next run")
          .build();

  public static final Table CONTACTS =
      Table.named("silver.contacts", "message of another system's campaign to a person")
          .key("message_id")
          .requiredPersonal("message_id", "string", "Message id")
          .column("customer_id", "string", "Customer written to; null: nobody who is known")
          .required("campaign", "string", "Campaign that it belongs to")
          .column("channel", "string", "email, sms, zalo, mail, …")
          .required("sent_at", "timestamp", "When it was sent, or the campaign began, UTC")
          .column("until_at", "timestamp", "End of the campaign, UTC")
          .required("is_control", "boolean", "Held out: the person was to get it and did not")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table REDEMPTIONS =
      Table.named("silver.redemptions", "redemption of a campaign's coupon")
          .key("redemption_id")
          .requiredPersonal("redemption_id", "string", "Redemption id")
          .column("customer_id", "string", "Customer who redeemed it; null: nobody who is known")
          .required("campaign", "string", "Campaign that the coupon belongs to")
          .column("coupon", "string", "Coupon code")
          .required("redeemed_at", "timestamp", "When it was redeemed, UTC")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table SESSIONS =
      Table.named("silver.sessions", "session of one device")
          .key("session_id")
          .column("session_id", "string", "Hash of owner and start")
          .required("customer_id", "string", "Customer whose session it is")
          .personal("anonymous_id", "string", "Device")
          .personal("user_id", "string", "Login of the session, where there was one")
          .requiredPersonal("owner_source", "string", "user or device")
          .requiredPersonal("owner_id", "string", "Login id if there was one, else the device")
          .required("started_at", "timestamp", "First event, UTC")
          .required("ended_at", "timestamp", "Last event, UTC")
          .required("session_date", "date", "Business date; a session ends at midnight")
          .required("events_count", "bigint", "Events")
          .required("pages_count", "bigint", "Page and screen calls")
          .required("products_viewed_count", "bigint", "Product views")
          .required("cart_additions_count", "bigint", "Products put into a cart")
          .required("orders_count", "bigint", "Orders completed")
          .required("searches_count", "bigint", "Searches")
          .required("shares_count", "bigint", "Products or carts shared")
          .required("checkouts_count", "bigint", "Checkouts started")
          .required("wishlist_additions_count", "bigint", "Products put on a wish list")
          .required("promotions_clicked_count", "bigint", "Promotions followed")
          .column("referral_code", "string", "Code of a customer in the first address that has one")
          .column("landing_path", "string", "Path of the first page")
          .column("referrer", "string", "Referring address of the first page")
          .column("campaign_source", "string", "utm_source of the first event that has one")
          .column("campaign_medium", "string", "utm_medium of that event")
          .column("campaign_name", "string", "utm_campaign of that event")
          .partitionedBy("session_date")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table CARTS =
      Table.named("silver.carts", "cart")
          .key("cart_id")
          .column("cart_id", "string", "Cart id")
          .required("customer_id", "string", "Customer whose cart it is")
          .requiredPersonal("owner_source", "string", "user or device")
          .requiredPersonal("owner_id", "string", "Login id if there was one, else the device")
          .required("status", "string", "open, abandoned, converted, emptied")
          .required("started_at", "timestamp", "First cart event, UTC")
          .required("changed_at", "timestamp", "Last change of the cart, UTC")
          .column("abandoned_at", "timestamp", "When it counted as left behind, UTC")
          .column("order_id", "string", "Order that the cart ended in")
          .required("items_count", "bigint", "Different products in it")
          .column("cart_amount", "decimal(18,2)", "Value of what is in it")
          .column("currency", "string", "ISO 4217 code")
          .column(
              "items",
              "array<struct<product_id:string,quantity:double,price_amount:decimal(18,2)>>",
              "What is in it")
          .column("checkout_url", "string", "Link back to the cart")
          .rule("known_status", "status in ('open','abandoned','converted','emptied')")
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table PROFILES =
      Table.named("silver.profiles", "active customer: the golden record and the portrait")
          .key("customer_id")
          .column("customer_id", "string", "Customer")
          .required(
              "customer_kind",
              "string",
              "person, business, guest (an order that names nobody), visitor (device only)")
          .personal("full_name", "string", "Name")
          .personal("family_name", "string", "Family name (họ)")
          .personal("middle_name", "string", "Middle name (đệm)")
          .personal("given_name", "string", "Given name (tên)")
          .personal("birth_date", "date", "Date of birth")
          .column("age", "int", "Full years at the run date")
          .column("age_band", "string", "Age band, from the date of birth or as the source says")
          .column("gender", "string", "female, male, other")
          .column("occupation", "string", "Occupation")
          .column("income_band", "string", "Income band")
          .column("company", "string", "Company name")
          .column("tax_code", "string", "Company tax code")
          .personal("email", "string", "Best e-mail")
          .personal("phone", "string", "Best phone, E.164")
          .personal("emails", "array<string>", "All e-mails, sorted")
          .personal("phones", "array<string>", "All phones, sorted")
          .personal("street", "string", "House and street")
          .column(
              "ward",
              "string",
              "Ward of today, without its kind; null where it is unknown or one of several; outside"
                  + " Vietnam as written")
          .column(
              "wards", "array<string>", "In Vietnam all wards of today that the one written became")
          .column("province", "string", "In Vietnam the province of today, without its kind")
          .column("written_ward", "string", "Ward (phường, xã) as written")
          .column("district", "string", "District (quận, huyện) as written")
          .column("city", "string", "City or province as written")
          .column("postcode", "string", "Postcode")
          .column("country", "string", "ISO 3166 code")
          .column("sources", "array<string>", "Sources that know the customer, sorted")
          .required("records_count", "bigint", "Source records")
          .required("devices_count", "bigint", "Devices")
          .required("first_seen_at", "timestamp", "First trace, UTC")
          .required("last_seen_at", "timestamp", "Last trace, UTC")
          .column("acquisition_source", "string", "utm_source of the first session that has one")
          .column("acquisition_medium", "string", "utm_medium of that session")
          .column("acquisition_campaign", "string", "utm_campaign of that session")
          .required("sessions_count", "bigint", "Sessions")
          .required("pages_count", "bigint", "Pages seen")
          .required("products_viewed_count", "bigint", "Product views")
          .required("shares_count", "bigint", "Shares of products and carts")
          .column("last_session_at", "timestamp", "Start of the last session, UTC")
          .required("carts_count", "bigint", "Carts filled")
          .required("carts_abandoned_count", "bigint", "Carts left behind")
          .required("orders_count", "bigint", "Valid orders")
          .column("first_order_at", "timestamp", "First valid order, UTC")
          .column("second_order_at", "timestamp", "Second valid order, UTC")
          .column("last_order_at", "timestamp", "Last valid order, UTC")
          .required(
              "total_amount",
              "decimal(18,2)",
              "Spent in the currency most used, net of refunds and returns")
          .column("average_order_amount", "decimal(18,2)", "Spent per valid order in it")
          .required("refund_amount", "decimal(18,2)", "Paid back in it")
          .required("refunds_count", "bigint", "Orders of which something was paid back")
          .column("currency", "string", "Currency most used")
          .column(
              "spent_by_currency",
              "array<struct<currency:string,orders_count:bigint,total_amount:decimal(18,2),"
                  + "refund_amount:decimal(18,2)>>",
              "Valid orders, what was spent and paid back in each currency; amounts of two are"
                  + " never added")
          .column("favourite_category", "string", "Category most spent on")
          .column("favourite_brand", "string", "Brand most spent on")
          .column("top_categories", "array<string>", "Categories by what was spent, most first")
          .column("top_brands", "array<string>", "Brands by what was spent, most first")
          .column("favourite_channel", "string", "Channel most ordered through")
          .column("favourite_store", "string", "Store most ordered in")
          .column("favourite_payment_method", "string", "Method most paid with")
          .column("favourite_weekday", "int", "Weekday of most orders, 1 Monday to 7 Sunday")
          .column("favourite_hour", "int", "Hour of most orders in the business zone, 0 to 23")
          .column("price_level", "string", "low, middle, high: against others' price per unit")
          .required("active_subscriptions_count", "bigint", "Subscriptions in force")
          .column("last_nps_score", "int", "Latest answer, 0 to 10")
          .column("last_nps_at", "timestamp", "When it was given, UTC")
          .column("average_csat_score", "double", "Mean satisfaction, 1 to 5")
          .column("average_ces_score", "double", "Mean effort score, 1 to 5")
          .required("surveys_count", "bigint", "Survey answers: NPS, CSAT, CES")
          .required("reviews_count", "bigint", "Reviews")
          .column("average_review_score", "double", "Mean review score, 1 to 5")
          .required("questions_count", "bigint", "Questions asked")
          .required("complaints_count", "bigint", "Complaints")
          .column("last_complaint_at", "timestamp", "Latest complaint, UTC")
          .column("last_feedback_at", "timestamp", "Latest feedback, UTC")
          .column(
              "email_consent",
              "string",
              "Marketing by e-mail: granted, denied, withdrawn; null none")
          .column("sms_consent", "string", "Marketing by SMS")
          .column("zalo_consent", "string", "Marketing by Zalo")
          .column("push_consent", "string", "Marketing by push")
          .column("call_consent", "string", "Marketing by call")
          .column(
              "ads_consent", "string", "Purpose ads on channel ads: shown advertising elsewhere")
          .column(
              "profiling_refused",
              "string",
              "Why no model looks at the customer: objected, no-consent, under-age; null: they may")
          .column(
              "marketing_refused",
              "string",
              "Why no consent to marketing counts: under-age; null: it does")
          .personal(
              "contact_points",
              "array<struct<channel:string,value:string,is_best:boolean,consent:string>>",
              "Every way to reach the customer with the marketing consent: none where nobody asked")
          .column("household_id", "string", "Household; null: lives alone as far as is known")
          .column("household_size", "bigint", "Customers of that household")
          .column("referral_code", "string", "Code that brought the customer")
          .column("referred_by_customer_id", "string", "Customer whose code that is")
          .required("referrals_count", "bigint", "Customers who came by this one's code")
          .required("referred_buyers_count", "bigint", "Those of them who have bought")
          .required(
              "completeness_score", "double", "Weighted share of facts that are known, 0 to 1")
          .reference("customer_id", CUSTOMERS, "customer_id", 0)
          .steady(0.5)
          .erasedBy(Trace.customer("customer_id"))
          .build();

  public static final Table ERASED_IDENTIFIERS =
      Table.named("silver.erased_identifiers", "salted hash of what named an erased person")
          .key("identifier_hash")
          .column("identifier_hash", "string", "Salted hash of an id, e-mail, phone, order …")
          .required("kind", "string", "customer, record, contact, order, subscription")
          .required("person_hash", "string", "Salted hash of the customer id: whose it was")
          .required("erased_date", "date", "Date of the request: what happened by then stays away")
          .column(
              "returned_date",
              "date",
              "Run date that found the person to have acted anew: records are taken in again")
          .keptAfterErasure("salted hashes alone: they keep the person from coming back")
          .build();

  public static final Table ERASURE_REQUESTS =
      Table.named("silver.erasure_requests", "request to erase a person")
          .key("request_id")
          .column("request_id", "string", "Hash of key and date of the request")
          .required("key_hash", "string", "Salted hash of the key that was named")
          .column("customer_id", "string", "Customer found; null: nobody bears the key")
          .required("requested_date", "date", "Date of the request")
          .required("status", "string", "open, done, unknown (nobody bears the key)")
          .column("done_date", "date", "Run date that erased the rows")
          .rule("known_status", "status in ('open','done','unknown')")
          .keptAfterErasure("the request itself: of the key that was named, a salted hash")
          .build();

  public static final Table ERASURE_LOG =
      Table.named("silver.erasure_log", "table and run that erased people: what was removed")
          .key("run_date", "table")
          .column("run_date", "date", "Run date of the erasure")
          .column("table", "string", "Table that rows were removed from, or emptied in")
          .required("requests", "bigint", "Requests carried out by the run")
          .required("rows_removed", "bigint", "Rows removed or emptied, as the table's commits say")
          .required("rows_left", "bigint", "Rows still found afterwards; no run ends with any")
          .rule("nothing_left", "rows_left = 0")
          .keptAfterErasure("counts alone: the evidence that it was done")
          .build();

  private Silver() {}

  /** All silver tables, in the order of the data dictionary. */
  public static List<Table> all() {
    return List.of(
        IDENTIFIER_LINKS,
        CUSTOMER_RECORDS,
        CUSTOMER_IDENTIFIERS,
        CUSTOMERS,
        IDENTITY_MODELS,
        IDENTITY_BLOCKS,
        IDENTITY_EDGES,
        IDENTITY_LEARNT,
        IDENTITY_FREQUENCIES,
        IDENTITY_PROFILES,
        IDENTITY_COMPONENTS,
        IDENTITY_HISTORY,
        HOUSEHOLDS,
        PRODUCTS,
        ORDERS,
        ORDER_ITEMS,
        PAYMENTS,
        SUBSCRIPTIONS,
        FEEDBACK,
        CONSENTS,
        SUPPRESSED_CONTACTS,
        CONTACTS,
        REDEMPTIONS,
        SESSIONS,
        CARTS,
        PROFILES,
        ERASED_IDENTIFIERS,
        ERASURE_LOG,
        ERASURE_REQUESTS);
  }
}
