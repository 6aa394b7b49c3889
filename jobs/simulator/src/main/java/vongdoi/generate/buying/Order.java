package vongdoi.generate.buying;

import java.util.List;
import vongdoi.generate.shop.ShopCatalog;

/**
 * One order with all that will happen to it; amounts are whole VND, times epoch milliseconds.
 *
 * @param number place in the customer's row of orders, from 0
 * @param cartId the web cart that it came from; null in store and by phone
 * @param device place of the device among the customer's; -1 in store and by phone
 * @param isCartResumed whether the cart was begun on an earlier visit
 */
public record Order(
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
  public record Line(int product, int quantity, long discount) {
    public long amount() {
      return ShopCatalog.product(product).price() * quantity;
    }
  }

  /** A status and when the order took it. */
  public record Step(String status, long at) {}

  /** What the order says about its buyer; each may be null. */
  public record Contact(
      String recordId, String userId, String anonymousId, String email, String phone) {}

  public boolean isOnline() {
    return device >= 0;
  }

  public long subtotal() {
    return lines.stream().mapToLong(Line::amount).sum();
  }

  public long discount() {
    return lines.stream().mapToLong(Line::discount).sum();
  }

  public long total() {
    return subtotal() - discount() + shipping;
  }

  /** Value added tax of 8 %, which Vietnamese prices include. */
  public long tax() {
    return Math.round((subtotal() - discount()) * 8 / 108.0);
  }

  /** The status at an instant; null before the order exists. */
  public String statusAt(long instant) {
    String status = null;
    for (Step step : steps) {
      if (step.at() < instant) {
        status = step.status();
      }
    }
    return status;
  }

  public boolean isCancelled() {
    return steps.get(steps.size() - 1).status().equals("cancelled");
  }

  /** Whether it is one once everything has happened: neither cancelled nor paid back in full. */
  public boolean isPurchase() {
    return !isCancelled() && refund < total();
  }

  /** What it brings once everything has happened: nothing if cancelled, less what is paid back. */
  public long netAmount() {
    return isCancelled() ? 0 : total() - refund;
  }
}
