package vongdoi.clv;

import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.models.season.BusinessClock;
import vongdoi.models.season.BusinessClocks;

/**
 * Histories of the buyers from whom models learn. A date is asked for as the end of one window, the
 * begin of another and the time before that: it is read once.
 */
final class Histories {
  private final Inputs inputs;
  private final Map<Time, Dataset<Row>> known = new HashMap<>();
  private final Map<Map.Entry<Time, Time>, Dataset<Row>> pairs = new HashMap<>();

  Histories(Inputs inputs) {
    this.inputs = inputs;
  }

  /** A date in the time of a clock. */
  private record Time(LocalDate date, BusinessClock clock) {
    static Time of(LocalDate date, BusinessClocks clocks) {
      return new Time(date, clocks.at(date));
    }
  }

  /** Those as of a date. */
  Dataset<Row> of(LocalDate date, BusinessClocks clocks) {
    return known.computeIfAbsent(
        Time.of(date, clocks),
        time ->
            inputs.keep(
                History.ordinary(
                    History.of(
                        inputs.table(Gold.FEATURES),
                        lit(Date.valueOf(date)),
                        inputs.run().currency(),
                        clocks))));
  }

  long count(LocalDate date, BusinessClocks clocks) {
    return inputs.count(of(date, clocks));
  }

  /** Both histories of the customers known at the first date. */
  Dataset<Row> pairs(LocalDate before, LocalDate now, BusinessClocks clocks) {
    return pairs.computeIfAbsent(
        Map.entry(Time.of(before, clocks), Time.of(now, clocks)),
        times -> inputs.keep(Rivals.pairs(of(before, clocks), of(now, clocks))));
  }
}
