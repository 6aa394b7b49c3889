package vongdoi.lifecycle;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.table.Write;

/**
 * Stage intervals by run date. A run first forgets what an earlier run of the same date wrote, so
 * that running a date again, even with other facts, leaves one truth for that date.
 */
final class StageHistory {
  private StageHistory() {}

  /**
   * The rows to upsert: intervals that end today, those that begin today, and those of today that
   * are taken back. Customers who are no longer active have their interval closed.
   *
   * @param history published intervals
   * @param current stages as of the date
   */
  static Dataset<Row> changes(Dataset<Row> history, Dataset<Row> current, Column date) {
    Dataset<Row> known =
        history
            .withColumn("_date", date)
            .groupBy("customer_id")
            .agg(
                expr("max(struct(since, until, stage, status, reason, reason_vi)) filter (where"
                        + " since < _date)")
                    .as("before"),
                expr("max(since = _date)").as("has_today"));
    Dataset<Row> now =
        current.selectExpr("customer_id", "struct(stage, status, reason, reason_vi) as now");
    return known
        .join(now, new String[] {"customer_id"}, "full_outer")
        .withColumn("_date", date)
        .withColumn("is_open", expr("before is not null and coalesce(before.until >= _date, true)"))
        .withColumn(
            "stays",
            expr(
                "coalesce(is_open and now.stage = before.stage and now.status = before.status,"
                    + " false)"))
        .withColumn("closed", expr(closed()))
        .withColumn("opened", expr(opened()))
        .selectExpr("customer_id", "explode(array(closed, opened)) as row")
        .where("row is not null")
        .selectExpr("customer_id", "row.*");
  }

  private static String closed() {
    String until = "if(is_open, if(stays, cast(null as date), _date), before.until)";
    return "if(before is null or before.until <=> "
        + until
        + ", null, named_struct('since', before.since, 'until', "
        + until
        + ", 'stage', before.stage, 'status', before.status, 'reason', before.reason, 'reason_vi', before.reason_vi, '"
        + Write.DELETED
        + "', false))";
  }

  private static String opened() {
    return "case when now is not null and not stays then named_struct('since', _date, 'until',"
        + " cast(null as date), 'stage', now.stage, 'status', now.status, 'reason', now.reason, 'reason_vi', now.reason_vi, '"
        + Write.DELETED
        + "', false) when has_today then named_struct('since', _date, 'until', cast(null as date),"
        + " 'stage', '', 'status', '', 'reason', '', 'reason_vi', '', '"
        + Write.DELETED
        + "', true) end";
  }
}
