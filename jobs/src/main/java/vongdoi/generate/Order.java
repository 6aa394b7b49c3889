package vongdoi.generate;

import java.util.List;

/**
 * One order with all that will happen to it; amounts are whole VND, times epoch milliseconds.
 *
 * @param number place in the customer's row of orders, from 0
 * @param cartId the web cart that it came from; null in store and by phone
 * @param device place of the device among the customer's; -1 in store and by phone
 * @param isCartResumed whether the cart was begun on an earlier visit
 */
record Order(
    String id,
    int number,
    long at,
    String channel,
    String store,
    List<Line> lines,
    long shipping,
    String coupon,
    String cartId,
    int device,
    boolean isCartResumed,
    Contact contact,
    List<Step> steps,
    long refund,
    List<Payment> payments) {

  /** One product of the order. */
  record Line(int product, int quantity, long discount) {
    long amount() {
      return Catalog.product(product).price() * quantity;
    }
  }

  /** A status and when the order took it. */
  record Step(String status, long at) {}

  /** What the order says about its buyer; each may be null. */
  record Contact(String recordId, String userId, String anonymousId, String email, String phone) {}

  boolean isOnline() {
    return device >= 0;
  }

  long subtotal() {
    return lines.stream().mapToLong(Line::amount).sum();
  }

  long discount() {
    return lines.stream().mapToLong(Line::discount).sum();
  }

  long total() {
    return subtotal() - discount() + shipping;
  }

  /** Value added tax of 8 %, which Vietnamese prices include. */
  long tax() {
    return Math.round((subtotal() - discount()) * 8 / 108.0);
  }

  /** The status at an instant; null before the order exists. */
  String statusAt(long instant) {
    String status = null;
    for (Step step : steps) {
      if (step.at() < instant) {
        status = step.status();
      }
    }
    return status;
  }

  boolean isCancelled() {
    return steps.get(steps.size() - 1).status().equals("cancelled");
  }

  /** What it brings once everything has happened: nothing if cancelled, less what is paid back. */
  long netAmount() {
    return isCancelled() ? 0 : total() - refund;
  }
}
