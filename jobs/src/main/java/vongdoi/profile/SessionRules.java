package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.customer.Owner;

/**
 * Cuts each device's events into sessions. A session ends after the configured inactivity, at
 * midnight of the business zone, and when another login shows up on the device. All window steps
 * share one partitioning and order, so that the events are shuffled and sorted once.
 */
final class SessionRules {
  private static final String OVER =
      " over (partition by device_source, device_id, event_date order by occurred_at, event_id";

  private final int gapMinutes;
  private final List<String> noVisitEvents;
  private final String referralAddress;
  private final Owner owner;

  SessionRules(ProfileConfig config, Owner owner) {
    this.gapMinutes = config.sessionGapMinutes();
    this.noVisitEvents = config.noVisitEvents();
    this.referralAddress = config.referral().address();
    this.owner = owner;
  }

  /** Visit events with {@code device_source, device_id, login} and what a session is told by. */
  Dataset<Row> visits(Dataset<Row> events) {
    StringBuilder names = new StringBuilder("''");
    noVisitEvents.forEach(name -> names.append(",'").append(name.replace("'", "\\'")).append("'"));
    return events
        .where("coalesce(event_name, '-') not in (" + names + ")")
        .withColumn("device", expr(owner.usable("anonymous_id")))
        .withColumn("login", expr(owner.usable("user_id")))
        .where("device is not null or login is not null")
        .selectExpr(
            "if(device is null, 'user', 'device') as device_source",
            "coalesce(device, login) as device_id",
            "login",
            "event_date",
            "occurred_at",
            "event_id",
            "event_type in ('page', 'screen') as is_page",
            "event_name",
            "if(event_type in ('page', 'screen'), coalesce(page_path, ''), null) as page_path",
            "if(event_type in ('page', 'screen'), referrer, null) as referrer",
            "campaign_source",
            "campaign_medium",
            "campaign_name",
            ProfileConfig.Referral.code(referralAddress, "page_url") + " as referral_code");
  }

  /** One row per session with all its counts, and the struct {@code owner}. */
  Dataset<Row> sessions(Dataset<Row> visits) {
    return numbered(visits)
        .groupBy("device_source", "device_id", "event_date", "session_number")
        .agg(
            expr("max(login)").as("user_id"),
            expr("min(occurred_at)").as("started_at"),
            expr("max(occurred_at)").as("ended_at"),
            expr("count(1)").as("events_count"),
            expr("sum(if(is_page, 1L, 0L))").as("pages_count"),
            count("'Product Viewed'").as("products_viewed_count"),
            count("'Product Added', 'Wishlist Product Added to Cart'").as("cart_additions_count"),
            count("'Order Completed'").as("orders_count"),
            count("'Products Searched'").as("searches_count"),
            count("'Product Shared', 'Cart Shared'").as("shares_count"),
            count("'Checkout Started'").as("checkouts_count"),
            count("'Product Added to Wishlist'").as("wishlist_additions_count"),
            count("'Promotion Clicked'").as("promotions_clicked_count"),
            expr("min(if(referral_code is not null, struct(occurred_at, event_id, referral_code),"
                    + " null))")
                .as("referral"),
            expr("min(if(is_page, struct(occurred_at, event_id, page_path, referrer), null))")
                .as("landing"),
            expr("min(if(campaign_source is not null, struct(occurred_at, event_id,"
                    + " campaign_source, campaign_medium, campaign_name), null))")
                .as("campaign"))
        .select(
            expr("substring(sha2(concat_ws('|', device_source, device_id,"
                    + " cast(unix_micros(started_at) as string), coalesce(user_id, '')), 256),"
                    + " 1, 32)")
                .as("session_id"),
            expr("if(device_source = 'device', device_id, null)").as("anonymous_id"),
            col("user_id"),
            expr("if(user_id is null, struct(device_source as source, device_id as id),"
                    + " struct('user' as source, user_id as id))")
                .as("owner"),
            col("started_at"),
            col("ended_at"),
            col("event_date").as("session_date"),
            col("events_count"),
            col("pages_count"),
            col("products_viewed_count"),
            col("cart_additions_count"),
            col("orders_count"),
            col("searches_count"),
            col("shares_count"),
            col("checkouts_count"),
            col("wishlist_additions_count"),
            col("promotions_clicked_count"),
            col("referral.referral_code").as("referral_code"),
            expr("nullif(landing.page_path, '')").as("landing_path"),
            col("landing.referrer").as("referrer"),
            col("campaign.campaign_source").as("campaign_source"),
            col("campaign.campaign_medium").as("campaign_medium"),
            col("campaign.campaign_name").as("campaign_name"));
  }

  /** A login counts as another one only against the last login seen since the last inactivity. */
  private Dataset<Row> numbered(Dataset<Row> visits) {
    return visits
        .withColumn("before", expr("lag(occurred_at)" + OVER + ")"))
        .withColumn(
            "visit_number",
            expr(
                "sum(if(before is null or occurred_at > before + interval "
                    + gapMinutes
                    + " minutes, 1, 0))"
                    + OVER
                    + " rows between unbounded preceding and current row)"))
        .withColumn(
            "known",
            expr(
                "last(if(login is null, null, struct(login, visit_number)), true)"
                    + OVER
                    + " rows between unbounded preceding and 1 preceding)"))
        .withColumn(
            "session_number",
            expr(
                "visit_number + sum(if(known.visit_number = visit_number and login <> known.login,"
                    + " 1, 0))"
                    + OVER
                    + " rows between unbounded preceding and current row)"));
  }

  private static Column count(String names) {
    return expr("sum(if(event_name in (" + names + "), 1L, 0L))");
  }
}
