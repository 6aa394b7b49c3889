package vongdoi.clv.contract;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * From the hazards of the months to come to how long contracts run and what they bring.
 *
 * <p>Example: with hazards 0.1 and 0.2 of a contract renewed each month, 0.72 of such contracts run
 * on after two months, and 0.9 + 0.72 renewals are expected.
 */
public final class SurvivalCurve {
  private static final WindowSpec SO_FAR =
      Window.partitionBy("subscription_id")
          .orderBy("ahead")
          .rowsBetween(Window.unboundedPreceding(), Window.currentRow());

  private SurvivalCurve() {}

  /** Whole months that come nearest to some days, at least one. */
  public static int months(int days) {
    return (int) Math.max(1, Math.round(days / ContractMonths.DAYS));
  }

  /**
   * Adds to months to come with {@code hazard} and {@code renewals_due}: {@code survival} at the
   * end of each, and the sums up to it of {@code renewals} and, discounted, {@code discounted}.
   */
  public static Dataset<Row> of(Dataset<Row> months, double annualRate) {
    return months
        .withColumn("log_survival", sum(expr("ln(1 - hazard)")).over(SO_FAR))
        .withColumn("survival", expr("exp(log_survival)"))
        .withColumn("renewals", sum(expr("renewals_due * survival")).over(SO_FAR))
        .withColumn(
            "discounted",
            sum(expr(
                    "renewals_due * survival * pow(%sD, -(ahead + 1) / 12D)"
                        .formatted(1 + annualRate)))
                .over(SO_FAR));
  }

  /** Adds empty reasons, where a model has none. */
  public static Dataset<Row> withoutReasons(Dataset<Row> rows) {
    return rows.selectExpr(
        "*",
        "cast(null as array<string>) as reasons_en",
        "cast(null as array<string>) as reasons_vi");
  }

  /**
   * Of each contract {@code subscription_id, renewal_probability, churn_probability,
   * expected_renewals, discounted_renewals} within some days; the first is null where no renewal is
   * due within the months of the curve.
   */
  public static Dataset<Row> within(Dataset<Row> curve, int days) {
    int whole = (int) (days / ContractMonths.DAYS);
    double rest = days / ContractMonths.DAYS - whole;
    String last = "if(ahead = %d, %s, null)";
    return curve
        .groupBy(col("subscription_id"))
        .agg(
            expr(
                "min_by(if(renewals_due > 0, exp(log_survival - ln(1 - hazard)) * pow(1 - hazard,"
                    + " 1 / renewals_due), null), if(renewals_due > 0, ahead, null))"
                    + " as renewal_probability"),
            expr(
                "max("
                    + (rest > 0
                        ? last.formatted(
                            whole,
                            "1 - exp(log_survival - ln(1 - hazard)) * pow(1 - hazard, %sD)"
                                .formatted(rest))
                        : last.formatted(whole - 1, "1 - survival"))
                    + ") as churn_probability"),
            expr("max(" + last.formatted(months(days) - 1, "renewals") + ") as expected_renewals"),
            expr(
                "max("
                    + last.formatted(months(days) - 1, "discounted")
                    + ") as discounted_renewals"),
            expr("max(if(ahead = 0, reasons_en, null)) as reasons_en"),
            expr("max(if(ahead = 0, reasons_vi, null)) as reasons_vi"));
  }
}
