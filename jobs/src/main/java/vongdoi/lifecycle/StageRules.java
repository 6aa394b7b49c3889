package vongdoi.lifecycle;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.common.catalog.Gold;

/** Stage and status of each customer as of a date, told from facts alone: docs/lifecycle.md. */
final class StageRules {
  private static final String CHANGES =
      "if(is_subscribed, array(), array(if(stage in ('purchase', 'develop'), due_on, null),"
          + " cooling_on, at_risk_on, lapsed_on))";

  private final LifecycleConfig config;

  StageRules(LifecycleConfig config) {
    this.config = config;
  }

  /**
   * Columns of gold.lifecycle.
   *
   * @param facts one row per customer: {@code first_seen_on, seen_on, is_subscribed,
   *     alive_probability} and what {@link PurchaseRhythm} and {@link Advocacy} found, null where
   *     they found nothing
   * @param date the run date
   */
  Dataset<Row> of(Dataset<Row> facts, Column date) {
    return facts
        .withColumn("_date", date)
        .withColumn("engaged_on", expr("try_element_at(filter(spoken_on, d -> d >= first_day), 1)"))
        .withColumn("_shared_on", expr("if(denied_on >= shared_on, null, shared_on)"))
        .withColumn(
            "advocate_on", expr("greatest(least(nps_on, praised_on, _shared_on), first_day)"))
        .withColumn("lapsed_on", expr(lapsed()))
        .withColumn("at_risk_on", expr(falls(config.ratios().atRisk(), days().atRisk())))
        .withColumn("cooling_on", expr(falls(config.ratios().cooling(), days().cooling())))
        .withColumn("stage", expr(stage()))
        .withColumn("since", expr(since()))
        .withColumn("_by_rule", expr(byRule()))
        .withColumn("_by_score", expr(byScore()))
        .withColumn("_rank", expr("greatest(_by_rule, _by_score)"))
        .withColumn("status", expr("array('active', 'cooling', 'at-risk', 'lapsed')[_rank]"))
        .withColumn("status_since", expr(statusSince()))
        .withColumn("until", expr("array_min(filter(" + CHANGES + ", d -> d > _date))"))
        .withColumn(
            "is_returned",
            expr(
                "coalesce(datediff(_date, returned_on) <= %d, false)"
                    .formatted(config.returnedDays())))
        .withColumn("reason", expr(StageReason.ENGLISH.sql(config.promoter())))
        .withColumn("reason_vi", expr(StageReason.VIETNAMESE.sql(config.promoter())))
        .select(Gold.LIFECYCLE.columnNames().stream().map(functions::col).toArray(Column[]::new));
  }

  /** Rank of the status by time alone: 0 active to 3 lapsed. */
  private static String byRule() {
    return "case when is_subscribed then 0 when _date >= lapsed_on then 3"
        + " when _date >= at_risk_on then 2 when _date >= cooling_on then 1 else 0 end";
  }

  /** Rank of the status by P(alive); 0 where there is no score, or a subscription says more. */
  private String byScore() {
    LifecycleConfig.Alive alive = config.alive();
    return "case when is_subscribed or purchases is null then 0"
        + " when alive_probability < %sD then 3 when alive_probability < %sD then 2 else 0 end"
            .formatted(alive.lapsedBelow(), alive.atRiskBelow());
  }

  /** Facts do not tell when a score fell, nor since when somebody comes who never bought. */
  private String statusSince() {
    return "case when _by_score > _by_rule then null"
        + " when status = 'lapsed' then lapsed_on when status = 'at-risk' then at_risk_on"
        + " when status = 'cooling' then cooling_on when purchases is not null then revived_on"
        + " when datediff(seen_on, first_seen_on) <= %d then first_seen_on end"
            .formatted(days().cooling());
  }

  private LifecycleConfig.VisitorDays days() {
    return config.visitorDays();
  }

  private String lapsed() {
    return "if(purchases is null, date_add(seen_on, %d), least(%s, date_add(last_day, %d)))"
        .formatted(
            days().lapsed() + 1,
            PurchaseRhythm.after("last_day", "gap_days", config.ratios().lapsed()),
            config.lapsedDays() + 1);
  }

  private static String falls(double ratio, int visitorDays) {
    return "least(lapsed_on, if(purchases is null, date_add(seen_on, %d), %s))"
        .formatted(visitorDays + 1, PurchaseRhythm.after("last_day", "gap_days", ratio));
  }

  private static String stage() {
    return "case when purchases is null then 'reach'"
        + " when least(nps_on, praised_on, _shared_on) is not null then 'advocate'"
        + " when not is_subscribed and _date >= due_on then 'retain'"
        + " when purchases >= 2 or engaged_on is not null then 'develop' else 'purchase' end";
  }

  private static String since() {
    return "case stage when 'reach' then first_seen_on when 'advocate' then advocate_on"
        + " when 'retain' then due_on when 'purchase' then first_day"
        + " else greatest(least(second_day, engaged_on), resumed_on) end";
  }
}
