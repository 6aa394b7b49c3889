package vongdoi.feature;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.job.Run;

/** The as-of dates of one run, and the sending of each fact to those that may know of it. */
final class AsOfDates {
  private final Run run;
  private final SortedSet<LocalDate> dates = new TreeSet<>();

  AsOfDates(Run run, FeatureConfig config) {
    this.run = run;
    dates.add(run.date());
    LocalDate trainingDate =
        LocalDate.ofEpochDay(
            Math.floorDiv(run.date().toEpochDay(), (long) config.snapshotsEveryDays())
                * config.snapshotsEveryDays());
    config.snapshotsBackDays().forEach(days -> dates.add(trainingDate.minusDays(days)));
  }

  SortedSet<LocalDate> dates() {
    return dates;
  }

  /**
   * Each row once per as-of date that it is not later than, with {@code as_of_date} and {@code
   * as_of_end}, the first instant after it.
   *
   * @param factDate SQL: business date of the fact
   */
  Dataset<Row> explode(Dataset<Row> facts, String factDate) {
    String structs =
        dates.stream()
            .map(
                d ->
                    "named_struct('as_of_date', date'%s', 'as_of_end', timestamp_seconds(%d))"
                        .formatted(d, end(d).getEpochSecond()))
            .collect(Collectors.joining(","));
    return facts
        .selectExpr("*", "inline(array(" + structs + "))")
        .where(factDate + " <= as_of_date");
  }

  /** SQL: business date of a UTC timestamp column. */
  String dateOf(String timestamp) {
    return "to_date(from_utc_timestamp(%s, '%s'))".formatted(timestamp, run.zone().getId());
  }

  /** SQL: whether a change made at a timestamp is known; at the run date all that is there is. */
  String isKnown(String changedAt) {
    return "(as_of_date = date'%s' or %s < as_of_end)".formatted(run.date(), changedAt);
  }

  /** SQL: whether a date lies in the last so many days up to and with the as-of date. */
  static String within(int days, String date) {
    return "datediff(as_of_date, %s) < %d".formatted(date, days);
  }

  private Instant end(LocalDate date) {
    return run.on(date).end();
  }
}
