package vongdoi.segment;

import static org.apache.spark.sql.functions.expr;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Run;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.segment.SegmentConfig.Results;

/**
 * What the campaigns of other systems brought. Where their sender held customers out, these are the
 * control group; else buyers who got nothing, and then the difference in differences takes off what
 * both groups spent before: Angrist and Pischke 2009, "Mostly Harmless Econometrics", section 5.2.
 * Example: who was mailed spent 60 before and 65 after, the others 40 and 40; the plain difference
 * is 25, the difference in differences 5.
 */
public final class MeasureCampaigns implements Job {
  private final Results config;

  public MeasureCampaigns(Results config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "segment.campaigns";
  }

  @Override
  public String meaning() {
    return "Measures campaigns of other systems against those held out or not mailed";
  }

  @Override
  public List<Table> reads() {
    return List.of(Silver.CONTACTS, Silver.REDEMPTIONS, Silver.ORDERS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Gold.CAMPAIGN_RESULTS));
  }

  @Override
  public String settings() {
    return config.horizonDays() + " " + config.confidence();
  }

  @Override
  public Outputs run(Inputs inputs) {
    List<Campaign> campaigns = campaigns(inputs);
    if (campaigns.isEmpty() && inputs.own(Gold.CAMPAIGN_RESULTS).isEmpty()) {
      return Outputs.none();
    }
    Dataset<Row> orders =
        inputs
            .table(Silver.ORDERS)
            .where("is_valid")
            .selectExpr(
                "customer_id",
                "order_date",
                BusinessCurrency.amount(inputs.run(), "net_amount"),
                "coupon");
    Dataset<Row> buyers =
        inputs.keep(orders.groupBy("customer_id").agg(expr("min(order_date) as first_ordered_on")));
    SortedMap<LocalDate, Long> newBuyers = new TreeMap<>();
    buyers
        .groupBy("first_ordered_on")
        .count()
        .collectAsList()
        .forEach(r -> newBuyers.put(r.getDate(0).toLocalDate(), r.getLong(1)));
    Map<String, Row> sums = new TreeMap<>();
    new CampaignSums(campaigns, inputs.spark())
        .of(inputs.table(Silver.CONTACTS), orders, buyers)
        .collectAsList()
        .forEach(r -> sums.put(r.getString(0), r));
    List<Row> rows = new ArrayList<>();
    for (Campaign campaign : campaigns) {
      rows.add(result(campaign, sums.get(campaign.name()), newBuyers, inputs.run()));
    }
    return Outputs.of(
        Gold.CAMPAIGN_RESULTS,
        inputs.spark().createDataFrame(rows, Gold.CAMPAIGN_RESULTS.schema()));
  }

  /** The campaigns that have begun, in one pass over messages and coupons. */
  private List<Campaign> campaigns(Inputs inputs) {
    Run run = inputs.run();
    String date = "to_date(from_utc_timestamp(%s, '" + run.zone().getId() + "'))";
    String until =
        "coalesce(until_at, sent_at + make_dt_interval(%d))".formatted(config.horizonDays());
    List<Campaign> campaigns = new ArrayList<>();
    inputs
        .table(Silver.CONTACTS)
        .selectExpr(
            "campaign",
            date.formatted("sent_at") + " as sent_on",
            date.formatted("greatest(sent_at, " + until + ")") + " as until_on",
            "is_control",
            "if(is_control, null, coalesce(customer_id, message_id)) as recipient")
        .unionByName(
            inputs
                .table(Silver.REDEMPTIONS)
                .selectExpr("campaign", "redemption_id", "coalesce(customer_id, '') as redeemer"),
            true)
        .groupBy("campaign")
        .agg(
            expr("coalesce(bool_or(is_control), false)"),
            expr("min(sent_on) as sent_on"),
            expr("max(until_on)"),
            expr("count(distinct recipient)"),
            expr("count(redemption_id)"),
            expr("count(distinct nullif(redeemer, ''))"))
        .where(expr("sent_on").leq(inputs.date()))
        .collectAsList()
        .forEach(
            r -> {
              LocalDate last = r.getDate(3).toLocalDate();
              boolean isOver = last.isBefore(run.date());
              campaigns.add(
                  new Campaign(
                      r.getString(0),
                      r.getBoolean(1),
                      r.getDate(2).toLocalDate(),
                      isOver ? last : run.date(),
                      isOver || last.equals(run.date()),
                      r.getLong(4),
                      r.getLong(5),
                      r.getLong(6)));
            });
    return campaigns;
  }

  private Row result(Campaign campaign, Row sums, SortedMap<LocalDate, Long> newBuyers, Run run) {
    CampaignGroup treated = CampaignGroup.of(sums, CampaignSums.TREATED);
    CampaignGroup control = CampaignGroup.of(sums, CampaignSums.CONTROL);
    if (!campaign.holdsOut()) {
      long eligible =
          newBuyers.headMap(campaign.sentOn()).values().stream().mapToLong(n -> n).sum();
      control = control.withCount(eligible - treated.count());
    }
    boolean beforeIsKnown =
        !newBuyers.isEmpty() && !newBuyers.firstKey().isAfter(campaign.beforeOn());
    double confidence = config.confidence();
    Uplift shares =
        Uplift.ofShares(
            treated.converted(), treated.count(), control.converted(), control.count(), confidence);
    Uplift revenue = Uplift.ofMeans(treated.spending(), control.spending(), confidence);
    Uplift change = Uplift.ofMeans(treated.changes(), control.changes(), confidence);
    return RowFactory.create(
        campaign.name(),
        campaign.holdsOut() ? "held-out" : "not-mailed",
        Date.valueOf(campaign.sentOn()),
        Date.valueOf(campaign.untilOn()),
        campaign.windowDays(),
        campaign.isOver(),
        campaign.contacted(),
        treated.count(),
        treated.converted(),
        control.count(),
        control.converted(),
        known((double) treated.converted() / treated.count()),
        known((double) control.converted() / control.count()),
        known(shares.difference()),
        known(shares.low()),
        known(shares.high()),
        known(treated.spent() / treated.count()),
        known(control.spent() / control.count()),
        known(revenue.difference()),
        known(revenue.low()),
        known(revenue.high()),
        beforeIsKnown ? known(treated.before() / treated.count()) : null,
        beforeIsKnown ? known(control.before() / control.count()) : null,
        beforeIsKnown ? known(change.difference()) : null,
        beforeIsKnown ? known(change.low()) : null,
        beforeIsKnown ? known(change.high()) : null,
        treated.couponOrders(),
        campaign.redemptions(),
        campaign.redeemers(),
        confidence,
        run.currency());
  }

  private static Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
