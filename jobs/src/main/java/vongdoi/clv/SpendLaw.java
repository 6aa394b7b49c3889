package vongdoi.clv;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * How the spend of the past is read for that of the future.
 *
 * @param trended whether amounts of the past are brought to today's level, and go on from there
 * @param lessReturns whether what is bought and the share that comes back are foretold apart,
 *     instead of what is left of both
 */
record SpendLaw(boolean trended, boolean lessReturns) {
  /** Spend net of returns, at one level for ever. */
  static final SpendLaw PLAIN = new SpendLaw(false, false);

  /** The others that there are reasons to try. */
  static List<SpendLaw> rivals(boolean trend, boolean returns) {
    List<SpendLaw> rivals = new ArrayList<>();
    if (trend) {
      rivals.add(new SpendLaw(true, false));
    }
    if (returns) {
      rivals.add(new SpendLaw(false, true));
    }
    if (trend && returns) {
      rivals.add(new SpendLaw(true, true));
    }
    return rivals;
  }

  /** As an algorithm's name and a metric's say it. */
  String title() {
    return (trended ? "with a trend of spend" : "")
        + (trended && lessReturns ? ", " : "")
        + (lessReturns ? "less returns" : "")
        + (equals(PLAIN) ? "net spend" : "");
  }

  /** Mean spend of a repeat order day as it was, from rows of {@link History}. */
  Column spend() {
    return functions.col(lessReturns ? History.BOUGHT : History.MONETARY);
  }

  /**
   * Mean spend of a repeat order day at today's level, from rows of {@link History}.
   *
   * @param growth of spend, as a logarithm a day
   */
  Column monetary(double growth) {
    Column mean = spend();
    if (!trended) {
      return mean;
    }
    // Repeat orders spread evenly from the first order to the last: the n-th of x at n / x.
    Column ago =
        functions.expr(
            "if(%2$s > 0 and %3$s > 0, %1$s * (1 - %4$s / %3$s * (%2$s + 1) / (2 * %2$s)), 0D)"
                .formatted(History.CALENDAR_AGE, History.FREQUENCY, History.AGE, History.RECENCY));
    return mean.multiply(functions.exp(ago.multiply(functions.lit(growth))));
  }
}
