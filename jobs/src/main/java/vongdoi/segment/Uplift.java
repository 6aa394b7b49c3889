package vongdoi.segment;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A difference between two groups with its confidence interval; NaN where a group is too small to
 * tell.
 */
record Uplift(double difference, double low, double high) {
  private static final Uplift UNKNOWN = new Uplift(Double.NaN, Double.NaN, Double.NaN);

  /**
   * Difference of two shares with Newcombe's hybrid score interval: Newcombe 1998, "Interval
   * estimation for the difference between independent proportions", method 10. Example of that
   * paper: 56 of 70 against 48 of 80 is 0.2, from 0.0524 to 0.3339 at 95 %.
   */
  static Uplift ofShares(
      long converted, long treated, long controlConverted, long control, double confidence) {
    if (treated == 0 || control == 0) {
      return UNKNOWN;
    }
    double z = new NormalDistribution().inverseCumulativeProbability(0.5 + confidence / 2);
    Wilson one = Wilson.of(converted, treated, z);
    Wilson other = Wilson.of(controlConverted, control, z);
    double d = one.share - other.share;
    return new Uplift(
        d,
        d - Math.hypot(one.share - one.low, other.high - other.share),
        d + Math.hypot(one.high - one.share, other.share - other.low));
  }

  /** Difference of two means with Welch's interval, from the sums of the values and squares. */
  static Uplift ofMeans(Sums treated, Sums control, double confidence) {
    if (treated.count < 2 || control.count < 2) {
      return UNKNOWN;
    }
    double a = treated.variance() / treated.count;
    double b = control.variance() / control.count;
    double d = treated.mean() - control.mean();
    if (a + b == 0) {
      return new Uplift(d, d, d);
    }
    double freedom =
        (a + b) * (a + b) / (a * a / (treated.count - 1) + b * b / (control.count - 1));
    double reach =
        new TDistribution(freedom).inverseCumulativeProbability(0.5 + confidence / 2)
            * Math.sqrt(a + b);
    return new Uplift(d, d - reach, d + reach);
  }

  /** Count, sum and sum of squares of a group's values. */
  record Sums(long count, double sum, double squares) {
    double mean() {
      return sum / count;
    }

    double variance() {
      return Math.max(0, (squares - sum * sum / count) / (count - 1));
    }
  }

  /** Wilson's score interval of a share. */
  private record Wilson(double share, double low, double high) {
    static Wilson of(long hits, long count, double z) {
      double p = (double) hits / count;
      double middle = p + z * z / (2 * count);
      double reach = z * Math.sqrt(p * (1 - p) / count + z * z / (4.0 * count * count));
      double scale = 1 + z * z / count;
      return new Wilson(p, (middle - reach) / scale, (middle + reach) / scale);
    }
  }
}
