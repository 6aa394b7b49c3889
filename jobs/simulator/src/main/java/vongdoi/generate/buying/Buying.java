package vongdoi.generate.buying;

import java.util.List;

/**
 * One customer's purchases, past and (up to the horizon) to come, with the hidden figures that made
 * them.
 *
 * @param purchasesPerDay lambda of BG/NBD; 0 for people who never buy
 * @param dropout p of BG/NBD, the chance to be gone after each repeat purchase
 * @param meanSpend expected amount of one order in VND
 * @param diedAt shop time of the purchase after which the customer is gone; infinite if never
 */
public record Buying(
    double purchasesPerDay,
    double dropout,
    double meanSpend,
    double firstAt,
    double diedAt,
    List<Order> orders) {

  static Buying none() {
    return new Buying(0, 0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, List.of());
  }

  boolean isBuyer() {
    return purchasesPerDay > 0;
  }
}
