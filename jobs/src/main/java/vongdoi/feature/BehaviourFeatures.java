package vongdoi.feature;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a customer did beside ordering, as rows per as-of date that are summed up afterwards: each
 * method gives {@code as_of_date, customer_id} and the measures that its facts add to.
 */
final class BehaviourFeatures {
  private final AsOfDates asOf;

  BehaviourFeatures(AsOfDates asOf) {
    this.asOf = asOf;
  }

  /**
   * One row per category bought, with the part of the spend on it that is margin.
   *
   * @param margins share by category, see {@link CategoryMargins}; empty: no cost is known
   */
  Dataset<Row> categories(Dataset<Row> orderItems, Optional<Dataset<Row>> margins) {
    Dataset<Row> bought =
        asOf.explode(
                orderItems
                    .where("is_valid and category is not null")
                    .select("customer_id", "category", "order_date", "line_amount"),
                "order_date")
            .groupBy("as_of_date", "customer_id", "category")
            .agg(expr("sum(greatest(line_amount, 0)) as spent"));
    return margins
        .map(shares -> bought.join(broadcast(shares), new String[] {"category"}, "left"))
        .orElseGet(() -> bought.withColumn("margin", lit(null).cast("double")))
        .selectExpr(
            "as_of_date",
            "customer_id",
            "1L as categories_count",
            "cast(if(margin is null, 0, spent) as decimal(28,9)) as margin_base",
            "cast(coalesce(spent * margin, 0) as decimal(28,9)) as margin_amount");
  }

  Dataset<Row> sessions(Dataset<Row> sessions) {
    String d30 = AsOfDates.within(30, "session_date");
    return asOf.explode(
            sessions.select(
                "customer_id", "session_date", "products_viewed_count", "cart_additions_count"),
            "session_date")
        .selectExpr(
            "as_of_date",
            "customer_id",
            "session_date as last_session_day",
            "if(" + d30 + ", 1L, 0L) as sessions_30d",
            "if(" + AsOfDates.within(90, "session_date") + ", 1L, 0L) as sessions_90d",
            "if(" + d30 + ", products_viewed_count, 0L) as products_viewed_30d",
            "if(" + d30 + ", cart_additions_count, 0L) as cart_additions_30d");
  }

  Dataset<Row> carts(Dataset<Row> carts) {
    return lastDays(carts.where("abandoned_at is not null"), "abandoned_at", 90)
        .selectExpr("as_of_date", "customer_id", "1L as carts_abandoned_90d");
  }

  Dataset<Row> payments(Dataset<Row> payments) {
    return lastDays(
            payments.where("status = 'failed' and customer_id is not null"), "created_at", 90)
        .selectExpr("as_of_date", "customer_id", "1L as failed_payments_90d");
  }

  Dataset<Row> feedback(Dataset<Row> feedback) {
    return asOf.explode(
            feedback
                .where("customer_id is not null and kind in ('nps', 'complaint')")
                .selectExpr(
                    "customer_id",
                    "feedback_id",
                    "kind",
                    "score",
                    "given_at",
                    asOf.dateOf("given_at") + " as given_date"),
            "given_date")
        .selectExpr(
            "as_of_date",
            "customer_id",
            "if(kind = 'nps' and score is not null,"
                + " named_struct('given_at', given_at, 'feedback_id', feedback_id, 'score', score),"
                + " null) as last_nps",
            "if(kind = 'complaint' and "
                + AsOfDates.within(365, "given_date")
                + ", 1L, 0L) as complaints_365d");
  }

  /** Subscriptions in force: begun, and neither cancelled nor run out by the as-of date. */
  Dataset<Row> subscriptions(Dataset<Row> subscriptions) {
    return asOf.explode(
            subscriptions
                .where("started_at is not null")
                .selectExpr(
                    "customer_id",
                    "if(status in ('cancelled', 'lapsed'),"
                        + " coalesce(cancelled_at, current_period_end, started_at),"
                        + " cancelled_at) as ended_at",
                    asOf.dateOf("started_at") + " as started_date"),
            "started_date")
        .where("ended_at is null or ended_at >= as_of_end")
        .selectExpr("as_of_date", "customer_id", "1L as active_subscriptions_count");
  }

  /** One row with the class by profile per customer who had left a trace. */
  Dataset<Row> traces(Dataset<Row> profiles, FeatureConfig.Classes classes) {
    return asOf.explode(
            profiles.selectExpr(
                "customer_id",
                CustomerClasses.ofProfile(classes) + " as profile_class",
                asOf.dateOf("first_seen_at") + " as seen_date"),
            "seen_date")
        .select("as_of_date", "customer_id", "profile_class");
  }

  private Dataset<Row> lastDays(Dataset<Row> facts, String timestamp, int days) {
    Dataset<Row> dated =
        facts.selectExpr("customer_id", asOf.dateOf(timestamp) + " as happened_date");
    return asOf.explode(dated, "happened_date").where(AsOfDates.within(days, "happened_date"));
  }
}
