package vongdoi.lifecycle;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Run;

/**
 * Since when a customer recommends: by NPS, by good reviews or by sharing. Whatever negative was
 * said later takes it back, and an NPS answer below the mark takes back the NPS.
 */
final class Advocacy {
  private final LifecycleConfig.Promoter promoter;
  private final Run run;

  Advocacy(LifecycleConfig.Promoter promoter, Run run) {
    this.promoter = promoter;
    this.run = run;
  }

  /**
   * One row per customer who spoke: {@code spoken_on} (dates, sorted), {@code nps_on, praised_on}.
   */
  Dataset<Row> voices(Dataset<Row> feedback) {
    String from = "coalesce(%s, timestamp'0001-01-01 00:00:00')";
    String promotes = "kind = 'nps' and score >= " + promoter.npsScore();
    return feedback
        .where("customer_id is not null")
        .groupBy("customer_id")
        .agg(
            expr("sort_array(collect_set(" + day("given_at") + "))").as("spoken_on"),
            expr("max(given_at) filter (where sentiment = 'negative')").as("denied_at"),
            expr("max(given_at) filter (where kind = 'nps' and not (" + promotes + "))")
                .as("cooled_at"),
            times(promotes).as("promoted"),
            times("kind = 'review' and score >= " + promoter.reviewScore() + "D").as("praised"))
        .selectExpr(
            "customer_id",
            "spoken_on",
            "denied_at",
            day(
                    "try_element_at(filter(promoted, t -> t > "
                        + from.formatted("greatest(denied_at, cooled_at)")
                        + "), 1)")
                + " as nps_on",
            day(
                    "try_element_at(filter(praised, t -> t > "
                        + from.formatted("denied_at")
                        + "), "
                        + promoter.goodReviews()
                        + ")")
                + " as praised_on");
  }

  /** One row per customer who shared enough: the day {@code shared_on} on which it was enough. */
  Dataset<Row> shares(Dataset<Row> sessions) {
    return sessions
        .where("shares_count > 0")
        .withColumn(
            "shared",
            expr(
                "sum(shares_count) over (partition by customer_id order by started_at, session_id"
                    + " rows between unbounded preceding and current row)"))
        .where("shared >= " + promoter.shares())
        .groupBy("customer_id")
        .agg(expr("min(session_date)").as("shared_on"));
  }

  private static Column times(String condition) {
    return expr("sort_array(collect_list(if(" + condition + ", given_at, null)))");
  }

  private String day(String timestamp) {
    return "to_date(from_utc_timestamp(" + timestamp + ", '" + run.zone().getId() + "'))";
  }
}
