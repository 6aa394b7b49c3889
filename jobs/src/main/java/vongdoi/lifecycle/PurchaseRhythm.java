package vongdoi.lifecycle;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How often each customer buys. The usual gap after a purchase day is the mean gap so far, so that
 * what is said of any day in the past is what was known on it. Example: days 1, 11 and 31 give gaps
 * of 10 and then 15 days.
 */
final class PurchaseRhythm {
  private static final String BY_DAY = " over (partition by customer_id order by day)";
  private final LifecycleConfig config;

  PurchaseRhythm(LifecycleConfig config) {
    this.config = config;
  }

  /**
   * One row per buyer: {@code purchases, first_day, second_day, last_day, gap_days, due_on}, and
   * the last purchase that came after its due date ({@code resumed_on}), that found the customer
   * not active any more or new ({@code revived_on}), or at risk or lapsed ({@code returned_on}).
   *
   * @param days {@code customer_id, day}
   */
  Dataset<Row> of(Dataset<Row> days) {
    LifecycleConfig.Rhythm rhythm = config.rhythm();
    return days.distinct()
        .withColumn("n", expr("row_number()" + BY_DAY))
        .withColumn("first_day", expr("first(day)" + BY_DAY))
        .withColumn(
            "gap_days",
            expr(
                "if(n = 1, %dD, least(greatest(datediff(day, first_day) / cast(n - 1 as double),"
                        .formatted(rhythm.firstOrderDays())
                    + " %dD), %dD))".formatted(rhythm.floorDays(), rhythm.ceilingDays())))
        .withColumn("due_on", expr(after("day", "gap_days", config.ratios().due())))
        .withColumn("cooling_on", expr(falls(config.ratios().cooling())))
        .withColumn("at_risk_on", expr(falls(config.ratios().atRisk())))
        .withColumn("resumes", expr("lag(due_on)" + BY_DAY + " <= day"))
        .withColumn("revives", expr("n = 1 or lag(cooling_on)" + BY_DAY + " <= day"))
        .withColumn("returns", expr("lag(at_risk_on)" + BY_DAY + " <= day"))
        .groupBy("customer_id")
        .agg(
            expr("max(struct(n, day, gap_days, due_on))").as("last"),
            expr("min(first_day)").as("first_day"),
            expr("min(if(n = 2, day, null))").as("second_day"),
            expr("max(if(resumes, day, null))").as("resumed_on"),
            expr("max(if(revives, day, null))").as("revived_on"),
            expr("max(if(returns, day, null))").as("returned_on"))
        .selectExpr(
            "customer_id",
            "last.n as purchases",
            "first_day",
            "second_day",
            "last.day as last_day",
            "last.gap_days",
            "last.due_on",
            "resumed_on",
            "revived_on",
            "returned_on");
  }

  /** SQL: when a status falls after a purchase day; at any rhythm a customer lapses in time. */
  private String falls(double ratio) {
    return "least(%s, date_add(day, %d))"
        .formatted(after("day", "gap_days", ratio), config.lapsedDays() + 1);
  }

  /** SQL: first date on which more than {@code ratio} gaps have passed since a day. */
  static String after(String day, String gap, double ratio) {
    return "date_add(%s, cast(floor(%s * %sD) as int) + 1)".formatted(day, gap, ratio);
  }
}
