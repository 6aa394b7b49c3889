package vongdoi.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.trunc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/** The aggregates behind the page, all fetched at once: no figure is about one person. */
final class Figures {

  /**
   * @param key first name of the figure, such as a stage
   * @param detail second name, such as a status; never null
   * @param values the figures
   */
  record Line(String key, String detail, List<Double> values) {
    double value(int index) {
      return values.get(index);
    }
  }

  private final Map<String, List<Line>> sections = new TreeMap<>();

  private Figures() {}

  /** Lines of a section in the order of key and detail. */
  List<Line> section(String name) {
    return sections.getOrDefault(name, List.of());
  }

  /** Sum of one figure over a section. */
  double sum(String section, int index) {
    return section(section).stream().mapToDouble(line -> line.value(index)).sum();
  }

  /** Sums of one figure over a section by key or detail, in its order. */
  SortedMap<String, Double> sums(String section, int index, Function<Line, String> by) {
    SortedMap<String, Double> sums = new TreeMap<>();
    section(section).forEach(line -> sums.merge(by.apply(line), line.value(index), Double::sum));
    return sums;
  }

  static Figures of(Inputs inputs, Dataset<Row> funnel) {
    Dataset<Row> all =
        lines(
                "funnel",
                funnel,
                "stage",
                "status",
                "customers_count",
                "total_amount",
                "clv_amount",
                "coalesce(mean_days_in_stage, 0)")
            .unionByName(
                lines(
                    "transitions",
                    inputs
                        .table(Gold.STAGE_TRANSITIONS)
                        .where(col("month").equalTo(trunc(inputs.date(), "MM"))),
                    "from_stage",
                    "to_stage",
                    "customers_count",
                    "share"))
            .unionByName(segments(inputs))
            .unionByName(
                grouped(
                    "tiers", inputs.table(Gold.CLV_SCORES), "tier", "currency", "sum(clv_amount)"))
            .unionByName(
                grouped(
                    "churn",
                    inputs.table(Gold.CHURN_SCORES),
                    "cast(least(floor(churn_probability * 10), 9) as string)",
                    "''",
                    "avg(churn_probability)"))
            .unionByName(
                grouped(
                    "exports",
                    inputs
                        .table(Gold.AUDIENCE_LEDGER)
                        .where(col("run_date").equalTo(inputs.date())),
                    "destination",
                    "segment",
                    "count_if(delivered)",
                    "count_if(is_control)"))
            .unionByName(
                lines(
                    "plays",
                    inputs.table(Gold.PLAY_RESULTS),
                    "segment",
                    "goal",
                    "treated_count",
                    "treated_converted_count",
                    "control_count",
                    "coalesce(control_rate, 0)",
                    "coalesce(uplift, 0)",
                    "coalesce(uplift_low, 0)",
                    "coalesce(uplift_high, 0)",
                    "coalesce(incremental_amount, 0)"))
            .unionByName(quality(inputs))
            .unionByName(
                lines(
                    "metrics",
                    inputs
                        .table(Gold.MODEL_METRICS)
                        .where("status = 'champion' and metric not like 'parameter.%'"),
                    "model",
                    "metric",
                    "value"))
            .unionByName(
                grouped(
                    "people",
                    inputs.table(Silver.PROFILES),
                    "customer_kind",
                    "''",
                    "count_if(orders_count > 0)",
                    "sum(orders_count)"))
            .unionByName(
                grouped(
                    "sales",
                    inputs.table(Silver.PROFILES).selectExpr("explode(spent_by_currency) as s"),
                    "s.currency",
                    "''",
                    "sum(s.total_amount)"));
    Figures figures = new Figures();
    for (Row row : all.orderBy("section", "key", "detail").collectAsList()) {
      figures
          .sections
          .computeIfAbsent(row.getString(0), s -> new ArrayList<>())
          .add(new Line(row.getString(1), row.getString(2), row.getList(3)));
    }
    return figures;
  }

  /** Members today and on the day before, entries and exits of the day. */
  private static Dataset<Row> segments(Inputs inputs) {
    Dataset<Row> members = inputs.table(Gold.SEGMENT_MEMBERS).withColumn("d", inputs.date());
    return members
        .groupBy("segment")
        .agg(
            count("entered_at <= d and (exited_at is null or exited_at > d)"),
            count("entered_at < d and (exited_at is null or exited_at >= d)"),
            count("entered_at = d"),
            count("exited_at = d"))
        .toDF("segment", "today", "before", "entered", "exited")
        .selectExpr(
            "'segments' as section",
            "segment as key",
            "'' as detail",
            "array(double(today), double(before), double(entered), double(exited)) as figures");
  }

  /** Checks passed and broken of the newest publication of each table. */
  private static Dataset<Row> quality(Inputs inputs) {
    return inputs
        .table(Gold.TABLE_QUALITY)
        .where("severity <> 'info'")
        .groupBy("table", "check")
        .agg(expr("max_by(struct(passed, value), run_date) as q"))
        .groupBy("table")
        .agg(count("q.passed"), count("not q.passed"))
        .toDF("table", "passed", "broken")
        .selectExpr(
            "'quality' as section",
            "table as key",
            "'' as detail",
            "array(double(passed), double(broken)) as figures");
  }

  private static Column count(String condition) {
    return expr("count_if(" + condition + ")");
  }

  /** Count of rows, then the aggregates, by key and detail. */
  private static Dataset<Row> grouped(
      String section, Dataset<Row> rows, String key, String detail, String... aggregates) {
    StringBuilder figures = new StringBuilder("array(double(count(1))");
    for (String aggregate : aggregates) {
      figures.append(", coalesce(double(").append(aggregate).append("), 0d)");
    }
    return rows.selectExpr("*", key + " as _key", detail + " as _detail")
        .groupBy("_key", "_detail")
        .agg(expr(figures + ")").as("figures"))
        .selectExpr("'" + section + "' as section", "_key as key", "_detail as detail", "figures");
  }

  private static Dataset<Row> lines(
      String section, Dataset<Row> rows, String key, String detail, String... values) {
    StringBuilder figures = new StringBuilder("array(");
    for (String value : values) {
      figures.append(figures.length() > 6 ? ", " : "").append("double(").append(value).append(")");
    }
    return rows.selectExpr(
        "'" + section + "' as section",
        key + " as key",
        detail + " as detail",
        figures + ") as figures");
  }
}
