package vongdoi.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Run;
import vongdoi.common.table.Table;
import vongdoi.segment.SegmentConfig.Goal;
import vongdoi.segment.SegmentConfig.Play;

/**
 * What became of the messages of plays: who got one or was held out, from the first message of a
 * window on, and whether the goal was reached within the horizon.
 */
final class PlayOutcomes {
  private final Map<String, Play> plays;
  private final int windowDays;
  private final int horizonDays;
  private final Run until;
  private final Inputs inputs;

  /**
   * @param plays by segment
   * @param windowDays days of messages that are looked at, up to those whose horizon is over
   * @param horizonDays days after a message in which the goal counts
   * @param until date on which the horizon of the last message is over
   */
  PlayOutcomes(Map<String, Play> plays, int windowDays, int horizonDays, Run until, Inputs inputs) {
    this.plays = plays;
    this.windowDays = windowDays;
    this.horizonDays = horizonDays;
    this.until = until;
    this.inputs = inputs;
  }

  /** Tables beside those of messages that outcomes are told from. */
  static List<Table> tables() {
    return List.of(Silver.CUSTOMERS, Silver.ORDERS, Silver.PAYMENTS, Silver.SUBSCRIPTIONS);
  }

  static Goal goal(Play play) {
    return play.goal().orElse(Goal.ORDER);
  }

  static String word(Goal goal) {
    return goal.name().toLowerCase(Locale.ROOT);
  }

  /** Days before the end from which on messages are looked at. */
  int days() {
    return windowDays + horizonDays;
  }

  private Column date() {
    return lit(Date.valueOf(until.date()));
  }

  /**
   * One row a play and what it counts, with its first message of the window: a customer where the
   * goal is an order, else the payment or subscription. Columns {@code segment, unit, send_after,
   * matter, customer_id, goal, is_control, expires_at, value_amount, planned_at, told_id}, the last
   * one the customer's id at that time.
   */
  Dataset<Row> units() {
    Dataset<Row> today =
        inputs
            .table(Silver.CUSTOMERS)
            .where("redirect_to is not null")
            .select("customer_id", "redirect_to");
    return inputs
        .table(Gold.MESSAGES)
        .unionByName(inputs.table(Gold.MOMENT_MESSAGES))
        .where(col("segment").isin(plays.keySet().toArray()))
        .where(
            col("run_date")
                .between(date_sub(date(), days()), date())
                .and(
                    col("send_after")
                        .leq(lit(until.end()).minus(expr("interval " + horizonDays + " days")))))
        .join(today, new String[] {"customer_id"}, "left")
        .withColumn("told_id", col("customer_id"))
        .withColumn("customer_id", expr("coalesce(redirect_to, customer_id)"))
        .withColumn("goal", goals())
        .withColumn(
            "unit", expr("if(goal = 'order', customer_id, substring_index(matter, '@', 1))"))
        .groupBy("segment", "unit")
        .agg(
            expr("min(struct(send_after, matter, customer_id, goal, is_control, expires_at,"
                    + " value_amount, planned_at, told_id))")
                .as("m"))
        .select("segment", "unit", "m.*");
  }

  private Column goals() {
    Column goal = lit("order");
    for (Map.Entry<String, Play> e : plays.entrySet()) {
      goal =
          when(col("segment").equalTo(e.getKey()), lit(word(goal(e.getValue())))).otherwise(goal);
    }
    return goal;
  }

  /**
   * Each unit with {@code segment, unit, customer_id, told_id, planned_at, value_amount,
   * is_control, converted, revenue}.
   */
  Dataset<Row> of(Dataset<Row> units) {
    return ordered(units.where("goal = 'order'"))
        .unionByName(paid(units.where("goal = 'payment'")))
        .unionByName(renewed(units.where("goal = 'renewal'")));
  }

  private String withinHorizon(String moment) {
    return "%s > send_after and %s <= send_after + interval %d days"
        .formatted(moment, moment, horizonDays);
  }

  private static Dataset<Row> grouped(Dataset<Row> rows, String revenue) {
    return rows.groupBy("segment", "unit")
        .agg(
            expr("first(customer_id) as customer_id"),
            expr("first(told_id) as told_id"),
            expr("first(planned_at) as planned_at"),
            expr("first(value_amount) as value_amount"),
            expr("first(is_control) as is_control"),
            expr("bool_or(counts) as converted"),
            expr(revenue + " as revenue"));
  }

  private Dataset<Row> ordered(Dataset<Row> units) {
    Dataset<Row> orders =
        inputs
            .table(Silver.ORDERS)
            .where("is_valid")
            .where(col("order_date").geq(date_sub(date(), days() + 1)))
            .selectExpr(
                "customer_id", "ordered_at", BusinessCurrency.amount(inputs.run(), "net_amount"));
    return grouped(
        units
            .join(orders, new String[] {"customer_id"}, "left")
            .withColumn("counts", expr("coalesce(" + withinHorizon("ordered_at") + ", false)")),
        "sum(if(counts, net_amount, 0))");
  }

  /** A payment is recovered when anything is paid for the same order or subscription. */
  private Dataset<Row> paid(Dataset<Row> units) {
    Dataset<Row> payments = inputs.table(Silver.PAYMENTS);
    String due = "coalesce(order_id, subscription_id, payment_id) as due";
    return grouped(
        units
            .join(payments.selectExpr("payment_id as unit", due), new String[] {"unit"}, "left")
            .join(
                payments
                    .where("status = 'paid'")
                    .selectExpr(due, "paid_at", BusinessCurrency.amount(inputs.run(), "amount")),
                new String[] {"due"},
                "left")
            .withColumn("counts", expr("coalesce(" + withinHorizon("paid_at") + ", false)")),
        "coalesce(max(if(counts, amount, 0)), 0)");
  }

  /** A subscription is renewed when its period ends later than the one that was announced. */
  private Dataset<Row> renewed(Dataset<Row> units) {
    Dataset<Row> subscriptions =
        inputs
            .table(Silver.SUBSCRIPTIONS)
            .selectExpr("subscription_id as unit", "current_period_end", "status", "currency");
    return units
        .join(subscriptions, new String[] {"unit"}, "left")
        .withColumn(
            "converted",
            expr("coalesce(current_period_end > expires_at and status = 'active', false)"))
        .withColumn(
            "revenue",
            expr(
                "if(converted and currency = '%s', coalesce(value_amount, 0), 0)"
                    .formatted(inputs.run().currency())))
        .select(
            "segment",
            "unit",
            "customer_id",
            "told_id",
            "planned_at",
            "value_amount",
            "is_control",
            "converted",
            "revenue");
  }
}
