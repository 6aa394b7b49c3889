package vongdoi.lifecycle;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** Where in the life cycle every active customer stands, since when and why. */
public final class AssignStages implements Job {
  private static final String[] CUSTOMER = {"customer_id"};
  private final LifecycleConfig config;

  public AssignStages(LifecycleConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "lifecycle.assign";
  }

  @Override
  public String meaning() {
    return "Assigns stage and status of the life cycle with the reason, and keeps their history";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Silver.PROFILES,
        Silver.ORDERS,
        Silver.SUBSCRIPTIONS,
        Silver.FEEDBACK,
        Silver.SESSIONS,
        Gold.CLV_SCORES);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.LIFECYCLE_HISTORY), Write.sync(Gold.LIFECYCLE));
  }

  @Override
  public String settings() {
    return List.of(
            config.visitorDays(),
            config.rhythm(),
            config.ratios(),
            config.lapsedDays(),
            config.alive(),
            config.returnedDays(),
            config.promoter())
        .toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> stages = inputs.keep(new StageRules(config).of(facts(inputs), inputs.date()));
    return Outputs.of(
            Gold.LIFECYCLE_HISTORY,
            StageHistory.changes(inputs.own(Gold.LIFECYCLE_HISTORY), stages, inputs.date()))
        .and(Gold.LIFECYCLE, stages);
  }

  private Dataset<Row> facts(Inputs inputs) {
    Advocacy advocacy = new Advocacy(config.promoter(), inputs.run());
    Dataset<Row> feedback = inputs.table(Silver.FEEDBACK).where(col("given_at").lt(inputs.end()));
    Dataset<Row> sessions =
        inputs.table(Silver.SESSIONS).where(col("session_date").leq(inputs.date()));
    Dataset<Row> scores =
        inputs
            .table(Gold.CLV_SCORES)
            .where(col("as_of_date").leq(inputs.date()))
            .select("customer_id", "alive_probability");
    Dataset<Row> customers =
        inputs
            .table(Silver.PROFILES)
            .selectExpr(
                "customer_id",
                day(inputs, "first_seen_at") + " as first_seen_on",
                day(inputs, "last_seen_at") + " as seen_on",
                "active_subscriptions_count > 0 as is_subscribed");
    return customers
        .join(new PurchaseRhythm(config).of(purchaseDays(inputs)), CUSTOMER, "left")
        .join(advocacy.voices(feedback), CUSTOMER, "left")
        .join(advocacy.shares(sessions), CUSTOMER, "left")
        .join(scores, CUSTOMER, "left")
        .withColumn("denied_on", expr(day(inputs, "denied_at")));
  }

  /** Days of valid orders and of subscriptions taken out. */
  private static Dataset<Row> purchaseDays(Inputs inputs) {
    Dataset<Row> orders =
        inputs
            .table(Silver.ORDERS)
            .where("is_valid")
            .select(col("customer_id"), col("order_date").as("day"));
    Dataset<Row> subscriptions =
        inputs
            .table(Silver.SUBSCRIPTIONS)
            .where("started_at is not null")
            .selectExpr("customer_id", day(inputs, "started_at") + " as day");
    return orders.unionByName(subscriptions).where(col("day").leq(inputs.date()));
  }

  private static String day(Inputs inputs, String timestamp) {
    return "to_date(from_utc_timestamp(" + timestamp + ", '" + inputs.run().zone().getId() + "'))";
  }
}
