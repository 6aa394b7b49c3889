package vongdoi.report;

import static org.apache.spark.sql.functions.expr;
import static vongdoi.report.Figures.figure;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/** How many customers, where they stand and go, what they are worth, and who is leaving. */
final class CustomerFigures {
  private static final String[] CUSTOMER = {"customer_id"};

  /** Lower ends of the spans that days in a stage are counted in. */
  private static final String DAYS_FROM =
      "element_at(filter(array(0, 8, 31, 91, 181, 366), f -> f <= days), -1)";

  /** Lower ends of a histogram's bars: 0, then 1, 2, 5, 10, 20, 50 … */
  private static final String AMOUNT_FROM =
      "if(clv_amount < 1, 0D, power * case when clv_amount >= 5 * power then 5"
          + " when clv_amount >= 2 * power then 2 else 1 end)";

  private CustomerFigures() {}

  /** One narrow row per customer: all that is counted of customers comes from it. */
  static Dataset<Row> people(Inputs inputs) {
    String zone = inputs.run().zone().getId();
    String month = "trunc(from_utc_timestamp(%s, '" + zone + "'), 'MM')";
    return inputs
        .table(Silver.PROFILES)
        .selectExpr(
            "customer_id",
            "customer_kind",
            "currency",
            "total_amount",
            "orders_count",
            "records_count",
            month.formatted("first_order_at") + " as first_month",
            "months_between(last_order_at, first_order_at) as bought_months",
            "acquisition_source",
            "acquisition_medium")
        .join(
            inputs.table(Gold.LIFECYCLE).select("customer_id", "stage", "status", "since"),
            CUSTOMER,
            "full")
        .join(
            inputs
                .table(Gold.CLV_SCORES)
                .selectExpr("customer_id", "clv_amount", "tier", "currency as clv_currency"),
            CUSTOMER,
            "full")
        .join(
            inputs
                .table(Gold.CHURN_SCORES)
                .selectExpr(
                    "customer_id", "churn_probability", "horizon_days as churn_horizon_days"),
            CUSTOMER,
            "full")
        .drop("customer_id");
  }

  /** Customers by stage, status and currency with what they have spent and are worth. */
  static Dataset<Row> funnel(Inputs inputs, Dataset<Row> people) {
    return people
        .where("stage is not null")
        .selectExpr(
            "stage",
            "status",
            "coalesce(currency, '" + inputs.run().currency() + "') as currency",
            "total_amount",
            "clv_amount",
            days(inputs, "since") + " as days")
        .groupBy("stage", "status", "currency")
        .agg(
            expr("count(1) as customers_count"),
            expr("cast(coalesce(sum(total_amount), 0) as decimal(38,2)) as total_amount"),
            expr("cast(coalesce(sum(clv_amount), 0) as decimal(38,2)) as clv_amount"),
            expr("avg(days) as mean_days_in_stage"))
        .withColumn("run_date", inputs.date());
  }

  static List<Dataset<Row>> of(Inputs inputs, Dataset<Row> people, Dataset<Row> funnel) {
    return List.of(
        customers(people),
        sales(inputs),
        figure(
            "stages",
            funnel,
            "stage",
            "status",
            "currency",
            "customers_count as customers",
            "mean_days_in_stage as days"),
        figure(
            "moves",
            inputs
                .table(Gold.STAGE_TRANSITIONS)
                .where("month >= add_months(trunc(" + day(inputs) + ", 'MM'), -11)"),
            "month",
            "from_stage as `from`",
            "to_stage as `to`",
            "customers_count as customers",
            "share"),
        timeInStage(inputs, people),
        retention(inputs),
        values(people),
        tiers(people),
        byMonth(inputs, people),
        byChannel(people),
        churn(people),
        lasting(inputs, people));
  }

  private static Dataset<Row> customers(Dataset<Row> people) {
    return figure(
        "customers",
        people
            .where("customer_kind is not null")
            .groupBy("customer_kind")
            .agg(
                expr("count(1) as customers"),
                expr("count_if(orders_count > 0) as buyers"),
                expr("coalesce(sum(orders_count), 0) as orders")),
        "customer_kind as kind",
        "customers",
        "buyers",
        "orders");
  }

  /** What was spent in each currency: amounts of two are never added. */
  private static Dataset<Row> sales(Inputs inputs) {
    return figure(
        "sales",
        inputs
            .table(Silver.PROFILES)
            .selectExpr("inline(spent_by_currency)")
            .groupBy("currency")
            .agg(expr("coalesce(sum(total_amount), 0) as amount")),
        "currency",
        "amount");
  }

  private static Dataset<Row> timeInStage(Inputs inputs, Dataset<Row> people) {
    return figure(
        "time_in_stage",
        people
            .where("since is not null")
            .selectExpr("stage", "greatest(0, " + days(inputs, "since") + ") as days")
            .selectExpr("stage", DAYS_FROM + " as from_days")
            .groupBy("stage", "from_days")
            .agg(expr("count(1) as customers")),
        "stage",
        "from_days",
        "customers");
  }

  /** Of those who first bought in a month, how many bought in each month since. */
  private static Dataset<Row> retention(Inputs inputs) {
    Dataset<Row> months =
        inputs
            .table(Silver.ORDERS)
            .where("is_valid")
            .selectExpr("customer_id", "trunc(order_date, 'MM') as month")
            .distinct()
            .selectExpr("month", "min(month) over (partition by customer_id) as first_month")
            .where("first_month >= add_months(trunc(" + day(inputs) + ", 'MM'), -12)");
    return figure(
        "retention",
        months
            .selectExpr(
                "first_month", "cast(months_between(month, first_month) as int) as months_later")
            .groupBy("first_month", "months_later")
            .agg(expr("count(1) as customers")),
        "first_month",
        "months_later",
        "customers");
  }

  private static Dataset<Row> values(Dataset<Row> people) {
    return figure(
        "values",
        people
            .where("clv_amount is not null")
            .selectExpr(
                "clv_currency",
                "double(clv_amount) as clv_amount",
                "pow(10D, floor(log10(greatest(1D, double(clv_amount))))) as power")
            .selectExpr("clv_currency", "clv_amount", AMOUNT_FROM + " as from_amount")
            .groupBy("clv_currency", "from_amount")
            .agg(expr("count(1) as customers")),
        "clv_currency as currency",
        "from_amount",
        "customers");
  }

  private static Dataset<Row> tiers(Dataset<Row> people) {
    return figure(
        "tiers",
        people
            .where("tier is not null")
            .groupBy("clv_currency", "tier")
            .agg(
                expr("count(1) as customers"),
                expr("sum(clv_amount) as amount"),
                expr("min(clv_amount) as least")),
        "clv_currency as currency",
        "tier",
        "customers",
        "amount",
        "least");
  }

  private static Dataset<Row> byMonth(Inputs inputs, Dataset<Row> people) {
    return figure(
        "by_month",
        worth(
            people.where(
                "orders_count > 0 and first_month >= add_months(trunc("
                    + day(inputs)
                    + ", 'MM'), -12)"),
            "first_month"),
        "first_month",
        "currency",
        "buyers",
        "spent",
        "value");
  }

  /** The channels that brought most buyers. */
  private static Dataset<Row> byChannel(Dataset<Row> people) {
    return figure(
        "by_channel",
        worth(
                people
                    .where("orders_count > 0")
                    .withColumn(
                        "channel",
                        expr("concat_ws(' / ', acquisition_source, acquisition_medium)")),
                "channel")
            .orderBy(expr("buyers").desc(), expr("channel"), expr("currency"))
            .limit(12),
        "channel",
        "currency",
        "buyers",
        "spent",
        "value");
  }

  private static Dataset<Row> worth(Dataset<Row> buyers, String by) {
    return buyers
        .groupBy(by, "currency")
        .agg(
            expr("count(1) as buyers"),
            expr("coalesce(sum(total_amount), 0) as spent"),
            expr("coalesce(sum(if(clv_currency = currency, clv_amount, null)), 0) as value"));
  }

  private static Dataset<Row> churn(Dataset<Row> people) {
    return figure(
        "churn",
        people
            .where("churn_probability is not null")
            .selectExpr(
                "churn_probability",
                "churn_horizon_days",
                "int(least(floor(churn_probability * 10), 9)) as tenth")
            .groupBy("tenth")
            .agg(
                expr("count(1) as customers"),
                expr("avg(churn_probability) as mean"),
                expr("max(churn_horizon_days) as days")),
        "tenth",
        "customers",
        "mean",
        "days");
  }

  /**
   * Whole months that buyers of each quarter have lasted: to the last order of those who have
   * lapsed, to this day of the others, who may buy on.
   */
  private static Dataset<Row> lasting(Inputs inputs, Dataset<Row> people) {
    String today = day(inputs);
    return figure(
        SurvivalCurves.COUNTS,
        people
            .where(
                "orders_count > 0 and first_month >= add_months(trunc("
                    + today
                    + ", 'QUARTER'), -24)")
            .selectExpr(
                "date(trunc(first_month, 'QUARTER')) as cohort",
                "coalesce(status, '') = 'lapsed' as is_lapsed",
                "bought_months",
                "months_between(" + today + ", first_month) as known_months")
            .selectExpr(
                "cohort",
                "is_lapsed",
                "int(greatest(0, if(is_lapsed, bought_months, known_months))) as months")
            .groupBy("cohort", "is_lapsed", "months")
            .agg(expr("count(1) as customers")),
        "cohort",
        "is_lapsed",
        "months",
        "customers");
  }

  private static String day(Inputs inputs) {
    return "date'" + inputs.run().date() + "'";
  }

  private static String days(Inputs inputs, String since) {
    return "datediff(" + day(inputs) + ", " + since + ")";
  }
}
