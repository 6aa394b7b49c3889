package vongdoi.recommend;

import java.io.Serializable;
import vongdoi.recommend.ways.Best;
import vongdoi.recommend.ways.BuyerHistory;
import vongdoi.recommend.ways.Shop;

/**
 * Products due to be bought again: by the customer's own gap, or after one purchase by the gap of
 * others where enough of them do buy again. Strongest on the day that is due, for what was bought
 * often.
 *
 * @param share of each product's buyers who bought it again
 * @param usualGap mean days between two purchases of it by one customer; 0: nobody did
 * @param offered products that may be suggested
 * @param minShare of buyers who bought again, from which one purchase suggests a second
 * @param dueRatio share of the gap that must have passed
 */
record Repeats(
    double[] share, double[] usualGap, boolean[] offered, double minShare, double dueRatio)
    implements Serializable {

  static Repeats of(Shop shop, boolean[] offered, RecommendConfig config) {
    double[] buyers = new double[shop.products()];
    double[] again = new double[shop.products()];
    double[] repeats = new double[shop.products()];
    double[] days = new double[shop.products()];
    for (BuyerHistory history : shop.histories()) {
      for (int k = 0; k < history.size(); k++) {
        int product = history.product()[k];
        buyers[product]++;
        again[product] += history.days()[k] > 1 ? 1 : 0;
        repeats[product] += history.days()[k] - 1;
        days[product] += history.firstAge()[k] - history.lastAge()[k];
      }
    }
    for (int product = 0; product < buyers.length; product++) {
      again[product] = buyers[product] > 0 ? again[product] / buyers[product] : 0;
      days[product] = repeats[product] > 0 ? days[product] / repeats[product] : 0;
    }
    return new Repeats(again, days, offered, config.minRepeatShare(), config.repeatDueRatio());
  }

  /** Days between two purchases of the k-th product of a customer; 0: not known, or bought once. */
  double gap(BuyerHistory history, int k) {
    int product = history.product()[k];
    if (history.days()[k] > 1) {
      return (history.firstAge()[k] - history.lastAge()[k]) / (history.days()[k] - 1.0);
    }
    return share[product] >= minShare ? usualGap[product] : 0;
  }

  /** Strength from 0 to 1; 0: not due. */
  double score(BuyerHistory history, int k) {
    double gap = gap(history, k);
    double passed = history.lastAge()[k];
    if (!offered[history.product()[k]] || gap == 0 || passed < gap * dueRatio) {
      return 0;
    }
    double often = history.days()[k];
    double strength = often > 1 ? often / (often + 2) : share[history.product()[k]] / 3;
    return strength * Math.min(passed / gap, gap / passed);
  }

  /** The products that are due most. */
  Best due(BuyerHistory history, int most) {
    Best best = new Best(most);
    for (int k = 0; k < history.size(); k++) {
      double score = score(history, k);
      if (score > 0) {
        best.offer(history.product()[k], (float) score);
      }
    }
    return best;
  }

  /** The products bought on most days, of equal ones those bought last. */
  static Best frequent(BuyerHistory history, int most) {
    Best best = new Best(most);
    for (int k = 0; k < history.size(); k++) {
      best.offer(
          history.product()[k], (float) (history.days()[k] + 1 / (1.0 + history.lastAge()[k])));
    }
    return best;
  }
}
