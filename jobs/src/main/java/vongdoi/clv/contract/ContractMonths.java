package vongdoi.clv.contract;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Table;

/**
 * Contracts month by month: what the hazard is learnt from and scored on. A row is a contract in
 * force when a month begins, with what is known by then.
 *
 * <p>Where ends have dates the months lie in the past. A snapshot knows only who left in the month
 * that it closes: its one month is that one, and a contract's age is the one reached in it.
 */
public record ContractMonths(LocalDate date, Kind kind) {

  /** What the data say of ends. */
  public enum Kind {
    /** Ends have dates of their own. */
    HISTORY,
    /** Whoever left did so in the last month. */
    SNAPSHOT
  }

  /** A month on average, in days. */
  public static final double DAYS = 365.25 / 12;

  /** Days before a month within which payments, visits and complaints count. */
  private static final int FACT_DAYS = 90;

  /** Days before a month within which a payment tells the method. */
  private static final int METHOD_DAYS = 400;

  private static final String EPSILON = "1e-9D";

  /** What the rows are made from. */
  public static List<Table> tables() {
    return List.of(Silver.SUBSCRIPTIONS, Silver.PAYMENTS, Silver.SESSIONS, Silver.FEEDBACK);
  }

  /** Months by which the age of a row is ahead of the age at its begin. */
  int lead() {
    return kind == Kind.SNAPSHOT ? 1 : 0;
  }

  /**
   * Months that have passed, with {@code label} (1: the contract ended in it).
   *
   * @param contracts as {@link Contracts#at} gives them for the date
   * @param most months back
   */
  public Dataset<Row> past(Dataset<Row> contracts, int most, Inputs inputs) {
    List<LocalDate> begins =
        IntStream.rangeClosed(1, kind == Kind.SNAPSHOT ? 1 : most)
            .mapToObj(date::minusMonths)
            .toList();
    String months =
        IntStream.range(0, begins.size())
            .mapToObj(
                i ->
                    "struct(date'%s' as month_begin, date'%s' as month_end)"
                        .formatted(begins.get(i), i == 0 ? date : begins.get(i - 1)))
            .collect(Collectors.joining(", ", "explode(array(", ")) as month"));
    boolean isSnapshot = kind == Kind.SNAPSHOT;
    Dataset<Row> rows =
        contracts
            .selectExpr("*", months)
            .selectExpr("*", "month.month_begin", "month.month_end")
            .drop("month")
            .where("coalesce(ended_on > month_begin, true)")
            .where(isSnapshot ? "true" : "started <= month_begin")
            .selectExpr(
                "*",
                (isSnapshot ? "elapsed * months" : "months_between(month_begin, started)")
                    + " as reached",
                "double(coalesce(ended_on <= month_end, false)) as label");
    return described(rows, begins, inputs);
  }

  /** Months to come of contracts in force, from {@code ahead} 0 on. */
  public Dataset<Row> ahead(Dataset<Row> contracts, int months, Inputs inputs) {
    Dataset<Row> rows =
        ahead(contracts, months)
            .withColumn("month_begin", lit(Date.valueOf(date)))
            .selectExpr("*", "elapsed * months + ahead + %d as reached".formatted(lead()));
    return described(rows, List.of(date), inputs);
  }

  /** The same with nothing but {@code ahead} and {@code renewals_due}, the renewals within it. */
  public static Dataset<Row> ahead(Dataset<Row> contracts, int months) {
    return contracts
        .where("ended = 0")
        .selectExpr("*", "explode(sequence(0, %d)) as ahead".formatted(months - 1))
        .selectExpr(
            "*",
            "floor(elapsed + (ahead + 1) / months + %s) - floor(elapsed + ahead / months + %s)"
                    .formatted(EPSILON, EPSILON)
                + " as renewals_due");
  }

  /** Adds {@code price}, {@code due} and what payments, visits and complaints tell. */
  private Dataset<Row> described(Dataset<Row> rows, List<LocalDate> begins, Inputs inputs) {
    String begun = "greatest(reached - %d, 0D)".formatted(lead());
    Dataset<Row> priced =
        rows.selectExpr(
            "*",
            "cast(amount as double) / months as price",
            "double(floor((%s + 1) / months + %s) - floor(%s / months + %s)) as due"
                .formatted(begun, EPSILON, begun, EPSILON));
    return withVisits(
        withTickets(withPayments(priced, begins, inputs), begins, inputs), begins, inputs);
  }

  private Dataset<Row> withPayments(Dataset<Row> rows, List<LocalDate> begins, Inputs inputs) {
    if (inputs.isEmpty(Silver.PAYMENTS)) {
      return rows.withColumn("payment_method", lit(null).cast("string"))
          .withColumn("failed_payments", lit(0.0));
    }
    Dataset<Row> facts =
        inputs
            .table(Silver.PAYMENTS)
            .where("subscription_id is not null")
            .selectExpr(
                "subscription_id",
                "method",
                "status",
                "created_at",
                "payment_id",
                day("created_at", inputs))
            .selectExpr("*", months(begins, METHOD_DAYS))
            .groupBy("subscription_id", "month_begin")
            .agg(
                expr("max_by(method, struct(created_at, payment_id)) as payment_method"),
                expr(
                    "double(count_if(status = 'failed' and day > date_sub(month_begin, %d)))"
                            .formatted(FACT_DAYS)
                        + " as failed_payments"));
    return rows.join(facts, new String[] {"subscription_id", "month_begin"}, "left")
        .na()
        .fill(0.0, new String[] {"failed_payments"});
  }

  private Dataset<Row> withTickets(Dataset<Row> rows, List<LocalDate> begins, Inputs inputs) {
    if (inputs.isEmpty(Silver.FEEDBACK)) {
      return rows.withColumn("tickets", lit(0.0));
    }
    return counted(
        rows,
        inputs
            .table(Silver.FEEDBACK)
            .where("customer_id is not null and kind in ('complaint', 'question')")
            .selectExpr("customer_id", day("given_at", inputs)),
        begins,
        "tickets");
  }

  private Dataset<Row> withVisits(Dataset<Row> rows, List<LocalDate> begins, Inputs inputs) {
    if (inputs.isEmpty(Silver.SESSIONS)) {
      return rows.withColumn("visits", lit(0.0));
    }
    return counted(
        rows,
        inputs.table(Silver.SESSIONS).selectExpr("customer_id", "session_date as day"),
        begins,
        "visits");
  }

  private static Dataset<Row> counted(
      Dataset<Row> rows, Dataset<Row> days, List<LocalDate> begins, String name) {
    Dataset<Row> facts =
        days.selectExpr("customer_id", months(begins, FACT_DAYS))
            .groupBy("customer_id", "month_begin")
            .agg(expr("double(count(1)) as " + name));
    return rows.join(facts, new String[] {"customer_id", "month_begin"}, "left")
        .na()
        .fill(0.0, new String[] {name});
  }

  /** Each month that begins on the fact's day or within so many days after. */
  private static String months(List<LocalDate> begins, int days) {
    return "explode(filter(array(%s), b -> day <= b and day > date_sub(b, %d))) as month_begin"
        .formatted(dates(begins), days);
  }

  private static String day(String moment, Inputs inputs) {
    return "to_date(from_utc_timestamp(%s, '%s')) as day"
        .formatted(moment, inputs.run().zone().getId());
  }

  private static String dates(List<LocalDate> dates) {
    return dates.stream().map(d -> "date'" + d + "'").collect(Collectors.joining(", "));
  }
}
