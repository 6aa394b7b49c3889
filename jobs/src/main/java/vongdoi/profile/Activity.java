package vongdoi.profile;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/** What each customer did, said and likes: one frame per fact table, one row per customer. */
final class Activity {
  private final Inputs inputs;

  Activity(Inputs inputs) {
    this.inputs = inputs;
  }

  List<Dataset<Row>> all() {
    Dataset<Row> spend = inputs.keep(spendByTaste());
    return List.of(
        sessions(),
        carts(),
        orders(),
        tastes(spend),
        prices(spend),
        payments(),
        subscriptions(),
        feedback(),
        consents());
  }

  private Dataset<Row> sessions() {
    return perCustomer(
        inputs.table(Silver.SESSIONS),
        expr("count(1)").as("sessions_count"),
        expr("sum(pages_count)").as("pages_count"),
        expr("sum(products_viewed_count)").as("products_viewed_count"),
        expr("sum(shares_count)").as("shares_count"),
        expr("max(started_at)").as("last_session_at"),
        expr("min(started_at)").as("session_first_at"),
        expr("max(ended_at)").as("session_last_at"),
        expr("min(if(campaign_source is not null, struct(started_at, session_id,"
                + " campaign_source as source, campaign_medium as medium,"
                + " campaign_name as campaign), null))")
            .as("acquisition"));
  }

  private Dataset<Row> carts() {
    return perCustomer(
        inputs.table(Silver.CARTS),
        expr("count(1)").as("carts_count"),
        expr("count(abandoned_at)").as("carts_abandoned_count"));
  }

  private Dataset<Row> orders() {
    String clock = BusinessTime.clock(inputs.run(), "ordered_at");
    Dataset<Row> orders =
        inputs
            .table(Silver.ORDERS)
            .withColumn("_weekday", expr("weekday(" + clock + ") + 1"))
            .withColumn("_hour", expr("hour(" + clock + ")"));
    return perCustomer(
        orders,
        expr("count_if(is_valid)").as("orders_count"),
        expr("min(ordered_at) filter (where is_valid)").as("first_order_at"),
        expr("try_element_at(array_sort(collect_list(if(is_valid, struct(ordered_at, order_id),"
                + " null))), 2).ordered_at")
            .as("second_order_at"),
        expr("max(ordered_at) filter (where is_valid)").as("last_order_at"),
        expr("min(ordered_at)").as("any_order_first_at"),
        expr("max(ordered_at)").as("any_order_last_at"),
        // A return, an order with a negative total, is taken off.
        expr("collect_list(struct(currency, is_valid,"
                + " if(is_valid or is_taken_back or net_amount < 0, net_amount, 0) as net_amount,"
                + " coalesce(refund_amount, 0) as refund_amount))")
            .as("spent"),
        expr("count_if(refund_amount > 0 or total_amount < 0)").as("refunds_count"),
        expr("coalesce(mode(currency, true) filter (where is_valid), mode(currency, true))")
            .as("currency"),
        favourite("channel").as("favourite_channel"),
        favourite("store").as("favourite_store"),
        favourite("payment_method").as("ordered_payment_method"),
        favourite("_weekday").as("favourite_weekday"),
        favourite("_hour").as("favourite_hour"));
  }

  /** The value of most valid orders; of equals the least. */
  private static Column favourite(String column) {
    return expr("mode(" + column + ", true) filter (where is_valid)");
  }

  /** Amount and units by customer, currency and category, and by customer, currency and brand. */
  private Dataset<Row> spendByTaste() {
    return inputs
        .table(Silver.ORDER_ITEMS)
        .where("is_valid")
        .selectExpr(
            "customer_id",
            "currency",
            "line_amount",
            "cast(quantity as decimal(18,3)) as units",
            "explode(array(struct('category' as taste, category as value),"
                + " struct('brand' as taste, brand as value))) as t")
        .groupBy("customer_id", "currency", "t.taste", "t.value")
        .agg(
            expr("cast(sum(line_amount) as decimal(18,2))").as("amount"),
            expr("cast(sum(units) as decimal(18,3))").as("units"));
  }

  private static Dataset<Row> tastes(Dataset<Row> spend) {
    return perCustomer(
        spend.where("value is not null"),
        expr("collect_list(struct(taste, currency, amount, value))").as("tastes"));
  }

  /** What was paid in each category, and what the same units cost there on average. */
  private static Dataset<Row> prices(Dataset<Row> spend) {
    Dataset<Row> categories = spend.where("taste = 'category' and units > 0");
    Dataset<Row> means =
        categories
            .groupBy(col("value").as("of_value"), col("currency").as("of_currency"))
            .agg(expr("cast(sum(amount) as double) / cast(sum(units) as double)").as("mean_price"));
    return perCustomer(
        categories.join(broadcast(means), expr("value <=> of_value and currency = of_currency")),
        expr("collect_list(struct(currency, amount, cast(units * mean_price as decimal(24,4)) as"
                + " mean_amount))")
            .as("prices"));
  }

  private Dataset<Row> payments() {
    return perCustomer(
        inputs.table(Silver.PAYMENTS),
        expr("mode(method, true) filter (where status = 'paid')").as("paid_method"));
  }

  private Dataset<Row> subscriptions() {
    return perCustomer(
        inputs.table(Silver.SUBSCRIPTIONS),
        expr("count_if(status in ('active', 'trialing', 'past_due'))")
            .as("active_subscriptions_count"));
  }

  private Dataset<Row> feedback() {
    return perCustomer(
        inputs.table(Silver.FEEDBACK),
        expr("max(if(kind = 'nps' and score is not null, struct(given_at, feedback_id,"
                + " try_cast(score as int) as score), null))")
            .as("nps"),
        mean("csat").as("average_csat_score"),
        mean("ces").as("average_ces_score"),
        expr("count_if(kind in ('nps', 'csat', 'ces'))").as("surveys_count"),
        expr("count_if(kind = 'question')").as("questions_count"),
        expr("max(given_at) filter (where kind = 'complaint')").as("last_complaint_at"),
        expr("count_if(kind = 'review')").as("reviews_count"),
        mean("review").as("average_review_score"),
        expr("count_if(kind = 'complaint')").as("complaints_count"),
        expr("max(given_at)").as("last_feedback_at"));
  }

  /** Decimals, since sums of doubles depend on their order. */
  private static Column mean(String kind) {
    return expr(
        "cast(avg(try_cast(score as decimal(12,4))) filter (where kind = '"
            + kind
            + "') as double)");
  }

  private Dataset<Row> consents() {
    return perCustomer(
        inputs.table(Silver.CONSENTS).where("purpose in ('marketing', 'profiling', 'ads')"),
        expr("max(if(purpose = 'profiling', if(status = 'granted', 1, 2), null))")
            .as("profiling_decision"),
        consent("marketing", "email"),
        consent("marketing", "sms"),
        consent("marketing", "zalo"),
        consent("marketing", "push"),
        consent("marketing", "call"),
        consent("ads", "ads"));
  }

  private static Column consent(String purpose, String channel) {
    return expr("max(if(purpose = '%s' and channel = '%s', status, null))"
            .formatted(purpose, channel))
        .as(channel + "_consent");
  }

  private static Dataset<Row> perCustomer(Dataset<Row> facts, Column first, Column... others) {
    return facts.where("customer_id is not null").groupBy("customer_id").agg(first, others);
  }
}
