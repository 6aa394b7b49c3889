package vongdoi.segment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import vongdoi.customer.Contacts;
import vongdoi.customer.MarketingConsents;
import vongdoi.segment.SegmentConfig.Cap;

/**
 * Decides who gets what, in this order: what is over, not due yet or sent already falls out; each
 * channel needs a contact, consent, no entry on a do-not-contact list, a moment outside the quiet
 * hours and room under the caps; of a customer's marketing messages one wins; those who share a
 * phone share its caps; and who is held out gets nothing. Every candidate keeps its row with the
 * reason. Service messages need none of consent, caps and competition.
 */
final class Arbiter {
  /** Reasons of a channel, the one that came farthest first: it is the one to tell. */
  private static final List<String> CHANNEL_REASONS =
      List.of("capped", "not-yet", "quiet", "suppressed", "no-consent", "no-contact");

  private final SegmentConfig config;
  private final int planHours;

  /**
   * What the decision rests on beside the candidates.
   *
   * @param sent what earlier runs have handed out
   * @param noContact silver.suppressed_contacts
   * @param holdouts gold.holdouts
   * @param drawn what the hash says of those who have not been drawn yet
   * @param end end of this run
   */
  record Facts(
      SentMessages sent, Dataset<Row> noContact, Dataset<Row> holdouts, Column drawn, Column end) {}

  /**
   * @param planHours hours after the end of the run for which messages are planned
   */
  Arbiter(SegmentConfig config, int planHours) {
    this.config = config;
    this.planHours = planHours;
  }

  /** Columns of gold.next_actions but for the rank, and {@code contact_key, is_service}. */
  Dataset<Row> decide(Dataset<Row> candidates, Facts facts) {
    Dataset<Row> timely = timely(candidates, facts);
    Dataset<Row> channelled = bestChannel(channels(timely, facts));
    return heldOut(sharedContacts(oneMarketingMessage(channelled)), facts)
        .withColumn("channel", when(reasonIs("control").or(open()), col("channel")))
        .withColumn(
            "send_after", coalesce(when(col("channel").isNotNull(), col("at")), col("send_after")));
  }

  /** Marks what is over, not due within the plan, or was sent. */
  private Dataset<Row> timely(Dataset<Row> candidates, Facts facts) {
    return candidates
        .withColumn("about", expr(SentMessages.ABOUT))
        .join(facts.sent().matters(), new String[] {"segment", "about"}, "left")
        .withColumn("run_end", facts.end())
        .withColumn("at", expr("greatest(coalesce(send_after, run_end), run_end)"))
        .withColumn(
            "suppressed_reason",
            expr(
                ("case when expires_at <= at then 'expired'"
                        + " when at > run_end + interval %d hours then 'not-yet'"
                        + " when planned_last_at > run_end - make_dt_interval(again_after_days)"
                        + " then 'already-sent' end")
                    .formatted(planHours)))
        .drop("about", "planned_last_at");
  }

  /** One row a candidate and channel, with the reason against the channel. */
  private Dataset<Row> channels(Dataset<Row> timely, Facts facts) {
    Column since = facts.end().minus(expr("interval " + longestCap() + " hours"));
    Dataset<Row> each =
        timely
            .withColumn(
                "_channels",
                expr("if(suppressed_reason is null, channels, array(cast(null as string)))"))
            .select(col("*"), expr("posexplode(_channels) as (place, channel)"))
            .withColumn("contact", functions.try_element_at(col("contacts"), col("channel")))
            .withColumn("contact_key", Contacts.key(col("contact")));
    Dataset<Row> refused =
        facts
            .noContact()
            .where("purpose = 'marketing'")
            .groupBy("contact_key")
            .agg(expr("collect_set(struct(channel, status)) as refused"));
    Dataset<Row> known =
        each.join(refused, new String[] {"contact_key"}, "left")
            .join(facts.sent().byContact(since), new String[] {"contact_key"}, "left")
            .join(facts.sent().byCustomer(since), new String[] {"customer_id"}, "left");
    return new QuietHours(config.hours())
        .shift(known)
        .withColumn("room", room())
        .withColumn("channel_reason", coalesce(col("suppressed_reason"), channelReason()));
  }

  private int longestCap() {
    return config.caps().stream().mapToInt(Cap::hours).max().orElse(0);
  }

  private Column channelReason() {
    Column status = MarketingConsents.status(col("channel"));
    Column blocking = strings(config.serviceBlockedBy());
    Column noConsent =
        when(col("is_service"), coalesce(array_contains(blocking, status), lit(false)))
            .otherwise(not(status.eqNullSafe(lit("granted"))));
    String mine = "r.channel in (channel, '" + Cap.ANY + "')";
    Column listed =
        when(
                col("is_service"),
                functions.exists(
                    col("refused"),
                    r ->
                        r.getField("channel")
                            .isin(col("channel"), lit(Cap.ANY))
                            .and(array_contains(blocking, r.getField("status")))))
            .otherwise(expr("exists(refused, r -> " + mine + ")"));
    return when(col("contact").isNull(), "no-contact")
        .when(noConsent, "no-consent")
        .when(coalesce(listed, lit(false)), "suppressed")
        .when(col("expires_at").leq(col("at")), "quiet")
        .when(
            col("at").gt(col("run_end").plus(expr("interval " + planHours + " hours"))), "not-yet")
        .when(col("room").leq(0), "capped");
  }

  /**
   * Messages that the caps still leave: no span as long as a cap's may hold more. Every span around
   * the moment lies within one cap before and one cap after it, so that counting those is enough.
   */
  private Column room() {
    if (config.caps().isEmpty()) {
      return lit(Integer.MAX_VALUE);
    }
    String left =
        config.caps().stream()
            .map(Arbiter::room)
            .collect(Collectors.joining(", ", "least(", ", null)"));
    return expr(
        "if(is_service, "
            + Integer.MAX_VALUE
            + ", coalesce("
            + left
            + ", "
            + Integer.MAX_VALUE
            + "))");
  }

  private static String room(Cap cap) {
    long seconds = cap.hours() * 3600L;
    boolean any = cap.channel().equals(Cap.ANY);
    String near = "abs(unix_seconds(%s) - unix_seconds(at)) < " + seconds;
    String count =
        any
            ? "size(filter(coalesce(customer_sent, array()), t -> " + near.formatted("t") + "))"
            : "size(filter(coalesce(contact_sent, array()), s -> s.channel = channel and "
                + near.formatted("s.at")
                + "))";
    String left = cap.messages() + " - " + count;
    return any ? left : "if(channel = '" + cap.channel() + "', " + left + ", null)";
  }

  /** The first channel that nothing stands against, or the reason that came farthest. */
  private static Dataset<Row> bestChannel(Dataset<Row> channels) {
    Column rank =
        coalesce(
            functions.array_position(strings(CHANNEL_REASONS), col("channel_reason")), lit(0L));
    return channels
        .withColumn("rank", rank)
        .groupBy("customer_id", "segment", "matter")
        .agg(
            expr("first(struct(action, is_service, priority, send_after, expires_at, value_amount,"
                    + " payload, reason, "
                    + ExpectedGain.COLUMNS
                    + "))")
                .as("message"),
            expr("min(struct(rank, place, channel, contact_key, at, room,"
                    + " channel_reason as suppressed_reason))")
                .as("chosen"))
        .select("customer_id", "segment", "matter", "message.*", "chosen.*")
        .drop("rank", "place");
  }

  private static Column open() {
    return col("suppressed_reason").isNull();
  }

  private static Column reasonIs(String reason) {
    return coalesce(col("suppressed_reason").equalTo(reason), lit(false));
  }

  private static Dataset<Row> suppress(Dataset<Row> rows, Column losing, String reason) {
    return rows.withColumn(
        "suppressed_reason", when(losing, lit(reason)).otherwise(col("suppressed_reason")));
  }

  /** One marketing message a customer: the smallest priority, then the largest stake, wins. */
  private static Dataset<Row> oneMarketingMessage(Dataset<Row> rows) {
    Column competes = not(col("is_service")).and(open());
    Dataset<Row> placed =
        rows.withColumn("competes", competes)
            .withColumn(
                "place",
                row_number()
                    .over(
                        Window.partitionBy("customer_id")
                            .orderBy(
                                col("competes").desc(),
                                col("priority").asc(),
                                col(ExpectedGain.STAKE).desc_nulls_last(),
                                col("segment").asc(),
                                col("matter").asc())));
    return suppress(placed, col("competes").and(col("place").gt(1)), "lower-priority");
  }

  /** Winners of several customers who share a phone or e-mail share the room under its caps. */
  private static Dataset<Row> sharedContacts(Dataset<Row> rows) {
    Column competes = not(col("is_service")).and(open());
    Dataset<Row> placed =
        rows.withColumn("competes", competes)
            .withColumn(
                "place",
                row_number()
                    .over(
                        Window.partitionBy(
                                coalesce(
                                    when(
                                        col("competes"),
                                        concat(col("contact_key"), col("channel"))),
                                    concat(col("customer_id"), col("segment"))))
                            .orderBy(
                                col("priority").asc(),
                                col(ExpectedGain.STAKE).desc_nulls_last(),
                                col("customer_id").asc(),
                                col("segment").asc(),
                                col("matter").asc())));
    return suppress(placed, col("competes").and(col("place").gt(col("room"))), "capped")
        .drop("competes", "place", "room");
  }

  private static Dataset<Row> heldOut(Dataset<Row> rows, Facts facts) {
    Dataset<Row> held =
        facts.holdouts().selectExpr("segment", "customer_id", "is_control as was_drawn");
    Column control = coalesce(col("was_drawn"), facts.drawn());
    Dataset<Row> known =
        rows.join(held, new String[] {"segment", "customer_id"}, "left")
            .withColumn("is_control", control.and(not(col("is_service"))).and(open()));
    return suppress(known, col("is_control"), "control").drop("was_drawn");
  }

  private static Column strings(List<String> values) {
    return array(values.stream().map(functions::lit).toArray(Column[]::new)).cast("array<string>");
  }
}
