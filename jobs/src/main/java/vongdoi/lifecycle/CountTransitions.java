package vongdoi.lifecycle;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Past;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/**
 * Month by month, from which stage to which customers went. Intervals of past months stay as they
 * are, so that only the months since the last run are counted.
 */
public final class CountTransitions implements Job {

  @Override
  public String name() {
    return "lifecycle.transitions";
  }

  @Override
  public String meaning() {
    return "Counts month by month from which stage to which customers went";
  }

  @Override
  public List<Table> reads() {
    return List.of(Gold.LIFECYCLE_HISTORY);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.replacePartitions(Gold.STAGE_TRANSITIONS));
  }

  @Override
  public String settings() {
    return "";
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> history = inputs.table(Gold.LIFECYCLE_HISTORY).where("since <= " + date(inputs));
    LocalDate first =
        inputs.seen().map(Past.Seen::date).orElseGet(() -> oldest(history, inputs.run().date()));
    LocalDate month = first.withDayOfMonth(1);
    return Outputs.of(Gold.STAGE_TRANSITIONS, of(history, month, inputs.run().date()));
  }

  private static LocalDate oldest(Dataset<Row> history, LocalDate otherwise) {
    Date since = history.selectExpr("min(since)").head().getDate(0);
    return since == null ? otherwise : since.toLocalDate();
  }

  /** Transitions of the months from the first one to that of the date, which may be running. */
  static Dataset<Row> of(Dataset<Row> history, LocalDate firstMonth, LocalDate date) {
    String months =
        "sequence(date'%s', date'%s', interval 1 month)"
            .formatted(firstMonth, date.withDayOfMonth(1));
    return history
        .where(col("until").isNull().or(col("until").geq(lit(Date.valueOf(firstMonth)))))
        .withColumn("month", expr("explode(" + months + ")"))
        .withColumn("_start", expr("date_sub(month, 1)"))
        .withColumn("_end", expr("least(last_day(month), date'%s')".formatted(date)))
        .groupBy("customer_id", "month")
        .agg(
            expr("max(stage) filter (where " + covers("_start") + ")").as("from_stage"),
            expr("max(stage) filter (where " + covers("_end") + ")").as("to_stage"))
        .where("from_stage is not null or to_stage is not null")
        .selectExpr(
            "month",
            "coalesce(from_stage, 'new') as from_stage",
            "coalesce(to_stage, 'gone') as to_stage")
        .groupBy("month", "from_stage", "to_stage")
        .agg(expr("count(1)").as("customers_count"))
        .withColumn(
            "share",
            expr("customers_count / sum(customers_count) over (partition by month, from_stage)"));
  }

  private static String covers(String day) {
    return "since <= %1$s and coalesce(until > %1$s, true)".formatted(day);
  }

  private static String date(Inputs inputs) {
    return "date'" + inputs.run().date() + "'";
  }
}
