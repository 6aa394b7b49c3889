package vongdoi.models.purchase;

import vongdoi.models.fitting.Likelihood;

/** A likelihood over purchase histories: frequency, recency, age. */
public interface PurchaseHistoryLikelihood extends Likelihood {

  @Override
  default String complaint(double[] values, int at) {
    return accepts(values[at], values[at + 1], values[at + 2])
        ? null
        : "frequency must be a whole number, 0 <= recency <= age, recency 0 where frequency is 0";
  }

  /** Whether a history is possible; recency and age are in the same unit of time. */
  static boolean accepts(double frequency, double recency, double age) {
    return frequency >= 0
        && frequency == Math.rint(frequency)
        && recency >= 0
        && recency <= age
        && age < Double.POSITIVE_INFINITY
        && frequency < Double.POSITIVE_INFINITY
        && (frequency > 0 || recency == 0);
  }
}
