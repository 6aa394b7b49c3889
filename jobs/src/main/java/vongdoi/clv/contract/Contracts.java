package vongdoi.clv.contract;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.common.job.Run;
import vongdoi.models.contract.ShiftedBetaGeometric;
import vongdoi.models.contract.ShiftedBetaGeometricDistribution;
import vongdoi.models.fitting.FitSummary;

/** Subscriptions as contracts that are renewed period by period. */
public final class Contracts {
  /**
   * Months of a period, from words such as {@code year}, {@code 2 years}, {@code Two year}, {@code
   * half-yearly}, {@code 6 months} or {@code Month-to-month}; words without a unit count as a
   * month.
   */
  private static final String MONTHS =
      "(case when lower(interval) rlike 'year|annual|năm' then 12D"
          + " when lower(interval) rlike 'quarter|quý' then 3D"
          + " when lower(interval) rlike 'week|tuần' then 7 / 30.4375D"
          + " when lower(interval) rlike 'day|daily|ngày' then 1 / 30.4375D else 1D end)"
          + " * (case when interval rlike '[1-9]'"
          + " then cast(regexp_extract(interval, '([1-9][0-9]{0,2})', 1) as double)"
          + " when lower(interval) rlike 'half|semi|nửa' then 0.5D"
          + " when lower(interval) rlike 'two|hai' then 2D"
          + " when lower(interval) rlike 'three|^ba ' then 3D"
          + " when lower(interval) rlike 'six|sáu' then 6D else 1D end)";

  /** Plan of the contracts whose own plan has too few, or none. */
  private static final String OTHERS = "";

  /**
   * An end within so many periods after a renewal was due is one at that renewal: dunning takes
   * time.
   */
  private static final double GRACE = 0.25;

  private Contracts() {}

  /**
   * Each subscription begun by the date as it stood then: {@code elapsed} periods, {@code ended} 0
   * or 1, and {@code periods} that came to their end. One that ended without saying when is taken
   * to have ended on the day of the run: a snapshot knows no more.
   */
  public static Dataset<Row> at(Dataset<Row> subscriptions, LocalDate date, Run run) {
    String day = "to_date(from_utc_timestamp(%s, '" + run.zone().getId() + "'))";
    return subscriptions
        .where("started_at is not null and coalesce(status, '') <> 'trialing'")
        .selectExpr(
            "subscription_id",
            "customer_id",
            "coalesce(amount, 0) as amount",
            "currency",
            "coalesce(plan, '" + OTHERS + "') as plan",
            "interval",
            "attributes",
            MONTHS + " as months",
            day.formatted("started_at") + " as started",
            "if(status in ('cancelled', 'lapsed'), "
                + "coalesce("
                + day.formatted("coalesce(cancelled_at, current_period_end)")
                + ", date'"
                + run.date()
                + "'), "
                + day.formatted("cancelled_at")
                + ") as ended_on")
        .where("started <= date'" + date + "'")
        .withColumn("ended", col("ended_on").leq(Date.valueOf(date)).cast("int"))
        .na()
        .fill(0, new String[] {"ended"})
        .selectExpr(
            "*",
            "months_between(if(ended = 1, ended_on, date'%s'), started) / months as elapsed"
                .formatted(date))
        .selectExpr(
            "*",
            "cast(if(ended = 1, greatest(ceil(elapsed - %sD), 1), floor(elapsed + 1e-9D)) as int)"
                    .formatted(GRACE)
                + " as periods");
  }

  /**
   * Alpha and beta of each length of period, as {@code alpha.1.0} for a month, and of each plan
   * with enough contracts, as {@code alpha.1.0.basic}.
   */
  public static Map<String, Double> fit(Dataset<Row> contracts, long minContracts) {
    List<Row> kinds =
        contracts
            .groupBy("months", "plan")
            .agg(count("*").as("ofPlan"))
            .withColumn("ofLength", sum("ofPlan").over(Window.partitionBy("months")))
            .orderBy("months", "plan")
            .collectAsList();
    Map<String, Double> parameters = new TreeMap<>();
    for (Row kind : kinds) {
      double months = kind.getDouble(0);
      String plan = kind.getString(1);
      Dataset<Row> ofLength = contracts.where(col("months").equalTo(months));
      if (!parameters.containsKey("alpha" + key(months, OTHERS))) {
        put(parameters, key(months, OTHERS), ofLength, kind.getLong(3) < minContracts);
      }
      if (!plan.equals(OTHERS) && kind.getLong(2) >= minContracts) {
        put(parameters, key(months, plan), ofLength.where(col("plan").equalTo(plan)), false);
      }
    }
    return parameters;
  }

  private static void put(
      Map<String, Double> parameters, String key, Dataset<Row> contracts, boolean isFew) {
    ShiftedBetaGeometric estimator = new ShiftedBetaGeometric();
    if (isFew) {
      estimator.setPrior("always");
    }
    FitSummary fit = estimator.fit(contracts).summary();
    fit.names().forEach(name -> parameters.put(name + key, fit.parameter(name)));
  }

  private static String key(double months, String plan) {
    return "." + months + (plan.equals(OTHERS) ? "" : "." + plan);
  }

  /**
   * Adds to contracts in force {@code renewal_probability}, {@code churn_probability}, {@code
   * expected_renewals} and {@code discounted_renewals} within the given days.
   */
  public static Dataset<Row> scored(
      Dataset<Row> inForce, Map<String, Double> parameters, int days, double annualRate) {
    Dataset<Row> due =
        inForce
            .selectExpr("*", "cast(periods as double) as renewals")
            .selectExpr(
                "*",
                "floor(elapsed + %d / 30.4375D / months + 1e-9D) - periods as due".formatted(days));
    Column[] contract = {col("months"), col("plan"), col("renewals"), col("due").cast("double")};
    return due.withColumn(
            "renewal_probability",
            figure(parameters, contract, (law, m, r, n) -> law.renewalProbability(r)))
        .withColumn(
            "churn_probability",
            figure(parameters, contract, (law, m, r, n) -> 1 - law.survivalProbability(r, n)))
        .withColumn(
            "expected_renewals",
            figure(parameters, contract, (law, m, r, n) -> law.expectedRenewals(r, n)))
        .withColumn(
            "discounted_renewals",
            figure(
                parameters,
                contract,
                (law, m, r, n) ->
                    law.discountedRenewals(r, n, Math.pow(1 + annualRate, m / 12) - 1)));
  }

  /** Adds {@code hazard}, the probability of an end within it, to months to come. */
  public static Dataset<Row> withHazard(Dataset<Row> ahead, Map<String, Double> parameters) {
    Column[] contract = {
      col("months"), col("plan"), expr("cast(periods as double)"), col("due").cast("double")
    };
    String until = "floor(elapsed + (ahead + %d) / months + 1e-9D) - periods as due";
    Figure survival = (law, m, r, n) -> law.survivalProbability(r, n);
    return ahead
        .selectExpr("*", until.formatted(0))
        .withColumn("survival_before", figure(parameters, contract, survival))
        .drop("due")
        .selectExpr("*", until.formatted(1))
        .withColumn("survival_after", figure(parameters, contract, survival))
        .withColumn("hazard", expr("least(1 - survival_after / survival_before, 1 - 1e-9D)"));
  }

  /** A figure of one contract. */
  @FunctionalInterface
  private interface Figure extends Serializable {
    double of(ShiftedBetaGeometricDistribution law, double months, double renewals, double due);
  }

  private static Column figure(Map<String, Double> parameters, Column[] contract, Figure figure) {
    Map<String, Double> own = new TreeMap<>(parameters);
    UDF4<Double, String, Double, Double, Double> value =
        (months, plan, renewals, due) -> {
          String key = key(months, own.containsKey("alpha" + key(months, plan)) ? plan : OTHERS);
          Double alpha = own.get("alpha" + key);
          return alpha == null
              ? null
              : (Double)
                  figure.of(
                      new ShiftedBetaGeometricDistribution(alpha, own.get("beta" + key)),
                      months,
                      renewals,
                      due);
        };
    return udf(value, DataTypes.DoubleType).apply(contract);
  }
}
