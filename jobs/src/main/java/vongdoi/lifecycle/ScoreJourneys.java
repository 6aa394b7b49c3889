package vongdoi.lifecycle;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Profiling;

/** Every customer in the words that marketing knows: LEO CDP's funnel and scores, and RFM. */
public final class ScoreJourneys implements Job {
  private final LifecycleConfig config;

  public ScoreJourneys(LifecycleConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "lifecycle.journeys";
  }

  @Override
  public String meaning() {
    return "Scores each customer's journey: funnel stage, 5A, RFM group, ambassadors";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Silver.PROFILES,
        Silver.SESSIONS,
        Silver.ORDERS,
        Silver.PAYMENTS,
        Silver.SUBSCRIPTIONS,
        Silver.FEEDBACK,
        Gold.LIFECYCLE);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.replace(Gold.JOURNEY_SCORES));
  }

  @Override
  public String settings() {
    return config.ambassador() + " " + config.journey();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> scored =
        inputs.keep(new JourneyRules(config.journey()).of(folded(inputs).where("is_active")));
    return Outputs.of(
        Gold.JOURNEY_SCORES,
        withAdvocacy(RfmGroups.of(scored))
            .select(
                Gold.JOURNEY_SCORES.columnNames().stream()
                    .map(functions::col)
                    .toArray(Column[]::new)));
  }

  /** Stacks what each table tells and folds it by customer: one shuffle instead of joins. */
  private Dataset<Row> folded(Inputs inputs) {
    List<Dataset<Row>> parts = new ArrayList<>();
    parts.add(profiles(inputs));
    parts.add(
        inputs
            .table(Gold.LIFECYCLE)
            .selectExpr("customer_id", "stage = 'advocate' as is_promoter"));
    parts.add(
        JourneyRules.voices(inputs.table(Silver.FEEDBACK).where(col("given_at").lt(inputs.end()))));
    parts.addAll(new JourneyPoints(config.journey(), inputs).all());
    Dataset<Row> stacked = parts.stream().reduce((a, b) -> a.unionByName(b, true)).orElseThrow();
    Column[] columns =
        Arrays.stream(stacked.columns())
            .filter(c -> !c.equals("customer_id"))
            .map(c -> expr((JourneyPoints.isSum(c) ? "sum(" : "max(") + c + ")").as(c))
            .toArray(Column[]::new);
    return stacked
        .groupBy("customer_id")
        .agg(columns[0], Arrays.copyOfRange(columns, 1, columns.length));
  }

  private static Dataset<Row> profiles(Inputs inputs) {
    String lastDay =
        "to_date(from_utc_timestamp(last_order_at, '" + inputs.run().zone().getId() + "'))";
    return inputs
        .table(Silver.PROFILES)
        .withColumn("_date", inputs.date())
        .selectExpr(
            "customer_id",
            "not (" + Profiling.isRefused() + ") as is_active",
            "coalesce(email, phone) is not null as has_contact",
            "active_subscriptions_count > 0 as is_subscribed",
            "completeness_score",
            "sessions_count",
            "orders_count",
            "currency",
            "total_amount",
            "referrals_count",
            "if(last_order_at is null, null, greatest(0, datediff(_date, "
                + lastDay
                + ")))"
                + " as recency_days");
  }

  private Dataset<Row> withAdvocacy(Dataset<Row> customers) {
    LifecycleConfig.Ambassador rules = config.ambassador();
    return customers
        .withColumn(
            "is_ambassador",
            expr(
                "coalesce(is_promoter, false) and referrals_count >= %d"
                    .formatted(rules.referrals())))
        .withColumn(
            "is_influencer",
            expr("is_ambassador and referrals_count >= " + rules.influencerReferrals()))
        .withColumn(
            "advocacy_reason",
            expr(
                "if(is_ambassador, concat('recommends us and brought ', referrals_count,"
                    + " if(referrals_count = 1, ' customer', ' customers')), null)"));
  }
}
