package vongdoi.segment;

import static org.apache.spark.sql.functions.expr;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.table.Write;
import vongdoi.segment.SegmentConfig.SizeAlarm;

/**
 * How many are in each segment against the run before: a rule that lost its data shows here first.
 */
final class SegmentSizes {
  private final SizeAlarm alarm;

  SegmentSizes(SizeAlarm alarm) {
    this.alarm = alarm;
  }

  /**
   * Size of one segment.
   *
   * @param before members before the date
   */
  record Size(long members, long entered, long exited, long before) {
    static final Size NONE = new Size(0, 0, 0, 0);
  }

  /** Sizes by segment, of those that had or have members. */
  static Map<String, Size> of(Dataset<Row> intervals, Column date) {
    Map<String, Size> sizes = new TreeMap<>();
    intervals
        .where("not " + Write.DELETED)
        .withColumn("_date", date)
        .groupBy("segment")
        .agg(
            expr("count_if(exited_at is null)"),
            expr("count_if(exited_at is null and entered_at = _date)"),
            expr("count_if(exited_at = _date)"),
            expr("count_if(entered_at < _date)"))
        .collectAsList()
        .forEach(
            r ->
                sizes.put(
                    r.getString(0),
                    new Size(r.getLong(1), r.getLong(2), r.getLong(3), r.getLong(4))));
    return sizes;
  }

  /** Whether a segment grew or shrank by more than the alarm allows. */
  boolean isJump(Size size) {
    long change = Math.abs(size.members() - size.before());
    double greater = Math.max(size.members(), size.before());
    double smaller = Math.min(size.members(), size.before());
    return size.before() > 0 && change >= alarm.least() && greater > alarm.factor() * smaller;
  }

  /** Rows of gold.segment_sizes for every configured segment. */
  List<Row> rows(Iterable<String> segments, Map<String, Size> sizes, Date date) {
    List<Row> rows = new ArrayList<>();
    for (String segment : segments) {
      Size size = sizes.getOrDefault(segment, Size.NONE);
      rows.add(
          RowFactory.create(
              date,
              segment,
              size.members(),
              size.entered(),
              size.exited(),
              size.before(),
              isJump(size)));
    }
    return rows;
  }

  /** Pairs of segments with members in common, in the columns of gold.segment_overlaps. */
  static Dataset<Row> overlaps(Dataset<Row> intervals) {
    return intervals
        .where("exited_at is null and not " + Write.DELETED)
        .groupBy("customer_id")
        .agg(expr("sort_array(collect_set(segment)) as s"))
        .selectExpr(
            "explode(flatten(transform(s, a -> transform(filter(s, b -> b >= a),"
                + " b -> struct(a as segment, b as other_segment))))) as p")
        .groupBy("p.segment", "p.other_segment")
        .agg(expr("count(1) as both_count"))
        .withColumn(
            "of_first",
            expr("max(if(segment = other_segment, both_count, null)) over (partition by segment)"))
        .withColumn(
            "of_other",
            expr(
                "max(if(segment = other_segment, both_count, null))"
                    + " over (partition by other_segment)"))
        .where("segment < other_segment")
        .selectExpr(
            "segment",
            "other_segment",
            "both_count",
            "both_count / of_first as share_of_segment",
            "both_count / of_other as share_of_other");
  }
}
