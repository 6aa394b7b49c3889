package vongdoi.models.season;

import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/**
 * Clocks of business by the date up to which each knows the past.
 *
 * @param byDate clocks; at a date that is missing the calendar's own time holds
 */
public record BusinessClocks(Map<LocalDate, BusinessClock> byDate) implements Serializable {

  public static final BusinessClocks CALENDAR = new BusinessClocks(Map.of());

  /**
   * Read from rows of as_of_date, day and business_time, each date's days without a gap.
   *
   * @param rows a few thousand
   */
  public static BusinessClocks of(Dataset<Row> rows) {
    List<Row> days =
        rows.select("as_of_date", "day", "business_time").collectAsList().stream()
            .sorted(
                Comparator.<Row, Date>comparing(r -> r.getDate(0)).thenComparing(r -> r.getDate(1)))
            .toList();
    Map<LocalDate, BusinessClock> clocks = new TreeMap<>();
    for (int from = 0, to; from < days.size(); from = to) {
      Date asOf = days.get(from).getDate(0);
      to = from;
      while (to < days.size() && days.get(to).getDate(0).equals(asOf)) {
        to++;
      }
      List<Row> own = days.subList(from, to);
      clocks.put(
          asOf.toLocalDate(),
          new BusinessClock(
              own.get(0).getDate(1).toLocalDate().toEpochDay(),
              own.stream().mapToDouble(row -> row.getDouble(2)).toArray()));
    }
    return new BusinessClocks(clocks);
  }

  public BusinessClock at(LocalDate asOf) {
    return byDate.getOrDefault(asOf, BusinessClock.CALENDAR);
  }

  /** The clock known at one date, for several. */
  public BusinessClocks knownAt(LocalDate known, LocalDate... dates) {
    Map<LocalDate, BusinessClock> same = new TreeMap<>();
    for (LocalDate date : dates) {
      same.put(date, at(known));
    }
    return new BusinessClocks(same);
  }

  /** Ordinary days within so many days after a date, as known then. */
  public double ahead(LocalDate asOf, int days) {
    return at(asOf).between(asOf.toEpochDay(), asOf.toEpochDay() + days);
  }

  /**
   * Ordinary days within a stretch of days that began some days before a date, by the clock of that
   * date.
   *
   * @param asOf column with the date
   * @param began days before it
   * @param days of the calendar
   */
  public Column within(Column asOf, Column began, Column days) {
    if (byDate.values().stream().allMatch(BusinessClock::isCalendar)) {
      return days;
    }
    UDF3<Date, Double, Double, Double> time =
        (date, before, length) -> {
          if (date == null || before == null || length == null) {
            return null;
          }
          LocalDate day = date.toLocalDate();
          long from = day.toEpochDay() - Math.round(before);
          return at(day).between(from, from + Math.round(length));
        };
    return udf(time, DataTypes.DoubleType).apply(asOf, began, days);
  }
}
