package vongdoi.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.LocalTime;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.segment.SegmentConfig.Hours;
import vongdoi.segment.SegmentConfig.Window;

/** Moves moments of the night to the next morning on the customer's own clock. */
final class QuietHours {
  private static final int SECONDS_A_DAY = 86_400;
  private final Hours hours;

  QuietHours(Hours hours) {
    this.hours = hours;
  }

  /**
   * Replaces the column {@code at} by the first moment from it on at which a message may arrive.
   *
   * @param rows with {@code at, zone, channel, is_service}; an unknown zone counts as UTC
   */
  Dataset<Row> shift(Dataset<Row> rows) {
    return rows.withColumn("_from", bound(Bound.FROM))
        .withColumn("_to", bound(Bound.TO))
        .withColumn("_local", expr("from_utc_timestamp(at, zone)"))
        .withColumn("_day", expr("date_trunc('DAY', _local)"))
        .withColumn("_second", expr("unix_seconds(_local) - unix_seconds(_day)"))
        .withColumn(
            "at",
            expr(
                "case when _from is null or _second >= _from and _second < _to then at"
                    + " when _second < _from"
                    + " then to_utc_timestamp(timestampadd(SECOND, _from, _day), zone)"
                    + " else to_utc_timestamp(timestampadd(SECOND, _from + "
                    + SECONDS_A_DAY
                    + ", _day), zone) end"))
        .drop("_from", "_to", "_local", "_day", "_second");
  }

  private enum Bound {
    FROM,
    TO
  }

  private Column bound(Bound which) {
    return when(col("is_service"), bound(hours.service(), which))
        .otherwise(bound(hours.marketing(), which));
  }

  private static Column bound(Map<String, Window> windows, Bound which) {
    Column seconds = lit(null).cast("int");
    for (Map.Entry<String, Window> e : windows.entrySet()) {
      String text = which == Bound.FROM ? e.getValue().from() : e.getValue().to();
      seconds = when(col("channel").equalTo(e.getKey()), lit(second(text))).otherwise(seconds);
    }
    return seconds;
  }

  /** Second of the day; 24:00 is the end of it. */
  static int second(String time) {
    return time.equals("24:00") ? SECONDS_A_DAY : LocalTime.parse(time).toSecondOfDay();
  }
}
