package vongdoi.report;

import static org.apache.spark.sql.functions.expr;
import static vongdoi.report.Figures.figure;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;

/** Which segments grew, what became of their messages, and what the plays brought. */
final class PlayFigures {
  /** Pairs of segments that the page shows, the largest: of 35 segments all. */
  private static final int MOST_OVERLAPS = 600;

  private PlayFigures() {}

  static List<Dataset<Row>> of(Inputs inputs) {
    return List.of(
        figure(
            "segments",
            inputs.table(Gold.SEGMENTS),
            "position",
            "segment",
            "name_en as en",
            "name_vi as vi",
            "action",
            "is_service"),
        sizes(inputs),
        figure(
            "overlaps",
            inputs
                .table(Gold.SEGMENT_OVERLAPS)
                .orderBy(expr("both_count").desc(), expr("segment"), expr("other_segment"))
                .limit(MOST_OVERLAPS),
            "segment",
            "other_segment as other",
            "both_count as both",
            "share_of_segment as share",
            "share_of_other as other_share"),
        messages(inputs),
        lists(inputs),
        figure(
            "plays",
            inputs.table(Gold.PLAY_RESULTS),
            "segment",
            "goal",
            "horizon_days as days",
            "treated_count as treated",
            "treated_converted_count as treated_converted",
            "treated_rate",
            "control_count as control",
            "control_converted_count as control_converted",
            "control_rate",
            "uplift",
            "uplift_low as low",
            "uplift_high as high",
            "incremental_amount as amount",
            "confidence",
            "currency"),
        figure(
            "campaigns",
            inputs
                .table(Gold.CAMPAIGN_RESULTS)
                .where("sent_on >= add_months(date'" + inputs.run().date() + "', -12)"),
            "campaign",
            "design",
            "sent_on",
            "treated_count as treated",
            "control_count as control",
            "rate_difference as difference",
            "rate_difference_low as low",
            "rate_difference_high as high",
            "redemptions_count as redemptions"));
  }

  /** Each day of the last month, and before that the first of each month. */
  private static Dataset<Row> sizes(Inputs inputs) {
    String today = "date'" + inputs.run().date() + "'";
    return figure(
        "sizes",
        inputs
            .table(Gold.SEGMENT_SIZES)
            .where("run_date <= " + today)
            .where(
                "run_date > date_sub(%1$s, 31) or day(run_date) = 1 and run_date > add_months(%1$s, -12)"
                    .formatted(today)),
        "run_date as date",
        "segment",
        "members_count as members",
        "members_before_count as before",
        "entered_count as entered",
        "exited_count as exited",
        "is_jump");
  }

  /** Planned messages by what became of them. */
  private static Dataset<Row> messages(Inputs inputs) {
    return figure(
        "messages",
        inputs
            .table(Gold.NEXT_ACTIONS)
            .groupBy("segment", "suppressed_reason")
            .agg(expr("count(1) as messages")),
        "segment",
        "coalesce(suppressed_reason, 'sent') as outcome",
        "messages");
  }

  private static Dataset<Row> lists(Inputs inputs) {
    return figure(
        "lists",
        inputs
            .table(Gold.AUDIENCE_LEDGER)
            .where("run_date = date'" + inputs.run().date() + "'")
            .groupBy("destination", "segment")
            .agg(
                expr("count(1) as members"),
                expr("count_if(delivered) as delivered"),
                expr("count_if(is_control) as control"),
                expr("count_if(suppressed_reason = 'no-consent') as no_consent"),
                expr("count_if(suppressed_reason = 'no-contact') as no_contact")),
        "destination",
        "segment",
        "members",
        "delivered",
        "control",
        "no_consent",
        "no_contact");
  }
}
