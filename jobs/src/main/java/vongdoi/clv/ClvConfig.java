package vongdoi.clv;

import java.util.List;

/**
 * Settings of the stage {@code clv}.
 *
 * @param horizonDays days of future that the value counts
 * @param backtestDays days held back to test the fit; one of feature.snapshots-back-days
 * @param margin share of revenue that is profit, 0 to 1
 * @param annualDiscountRate what a year's waiting costs, such as 0.1
 * @param minCustomers buyers below which the fit leans on a weak prior
 * @param maxOrderAmountQuantile repeat spends above this quantile do not bend the fit of spend
 * @param tiers names of the tiers with the cumulative share of customers, best first
 */
public record ClvConfig(
    int horizonDays,
    int backtestDays,
    double margin,
    double annualDiscountRate,
    int minCustomers,
    double maxOrderAmountQuantile,
    List<Tier> tiers) {

  /** The same for revenue as it comes in: no margin, no discount. */
  ClvConfig undiscounted() {
    return new ClvConfig(
        horizonDays, backtestDays, 1, 0, minCustomers, maxOrderAmountQuantile, tiers);
  }

  /**
   * A tier of value.
   *
   * @param name key, such as gold
   * @param cumulativeShare share of customers in this and all better tiers, 0 to 1
   */
  public record Tier(String name, double cumulativeShare) {}
}
