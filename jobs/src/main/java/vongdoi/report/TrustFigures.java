package vongdoi.report;

import static org.apache.spark.sql.functions.expr;
import static vongdoi.report.Figures.figure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/** Whether the figures can be trusted: identity, what was set aside, how fresh, which models. */
final class TrustFigures {
  private static final String QUARANTINE = "quarantine";

  private TrustFigures() {}

  /** Adds the reasons in Vietnamese to what was set aside, where they are known. */
  static void translate(Figures figures) {
    figures.with(
        QUARANTINE,
        figures.rows(QUARANTINE).stream()
            .map(row -> (ObjectNode) row.deepCopy())
            .map(
                row -> {
                  QuarantineReason.vietnamese(row.get("reason").asText())
                      .ifPresent(words -> row.put("reason_vi", words));
                  return row;
                })
            .toList());
  }

  static List<Dataset<Row>> of(Inputs inputs, Dataset<Row> people) {
    String today = "date'" + inputs.run().date() + "'";
    return List.of(
        figure(
            "records",
            people
                .where("records_count is not null")
                .selectExpr(
                    "element_at(filter(array(0, 1, 2, 3, 4, 6, 11), f -> f <= records_count), -1) as"
                        + " from_records")
                .groupBy("from_records")
                .agg(expr("count(1) as customers")),
            "from_records",
            "customers"),
        figure(
            "identity_changes",
            inputs
                .table(Silver.IDENTITY_HISTORY)
                .where("run_date > date_sub(" + today + ", 31)")
                .groupBy("run_date", "kind")
                .agg(expr("count(1) as changes")),
            "run_date as date",
            "kind",
            "changes"),
        figure(
            QUARANTINE,
            inputs
                .table(Bronze.QUARANTINE)
                .groupBy("source", "reason")
                .agg(expr("count(1) as set_aside"))
                .orderBy(expr("set_aside").desc(), expr("source"), expr("reason"))
                .limit(25),
            "source",
            "reason",
            "set_aside as `rows`"),
        sources(inputs, today),
        figure(
            "checks",
            inputs
                .table(Gold.TABLE_QUALITY)
                .where("severity <> 'info'")
                .groupBy("table", "check")
                .agg(expr("max_by(passed, run_date) as passed"), expr("max(run_date) as date"))
                .groupBy("table")
                .agg(
                    expr("count_if(passed) as passed"),
                    expr("count_if(not passed) as broken"),
                    expr("max(date) as date")),
            "table",
            "passed",
            "broken",
            "date"),
        figure(
            "models",
            inputs
                .table(Gold.MODELS)
                .where("status = 'champion' or trained_on > add_months(" + today + ", -3)"),
            "model",
            "trained_on",
            "version",
            "status",
            "algorithm",
            "horizon_days as days",
            "training_rows",
            "reason",
            "reason_vi"),
        figure(
            "metrics",
            inputs
                .table(Gold.MODEL_METRICS)
                .where(
                    "status = 'champion' and metric not like 'parameter.%' and not isnan(value)"),
            "model",
            "metric",
            "value"));
  }

  /** What each source brought within the last 31 days, and when it brought something last. */
  private static Dataset<Row> sources(Inputs inputs, String today) {
    String lately = "if(run_date > date_sub(" + today + ", 31), %s, 0L)";
    return figure(
        "sources",
        inputs
            .table(Bronze.LANDED_FILES)
            .groupBy("source")
            .agg(
                expr("max(run_date) as newest"),
                expr("sum(" + lately.formatted("1L") + ") as files"),
                expr("sum(" + lately.formatted("rows_in") + ") as rows_in"),
                expr("sum(" + lately.formatted("duplicate") + ") as known"),
                expr("sum(" + lately.formatted("quarantined") + ") as set_aside"),
                expr("sum(" + lately.formatted("late") + ") as late")),
        "source",
        "newest",
        "files",
        "rows_in",
        "known",
        "set_aside",
        "late");
  }
}
