package vongdoi.lifecycle;

import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
   * @param facts one row per customer: {@code first_seen_on, seen_on, is_subscribed} and what
   *     {@link PurchaseRhythm} and {@link Advocacy} found, null where they found nothing
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
        .withColumn(
            "status",
            expr(
                "case when is_subscribed then 'active' when _date >= lapsed_on then 'lapsed'"
                    + " when _date >= at_risk_on then 'at-risk'"
                    + " when _date >= cooling_on then 'cooling' else 'active' end"))
        .withColumn("until", expr("array_min(filter(" + CHANGES + ", d -> d > _date))"))
        .withColumn("reason", expr(reason()))
        .select(
            List.of("customer_id", "stage", "status", "since", "until", "reason").stream()
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new));
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
        + " else greatest(least(second_day, engaged_on), returned_on) end";
  }

  private String reason() {
    String count =
        "concat(purchases, if(purchases = 1, ' purchase, on ', ' purchases, last on '),"
            + " last_day)";
    String gap =
        "if(purchases = 1, '', concat(', one every ', cast(round(gap_days) as int)," + " ' days'))";
    return "case stage when 'reach' then concat('no purchase yet; last seen on ', seen_on)"
        + " when 'advocate' then concat('recommends us since ', advocate_on, ': ', "
        + why()
        + ", '; ', "
        + count
        + ", "
        + gap
        + ")"
        + " when 'retain' then concat("
        + count
        + ", "
        + gap
        + ", '; due since ', due_on)"
        + " else concat("
        + count
        + ", "
        + gap
        + ", if(stage = 'develop' and purchases = 1, concat('; spoke to us on ', engaged_on), ''),"
        + " if(is_subscribed, '; subscription in force', concat('; due on ', due_on))) end";
  }

  private String why() {
    LifecycleConfig.Promoter p = config.promoter();
    return "concat_ws(', ', if(nps_on is not null, 'NPS of %d or more', null),"
            .formatted(p.npsScore())
        + " if(praised_on is not null, '%d good reviews or more', null),".formatted(p.goodReviews())
        + " if(_shared_on is not null, '%d shares or more', null))".formatted(p.shares());
  }
}
