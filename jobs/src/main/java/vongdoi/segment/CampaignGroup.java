package vongdoi.segment;

import org.apache.spark.sql.Row;

/**
 * One side of a comparison.
 *
 * @param converted of them, those who ordered in the window
 * @param spent in the window
 * @param spentSquares the sum of its squares over customers
 * @param before spent in as many days before
 * @param changeSquares the sum of the squares of what a customer spent more
 * @param couponOrders orders with a coupon in the window
 */
record CampaignGroup(
    long count,
    long converted,
    double spent,
    double spentSquares,
    double before,
    double changeSquares,
    long couponOrders) {

  private static final CampaignGroup NOBODY = new CampaignGroup(0, 0, 0, 0, 0, 0, 0);

  /**
   * @param sums a row of {@link CampaignSums}, or null where a campaign has no customers
   * @param at where those of the group begin
   */
  static CampaignGroup of(Row sums, int at) {
    return sums == null
        ? NOBODY
        : new CampaignGroup(
            (long) sums.getDouble(at),
            (long) sums.getDouble(at + 1),
            sums.getDouble(at + 2),
            sums.getDouble(at + 3),
            sums.getDouble(at + 4),
            sums.getDouble(at + 5),
            (long) sums.getDouble(at + 6));
  }

  /** The same group with those who spent nothing. */
  CampaignGroup withCount(long otherCount) {
    return new CampaignGroup(
        otherCount, converted, spent, spentSquares, before, changeSquares, couponOrders);
  }

  Uplift.Sums spending() {
    return new Uplift.Sums(count, spent, spentSquares);
  }

  Uplift.Sums changes() {
    return new Uplift.Sums(count, spent - before, changeSquares);
  }
}
