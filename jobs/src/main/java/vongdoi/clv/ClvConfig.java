package vongdoi.clv;

import java.util.ArrayList;
import java.util.List;
import vongdoi.clv.contract.HazardConfig;
import vongdoi.common.config.Above;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.AtMost;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.InvalidSettings;
import vongdoi.common.config.Mistake;
import vongdoi.common.config.Share;

/**
 * Settings of the stage {@code clv}.
 *
 * @param horizonDays days of future that the value counts
 * @param backtestDays days held back to test the fit; one of feature.snapshots-back-days
 * @param margin share of revenue that is profit, 0 to 1
 * @param annualDiscountRate what a year's waiting costs, such as 0.1
 * @param minCustomers buyers below which the fit leans on a weak prior
 * @param maxOrderAmountQuantile repeat spends above this quantile do not bend the fit of spend
 * @param maxCoverageGap how far from 0.8 the share that intervals held in the backtest may lie
 * @param refuseOnCoverage whether a fit whose intervals lie farther off is refused
 * @param hazard how contracts are told apart by their attributes
 * @param tiers names of the tiers with the cumulative share of customers, best first
 */
public record ClvConfig(
    @AtLeast(1) int horizonDays,
    @AtLeast(1) int backtestDays,
    @Share double margin,
    @AtLeast(0) double annualDiscountRate,
    @AtLeast(0) int minCustomers,
    @Above(0) @AtMost(1) double maxOrderAmountQuantile,
    @Share double maxCoverageGap,
    boolean refuseOnCoverage,
    HazardConfig hazard,
    List<Tier> tiers) {

  public ClvConfig {
    List<Mistake> mistakes = new ArrayList<>();
    ConfigPath path = ConfigPath.of("tiers");
    if (tiers.isEmpty()) {
      mistakes.add(Mistake.of(path, tiers, "must hold a tier"));
    }
    for (int i = 1; i < tiers.size(); i++) {
      double share = tiers.get(i).cumulativeShare();
      if (share < tiers.get(i - 1).cumulativeShare()) {
        mistakes.add(
            Mistake.of(
                path.at(i).at("cumulative-share"),
                share,
                "must not be smaller than that of the tier before"));
      }
    }
    InvalidSettings.refuse(mistakes);
  }

  /** The same for revenue as it comes in: no margin, no discount. */
  ClvConfig undiscounted() {
    return new ClvConfig(
        horizonDays,
        backtestDays,
        1,
        0,
        minCustomers,
        maxOrderAmountQuantile,
        maxCoverageGap,
        refuseOnCoverage,
        hazard,
        tiers);
  }

  /**
   * A tier of value.
   *
   * @param name key, such as gold
   * @param cumulativeShare share of customers in this and all better tiers, 0 to 1
   */
  public record Tier(String name, @Share double cumulativeShare) {}
}
