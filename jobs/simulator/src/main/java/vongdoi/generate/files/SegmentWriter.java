package vongdoi.generate.files;

import vongdoi.generate.buying.Order;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.people.Person;
import vongdoi.generate.shop.Noise;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopCatalog;
import vongdoi.generate.shop.ShopSettings;
import vongdoi.generate.visit.Visit;

/**
 * Turns visits into Segment calls, one JSON object a line, and adds the faults of a real feed:
 * second deliveries, torn lines, lines that are no event, times in the future.
 *
 * <p>Stamps follow the event spec: {@code timestamp = receivedAt - (sentAt - originalTimestamp)} is
 * the true time whatever the device's clock says.
 */
public final class SegmentWriter {
  private static final long DAY = 86_400_000L;
  private static final String SHOP = "https://shop.example.vn";
  private static final String NIL = "00000000-0000-0000-0000-000000000000";

  private final Noise noise;
  private final ShopCalendar calendar;
  private final DayFiles files;
  private final EventCounts counts;
  private final LineBuffer line = new LineBuffer();

  public SegmentWriter(
      ShopSettings settings, ShopCalendar calendar, DayFiles files, EventCounts counts) {
    this.noise = settings.noise();
    this.calendar = calendar;
    this.files = files;
    this.counts = counts;
  }

  public void write(Draws draws, Visit visit) {
    for (int i = 0; i < visit.hits().size(); i++) {
      Visit.Hit hit = visit.hits().get(i);
      boolean again = draws.chance(noise.duplicateRate());
      long later = draws.chance(0.5) ? draws.millis(1_000, DAY / 4) : draws.millis(DAY, 3 * DAY);
      boolean bare = draws.chance(noise.bareTimestampRate());
      double fault = draws.uniform();
      if (calendar.inData(hit.receivedAt())) {
        call(visit, hit, i, hit.delay(), bare);
        send(hit.receivedAt());
        counts.good++;
        fault(draws, fault, visit, hit, i);
      }
      if (again && calendar.inData(hit.receivedAt()) && calendar.inData(hit.receivedAt() + later)) {
        call(visit, hit, i, hit.delay() + later, bare);
        send(hit.receivedAt() + later);
        counts.duplicate++;
      }
    }
  }

  private void send(long receivedAt) {
    files.line(Math.floorDiv(receivedAt, DAY), line);
  }

  private void fault(Draws draws, double fault, Visit visit, Visit.Hit hit, int number) {
    double torn = noise.tornRate();
    double malformed = torn + noise.malformedRate();
    if (fault < torn) {
      line.truncate(line.size() / 4 + draws.below(line.size() / 2));
      send(hit.receivedAt());
      counts.broken++;
    } else if (fault < malformed) {
      malformed(draws, hit);
      send(hit.receivedAt());
      counts.broken++;
    } else if (fault < malformed + noise.futureRate()) {
      future(draws, visit, hit, number);
      send(hit.receivedAt());
      counts.future++;
    }
  }

  private void malformed(Draws draws, Visit.Hit hit) {
    line.clear().open();
    switch (draws.below(3)) {
      case 0 -> line.put("type", "track").put("event", "Product Viewed");
      case 1 -> line.put("messageId", "m-x" + Long.toString(draws.bits() >>> 1, 36));
      default ->
          line.put("type", "track")
              .put("messageId", "m-x" + Long.toString(draws.bits() >>> 1, 36))
              .put("timestamp", "hôm qua")
              .put("receivedAt", "31/02/" + (2000 + hit.at() % 30));
    }
    line.close();
  }

  /** A stray event of a device whose owner turned the year forward, under an id of its own. */
  private void future(Draws draws, Visit visit, Visit.Hit hit, int number) {
    long claimed = hit.at() + draws.between(30, 3000) * DAY;
    line.clear().open().put("type", "track").put("event", "Product Viewed");
    line.put("anonymousId", visit.device().id());
    line.put("messageId", id(visit, number) + "-f");
    line.instant("originalTimestamp", claimed)
        .instant("receivedAt", hit.receivedAt())
        .instant("timestamp", claimed);
    line.open("properties").put("product_id", ShopCatalog.product(0).id()).close().close();
  }

  private static String id(Visit visit, int number) {
    return "m-" + visit.owner() + "-" + visit.number() + "-" + number;
  }

  private void call(Visit visit, Visit.Hit hit, int number, long delay, boolean isBare) {
    long latency = 100;
    long original = hit.at() - latency + visit.device().skewMillis();
    line.clear().open();
    line.put("type", type(hit.kind())).put("event", hit.kind().event());
    if (hit.kind() != Visit.Kind.ALIAS) {
      line.put("anonymousId", visit.isCorrupt() ? NIL : visit.device().id());
    }
    if (visit.isCorrupt() && visit.number() % 2 == 0) {
      line.put("userId", "anonymous");
    } else {
      line.put("userId", visit.userId());
    }
    line.put("messageId", id(visit, number));
    line.instant("originalTimestamp", original)
        .instant("sentAt", original + delay)
        .instant("receivedAt", hit.at() + delay);
    if (!isBare) {
      line.instant("timestamp", hit.at());
    }
    context(visit, hit);
    body(visit, hit);
    line.close();
  }

  private static String type(Visit.Kind kind) {
    return switch (kind) {
      case PAGE -> "page";
      case IDENTIFY -> "identify";
      case ALIAS -> "alias";
      default -> "track";
    };
  }

  private void context(Visit visit, Visit.Hit hit) {
    line.open("context");
    line.open("page");
    if (hit.product() >= 0) {
      line.put("path", "/p/" + ShopCatalog.product(hit.product()).id());
    } else {
      line.put("path", "/");
    }
    if (hit.kind() == Visit.Kind.PAGE) {
      line.put("url", url(visit));
    }
    line.close();
    if (visit.campaign() != null && hit.kind() == Visit.Kind.PAGE) {
      line.open("campaign")
          .put("source", visit.campaign().source())
          .put("medium", visit.campaign().medium())
          .put("name", visit.campaign().name())
          .close();
    }
    line.close();
  }

  private static String url(Visit visit) {
    boolean referred =
        visit.person() != null && visit.person().referrer() >= 0 && visit.number() == 0;
    if (referred) {
      return SHOP + "/?ref=" + Person.codeOf(visit.person().referrer());
    }
    Visit.Campaign campaign = visit.campaign();
    return campaign == null ? SHOP + "/" : SHOP + "/?utm_source=" + campaign.source();
  }

  private void body(Visit visit, Visit.Hit hit) {
    switch (hit.kind()) {
      case PAGE -> line.open("properties").put("path", "/").close();
      case ALIAS -> line.put("previousId", visit.device().id());
      case IDENTIFY -> traits(visit.person());
      case SEARCHED ->
          line.open("properties").put("query", ShopCatalog.product(hit.product()).name()).close();
      case LIST_VIEWED ->
          line.open("properties")
              .put("list_id", "danh-muc")
              .put("category", ShopCatalog.product(hit.product()).category())
              .close();
      case VIEWED, ADDED, REMOVED -> product(visit, hit);
      case CART_VIEWED, CHECKOUT_STARTED, PAYMENT_ENTERED, ORDER_COMPLETED -> checkout(visit, hit);
    }
  }

  private void traits(Person person) {
    line.open("traits")
        .put("email", person.email())
        .put("phone", person.phone())
        .put("name", person.name().full())
        .close();
  }

  private void product(Visit visit, Visit.Hit hit) {
    ShopCatalog.Product product = ShopCatalog.product(hit.product());
    line.open("properties");
    if (hit.kind().changesCart()) {
      line.put("cart_id", visit.cartId());
    }
    line.put("product_id", product.id())
        .put("name", product.name())
        .put("category", product.category())
        .put("price", product.price())
        .put("quantity", hit.quantity())
        .put("currency", "VND")
        .close();
  }

  private void checkout(Visit visit, Visit.Hit hit) {
    line.open("properties");
    if (hit.kind() == Visit.Kind.CART_VIEWED) {
      line.put("cart_id", visit.cartId());
    }
    Order order = visit.order();
    if (order != null && hit.kind() != Visit.Kind.CART_VIEWED) {
      line.put("order_id", order.id());
      if (hit.kind() == Visit.Kind.PAYMENT_ENTERED) {
        line.put("payment_method", order.payments().get(0).method());
      } else {
        line.put("total", order.total()).put("revenue", order.subtotal() - order.discount());
        line.put("shipping", order.shipping()).put("discount", order.discount());
        line.put("coupon", order.coupon()).put("currency", "VND");
      }
    }
    if (hit.kind() != Visit.Kind.PAYMENT_ENTERED) {
      products(visit);
    }
    line.close();
  }

  private void products(Visit visit) {
    line.openArray("products");
    if (visit.order() != null) {
      for (Order.Line item : visit.order().lines()) {
        product(item.product(), item.quantity());
      }
    } else {
      for (Visit.Hit hit : visit.hits()) {
        if (hit.kind() == Visit.Kind.ADDED) {
          product(hit.product(), hit.quantity());
        }
      }
    }
    line.closeArray();
  }

  private void product(int number, int quantity) {
    ShopCatalog.Product product = ShopCatalog.product(number);
    line.open()
        .put("product_id", product.id())
        .put("price", product.price())
        .put("quantity", quantity)
        .close();
  }
}
