package vongdoi.ingest.source;

import java.util.List;

/**
 * What is lost where a source does not give some columns, for those whose lack is felt beyond the
 * column itself.
 *
 * @param columns of which at least one is needed
 * @param loss what does not work then
 */
public record WithoutColumn(List<String> columns, String loss) {

  /** Of an entity, the heaviest loss first. */
  public static List<WithoutColumn> of(Entity entity) {
    return switch (entity) {
      case EVENTS ->
          List.of(
              without(
                  "the event belongs to nobody and is kept in bronze alone",
                  "anonymous_id",
                  "user_id"),
              without(
                  "no funnel, no carts: the kind of an event is told by its name", "event_name"),
              without("no carts and no messages about them", "cart_id"),
              without("orders placed on the web are not tied to their visit", "order_id"),
              without("visits do not say where they came from", "campaign_source", "referrer"),
              without("no taste of what was only looked at", "product_id", "products"));
      case ORDERS ->
          List.of(
              without(
                  "each order is a customer of its own who never comes back: no repeat purchases, no models",
                  "record_id",
                  "user_id",
                  "email",
                  "phone"),
              without(
                  "an order counts as what profile.order-status-when-missing says; what was cancelled or sent back counts as bought",
                  "status"),
              without(
                  "the total is the sum of the lines; without those the order is worth nothing",
                  "total_amount"),
              without(
                  "amounts are taken to be in the source's or the business's currency", "currency"),
              without("of two versions the one of the later landed file holds", "updated_at"),
              without("money paid back counts as earned", "refund_amount"),
              without("no stores and channels in profiles", "channel", "store"));
      case ORDER_ITEMS ->
          List.of(
              without(
                  "lines without a price add nothing to an order without a total",
                  "unit_price_amount",
                  "line_amount"),
              without("one unit a line", "quantity"));
      case PAYMENTS ->
          List.of(
              without(
                  "the payment belongs to no order or contract, and to nobody",
                  "order_id",
                  "subscription_id"),
              without("pending payments never expire, and no reminder is planned", "expires_at"),
              without("every declined payment is tried again alike", "decline_code"),
              without("no amount in messages about it", "amount"));
      case SUBSCRIPTIONS ->
          List.of(
              without("the contract belongs to nobody", "record_id", "user_id", "email", "phone"),
              without("no renewals, no notice before them", "current_period_end"),
              without("a contract counts as in force until it is cancelled", "status"),
              without("contracts have no value", "amount"),
              without("no message that a card ends before the renewal", "card_expires_on"));
      case CUSTOMERS ->
          List.of(
              without(
                  "records can only be joined by names and addresses",
                  "email",
                  "phone",
                  "user_id",
                  "loyalty_id",
                  "national_id"),
              without(
                  "no joining of records that share no identifier, no greeting by name",
                  "full_name",
                  "given_name"),
              without(
                  "two people of one name at one address cannot be told apart, no birthdays",
                  "birth_date"),
              without(
                  "no households, no places in segments and advertising lists",
                  "street",
                  "city",
                  "postcode"),
              without("a firm's records are joined by its name alone", "tax_code"),
              without("of two versions the one of the later landed file holds", "updated_at"));
      case PRODUCTS ->
          List.of(
              without("suggestions and messages call products by their ids", "name"),
              without("no tastes by category, no suggestions within one", "category"));
      case FEEDBACK ->
          List.of(
              without("the voice belongs to nobody", "record_id", "user_id", "email", "order_id"),
              without("neither promoters nor unhappy customers are found", "score"));
      case CONSENTS ->
          List.of(
              without("the decision holds for nobody", "record_id", "user_id", "email", "phone"),
              without("nothing shows later why somebody was written to", "evidence"));
      case CAMPAIGNS -> List.of();
      case CONTACTS ->
          List.of(
              without("the message was sent to nobody", "record_id", "user_id", "email", "phone"),
              without(
                  "nobody counts as held out: what the campaign brought is told from who was written to",
                  "is_control"));
      case REDEMPTIONS ->
          List.of(
              without(
                  "the coupon was redeemed by nobody", "record_id", "user_id", "email", "phone"));
    };
  }

  private static WithoutColumn without(String loss, String... columns) {
    return new WithoutColumn(List.of(columns), loss);
  }
}
