package vongdoi.segment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.table.Write;
import vongdoi.segment.SegmentConfig.Segment;
import vongdoi.segment.SegmentConfig.Wording;

/**
 * Who is in which segment: all rules in one pass over the customers, then the intervals. What is
 * decided depends on the state before the run date alone, so that a date run again on other inputs
 * ends as if it had run once.
 */
final class Memberships {
  private static final String[] KEY = {"segment", "customer_id"};
  private final Map<String, Segment> segments;
  private final Wording wording;

  /**
   * @param wording language of the reasons
   */
  Memberships(Map<String, Segment> segments, Wording wording) {
    this.segments = segments;
    this.wording = wording;
  }

  /**
   * {@code segment, customer_id, enters, stays, score, reason}: what the rules say today. Segments
   * whose members may stay beyond their rule have a row for every customer, the others for members
   * alone.
   */
  Dataset<Row> rules(Dataset<Row> view) {
    Column[] said =
        segments.entrySet().stream()
            .map(e -> said(e.getKey(), e.getValue()))
            .toArray(Column[]::new);
    return said.length == 0
        ? view.where(lit(false))
            .selectExpr(
                "'' segment", "customer_id", "true enters", "true stays", "0d score", "'' reason")
        : view.select(col("customer_id"), explode(filter(array(said), Column::isNotNull)).as("m"))
            .select("m.segment", "customer_id", "m.enters", "m.stays", "m.score", "m.reason");
  }

  private Column said(String key, Segment segment) {
    Column enters = expr("coalesce((" + segment.rule() + "), false)");
    Column stays =
        segment.exit().map(sql -> expr("not coalesce((" + sql + "), false)")).orElse(enters);
    Column row =
        struct(
            lit(key).as("segment"),
            enters.as("enters"),
            stays.as("stays"),
            segment.score().map(sql -> expr(sql)).orElse(lit(null)).cast("double").as("score"),
            segment
                .reason(wording)
                .map(sql -> expr(sql))
                .orElse(lit(null))
                .cast("string")
                .as("reason"));
    return segment.remembers() ? row : when(enters, row);
  }

  /**
   * Intervals that this run opens, keeps open or closes, in the columns of gold.segment_members
   * with the mark of rows to remove.
   *
   * @param own published intervals
   * @param rules result of {@link #rules}
   */
  Dataset<Row> intervals(Dataset<Row> own, Dataset<Row> rules, Column date) {
    Dataset<Row> known =
        own.withColumn("_date", date)
            .groupBy("segment", "customer_id")
            .agg(
                expr("max(struct(entered_at, score, reason)) filter (where entered_at < _date"
                        + " and (exited_at is null or exited_at >= _date))")
                    .as("before"),
                expr("max(exited_at) filter (where exited_at < _date)").as("left_at"),
                expr("bool_or(entered_at = _date)").as("was_here"));
    return rules
        .join(known, KEY, "full")
        .withColumn("_date", date)
        .withColumn("minimum_stay", days(Segment::minimumStayDays))
        .withColumn("reentry_after", days(Segment::reentryAfterDays))
        .withColumn(
            "here",
            expr(
                "case when enters is null then false"
                    + " when before is not null then enters or stays"
                    + " or datediff(_date, before.entered_at) < minimum_stay"
                    + " else enters and (left_at is null"
                    + " or datediff(_date, left_at) >= reentry_after) end"))
        .where("here or before is not null or was_here")
        .selectExpr(
            "segment",
            "customer_id",
            "coalesce(before.entered_at, _date) as entered_at",
            "if(here, null, _date) as exited_at",
            "if(here, score, before.score) as score",
            "if(here, reason, before.reason) as reason",
            "not here and before is null as " + Write.DELETED);
  }

  /** The intervals of segments about which this run decides nothing, in the same columns. */
  static Dataset<Row> kept(Dataset<Row> own, Column date) {
    return own.where(col("exited_at").isNull().or(col("exited_at").geq(date)))
        .select("segment", "customer_id", "entered_at", "exited_at", "score", "reason")
        .withColumn(Write.DELETED, lit(false));
  }

  private Column days(Function<Segment, Optional<Integer>> setting) {
    Column days = lit(0);
    for (Map.Entry<String, Segment> e : segments.entrySet()) {
      if (setting.apply(e.getValue()).isPresent()) {
        days =
            when(col("segment").equalTo(e.getKey()), lit(setting.apply(e.getValue()).get()))
                .otherwise(days);
      }
    }
    return days;
  }
}
