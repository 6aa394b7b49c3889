package vongdoi.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.segment.SegmentConfig.Goal;
import vongdoi.segment.SegmentConfig.Play;
import vongdoi.segment.SegmentConfig.Results;

/**
 * What each play brought: those who got its message against those held out, from the first message
 * on, whatever became of it (intention to treat). Service plays have no control group: of them the
 * share that reached the goal, with its two counts, is what can be said.
 */
public final class MeasurePlays implements Job {
  private final SegmentConfig config;
  private final Map<String, Play> plays = new TreeMap<>();

  public MeasurePlays(SegmentConfig config) {
    this.config = config;
    config.segments().forEach((key, s) -> s.play().ifPresent(play -> plays.put(key, play)));
  }

  @Override
  public String name() {
    return "segment.results";
  }

  @Override
  public String meaning() {
    return "Measures conversion and revenue of each play against those held out";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Gold.MESSAGES, Silver.CUSTOMERS, Silver.ORDERS, Silver.PAYMENTS, Silver.SUBSCRIPTIONS);
  }

  @Override
  public List<Table> remembers() {
    return List.of(Gold.MOMENT_MESSAGES);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Gold.PLAY_RESULTS));
  }

  @Override
  public String settings() {
    Map<String, String> goals = new TreeMap<>();
    plays.forEach((key, play) -> goals.put(key, play.action() + " " + goal(play)));
    return config.results() + " " + goals;
  }

  private static Goal goal(Play play) {
    return play.goal().orElse(Goal.ORDER);
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> units = inputs.keep(units(inputs));
    Map<String, Row> groups = new TreeMap<>();
    outcomes(units, inputs)
        .groupBy("segment")
        .agg(
            expr("count_if(not is_control)"),
            expr("count_if(not is_control and converted)"),
            expr("count_if(is_control)"),
            expr("count_if(is_control and converted)"),
            sum("revenue", "not is_control"),
            sum("revenue * revenue", "not is_control"),
            sum("revenue", "is_control"),
            sum("revenue * revenue", "is_control"))
        .collectAsList()
        .forEach(row -> groups.put(row.getString(0), row));
    List<Row> rows = new ArrayList<>();
    plays.forEach(
        (segment, play) -> {
          if (groups.containsKey(segment)) {
            rows.add(result(segment, play, groups.get(segment), inputs));
          }
        });
    return Outputs.of(
        Gold.PLAY_RESULTS, inputs.spark().createDataFrame(rows, Gold.PLAY_RESULTS.schema()));
  }

  /** Summed as decimals: the last digits of doubles would hang on the order of the rows. */
  private static Column sum(String amount, String of) {
    return expr("coalesce(cast(sum(%s) filter (where %s) as double), 0d)".formatted(amount, of));
  }

  /**
   * One row a play and what it counts, with its first message of the window: a customer where the
   * goal is an order, else the payment or subscription.
   */
  private Dataset<Row> units(Inputs inputs) {
    Results results = config.results();
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
                .between(date_sub(inputs.date(), days()), inputs.date())
                .and(
                    col("send_after")
                        .leq(
                            inputs
                                .end()
                                .minus(expr("interval " + results.horizonDays() + " days")))))
        .join(today, new String[] {"customer_id"}, "left")
        .withColumn("customer_id", expr("coalesce(redirect_to, customer_id)"))
        .withColumn("goal", goals())
        .withColumn(
            "unit", expr("if(goal = 'order', customer_id, substring_index(matter, '@', 1))"))
        .groupBy("segment", "unit")
        .agg(
            expr("min(struct(send_after, matter, customer_id, goal, is_control, expires_at,"
                    + " value_amount))")
                .as("m"))
        .select("segment", "unit", "m.*");
  }

  private int days() {
    return config.results().windowDays() + config.results().horizonDays();
  }

  private Column goals() {
    Column goal = lit("order");
    for (Map.Entry<String, Play> e : plays.entrySet()) {
      goal =
          when(col("segment").equalTo(e.getKey()), lit(word(goal(e.getValue())))).otherwise(goal);
    }
    return goal;
  }

  private static String word(Goal goal) {
    return goal.name().toLowerCase(Locale.ROOT);
  }

  /** {@code segment, is_control, converted, revenue} of each unit. */
  private Dataset<Row> outcomes(Dataset<Row> units, Inputs inputs) {
    return ordered(units.where("goal = 'order'"), inputs)
        .unionByName(paid(units.where("goal = 'payment'"), inputs))
        .unionByName(renewed(units.where("goal = 'renewal'"), inputs));
  }

  private String withinHorizon(String moment) {
    return "%s > send_after and %s <= send_after + interval %d days"
        .formatted(moment, moment, config.results().horizonDays());
  }

  private Dataset<Row> ordered(Dataset<Row> units, Inputs inputs) {
    Dataset<Row> orders =
        inputs
            .table(Silver.ORDERS)
            .where("is_valid")
            .where(col("order_date").geq(date_sub(inputs.date(), days() + 1)))
            .selectExpr(
                "customer_id", "ordered_at", BusinessCurrency.amount(inputs.run(), "net_amount"));
    return units
        .join(orders, new String[] {"customer_id"}, "left")
        .withColumn("counts", expr("coalesce(" + withinHorizon("ordered_at") + ", false)"))
        .groupBy("segment", "unit")
        .agg(
            expr("first(is_control) as is_control"),
            expr("bool_or(counts) as converted"),
            expr("sum(if(counts, net_amount, 0)) as revenue"))
        .drop("unit");
  }

  /** A payment is recovered when anything is paid for the same order or subscription. */
  private Dataset<Row> paid(Dataset<Row> units, Inputs inputs) {
    Dataset<Row> payments = inputs.table(Silver.PAYMENTS);
    String due = "coalesce(order_id, subscription_id, payment_id) as due";
    return units
        .join(payments.selectExpr("payment_id as unit", due), new String[] {"unit"}, "left")
        .join(
            payments
                .where("status = 'paid'")
                .selectExpr(due, "paid_at", BusinessCurrency.amount(inputs.run(), "amount")),
            new String[] {"due"},
            "left")
        .withColumn("counts", expr("coalesce(" + withinHorizon("paid_at") + ", false)"))
        .groupBy("segment", "unit")
        .agg(
            expr("first(is_control) as is_control"),
            expr("bool_or(counts) as converted"),
            expr("coalesce(max(if(counts, amount, 0)), 0) as revenue"))
        .drop("unit");
  }

  /** A subscription is renewed when its period ends later than the one that was announced. */
  private static Dataset<Row> renewed(Dataset<Row> units, Inputs inputs) {
    Dataset<Row> subscriptions =
        inputs
            .table(Silver.SUBSCRIPTIONS)
            .selectExpr("subscription_id as unit", "current_period_end", "status", "currency");
    return units
        .join(subscriptions, new String[] {"unit"}, "left")
        .withColumn(
            "converted",
            expr("coalesce(current_period_end > expires_at and status = 'active', false)"))
        .selectExpr(
            "segment",
            "is_control",
            "converted",
            BusinessCurrency.amount(inputs.run(), "value_amount"))
        .selectExpr(
            "segment",
            "is_control",
            "converted",
            "if(converted, coalesce(value_amount, 0), 0) as revenue");
  }

  private Row result(String segment, Play play, Row r, Inputs inputs) {
    Results results = config.results();
    long treated = r.getLong(1);
    long control = r.getLong(3);
    Uplift shares =
        Uplift.ofShares(r.getLong(2), treated, r.getLong(4), control, results.confidence());
    Uplift revenue =
        Uplift.ofMeans(
            new Uplift.Sums(treated, r.getDouble(5), r.getDouble(6)),
            new Uplift.Sums(control, r.getDouble(7), r.getDouble(8)),
            results.confidence());
    return RowFactory.create(
        segment,
        play.action(),
        word(goal(play)),
        Date.valueOf(inputs.run().date().minusDays(days())),
        Date.valueOf(inputs.run().date().minusDays(results.horizonDays())),
        results.horizonDays(),
        treated,
        r.getLong(2),
        control,
        r.getLong(4),
        treated == 0 ? 0.0 : (double) r.getLong(2) / treated,
        known((double) r.getLong(4) / control),
        known(shares.difference()),
        known(shares.low()),
        known(shares.high()),
        known(r.getDouble(5) / treated),
        known(r.getDouble(7) / control),
        known(revenue.difference()),
        known(revenue.low()),
        known(revenue.high()),
        known(shares.difference() * treated),
        known(revenue.difference() * treated),
        results.confidence(),
        inputs.run().currency());
  }

  private static Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
