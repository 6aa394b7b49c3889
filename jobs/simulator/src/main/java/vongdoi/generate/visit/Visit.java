package vongdoi.generate.visit;

import java.util.List;
import vongdoi.generate.buying.Order;
import vongdoi.generate.people.Person;

/**
 * One visit to the web shop or the app.
 *
 * @param owner entity of the customer or visitor who came
 * @param userId account, if logged in; else null
 * @param isCorrupt whether it carries a meaningless identifier instead of the device's
 * @param order the order that it ends with; null for most
 * @param campaign where it came from (utm source, medium, campaign); null when direct
 */
public record Visit(
    String owner,
    int number,
    Person person,
    Person.Device device,
    String userId,
    boolean isCorrupt,
    String cartId,
    Order order,
    Campaign campaign,
    List<Hit> hits) {

  /** What can happen on a visit; the name is Segment's, null for calls that are no track. */
  public enum Kind {
    PAGE(null),
    IDENTIFY(null),
    ALIAS(null),
    SEARCHED("Products Searched"),
    LIST_VIEWED("Product List Viewed"),
    VIEWED("Product Viewed"),
    ADDED("Product Added"),
    REMOVED("Product Removed"),
    CART_VIEWED("Cart Viewed"),
    CHECKOUT_STARTED("Checkout Started"),
    PAYMENT_ENTERED("Payment Info Entered"),
    ORDER_COMPLETED("Order Completed");

    private final String event;

    Kind(String event) {
      this.event = event;
    }

    public String event() {
      return event;
    }

    public boolean changesCart() {
      return this == ADDED || this == REMOVED;
    }
  }

  /** One event: when it happened, and how long it took to arrive. */
  public record Hit(Kind kind, long at, long delay, int product, int quantity) {
    public long receivedAt() {
      return at + delay;
    }
  }

  /** The utm parameters of the link that was followed. */
  public record Campaign(String source, String medium, String name) {}
}
