package vongdoi.generate.visit;

import java.util.ArrayList;
import java.util.List;
import vongdoi.generate.buying.Basket;
import vongdoi.generate.buying.Order;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.shop.ShopCatalog;
import vongdoi.generate.shop.ShopSettings;

/** Writes out the events of one visit, with their times and how late they arrive. */
final class HitScript {
  private static final long DAY = 86_400_000L;
  private static final int SHORTEST_GAP = 4_000;
  private static final int LONGEST_GAP = 90_000;

  /** How a visit goes that does not buy. */
  enum Plot {
    CART,
    LOOK
  }

  private final ShopSettings settings;

  HitScript(ShopSettings settings) {
    this.settings = settings;
  }

  /** A visit that ends with the order, the last event at the time of the order. */
  List<Visit.Hit> buying(Draws draws, Order order) {
    List<Visit.Hit> hits = new ArrayList<>();
    hits.add(hit(Visit.Kind.PAGE, -1, 0));
    if (draws.chance(0.3)) {
      hits.add(hit(Visit.Kind.SEARCHED, order.lines().get(0).product(), 0));
    }
    for (Order.Line line : order.lines()) {
      if (draws.chance(0.7)) {
        hits.add(hit(Visit.Kind.VIEWED, line.product(), 1));
      }
      hits.add(hit(Visit.Kind.ADDED, line.product(), line.quantity()));
    }
    if (draws.chance(0.5)) {
      hits.add(hit(Visit.Kind.CART_VIEWED, -1, 0));
    }
    hits.add(hit(Visit.Kind.CHECKOUT_STARTED, -1, 0));
    if (draws.chance(0.6)) {
      hits.add(hit(Visit.Kind.PAYMENT_ENTERED, -1, 0));
    }
    hits.add(hit(Visit.Kind.ORDER_COMPLETED, -1, 0));
    return timed(draws, hits, order.at(), true);
  }

  /** A visit that ends without an order, starting at the given time. */
  List<Visit.Hit> leaving(Draws draws, Basket basket, long at, Plot plot) {
    List<Visit.Hit> hits = new ArrayList<>();
    hits.add(hit(Visit.Kind.PAGE, -1, 0));
    int product = basket.pick(draws);
    if (draws.chance(0.3)) {
      hits.add(hit(draws.chance(0.5) ? Visit.Kind.SEARCHED : Visit.Kind.LIST_VIEWED, product, 0));
    }
    int products = plot == Plot.CART ? draws.between(1, 2) : draws.between(1, 3);
    for (int i = 0; i < products; i++) {
      if (plot == Plot.LOOK || draws.chance(0.75)) {
        hits.add(hit(Visit.Kind.VIEWED, product, 1));
      }
      if (plot == Plot.CART) {
        hits.add(hit(Visit.Kind.ADDED, product, draws.chance(0.8) ? 1 : 2));
        if (products > 1 && draws.chance(0.08)) {
          hits.add(hit(Visit.Kind.REMOVED, product, 1));
        }
      }
      product = draws.chance(0.4) ? ShopCatalog.companion(draws, product) : basket.pick(draws);
    }
    if (plot == Plot.CART && draws.chance(0.3)) {
      hits.add(hit(Visit.Kind.CART_VIEWED, -1, 0));
      if (draws.chance(0.5)) {
        hits.add(hit(Visit.Kind.CHECKOUT_STARTED, -1, 0));
      }
    }
    return timed(draws, hits, at, false);
  }

  /** The same with the calls of a login after the first page. */
  List<Visit.Hit> login(Draws draws, List<Visit.Hit> hits) {
    boolean identifies = draws.chance(0.5);
    boolean aliases = draws.chance(0.05);
    if (!identifies) {
      return hits;
    }
    List<Visit.Hit> opened = new ArrayList<>(hits);
    long at = hits.get(0).at() + 1_500;
    opened.add(1, new Visit.Hit(Visit.Kind.IDENTIFY, at, 0, -1, 0));
    if (aliases) {
      opened.add(1, new Visit.Hit(Visit.Kind.ALIAS, at - 500, 0, -1, 0));
    }
    return opened;
  }

  /** The same with the time that each event takes to arrive; a device off line sends all later. */
  List<Visit.Hit> delivered(Draws draws, List<Visit.Hit> hits) {
    boolean late = draws.chance(settings.noise().lateRate());
    long offline = draws.millis(600_000L, 7 * DAY - 10_000);
    List<Visit.Hit> sent = new ArrayList<>(hits.size());
    for (Visit.Hit hit : hits) {
      long delay = draws.between(150, 3_000) + (late ? offline : 0);
      sent.add(new Visit.Hit(hit.kind(), hit.at(), delay, hit.product(), hit.quantity()));
    }
    return sent;
  }

  private static Visit.Hit hit(Visit.Kind kind, int product, int quantity) {
    return new Visit.Hit(kind, 0, 0, product, quantity);
  }

  private static List<Visit.Hit> timed(
      Draws draws, List<Visit.Hit> hits, long anchor, boolean isEnd) {
    long[] times = new long[hits.size()];
    long at = 0;
    for (int i = 0; i < times.length; i++) {
      times[i] = at;
      at += draws.between(SHORTEST_GAP, LONGEST_GAP);
    }
    long shift = anchor - (isEnd ? times[times.length - 1] : 0);
    List<Visit.Hit> timed = new ArrayList<>(hits.size());
    for (int i = 0; i < times.length; i++) {
      Visit.Hit hit = hits.get(i);
      timed.add(new Visit.Hit(hit.kind(), times[i] + shift, 0, hit.product(), hit.quantity()));
    }
    return timed;
  }
}
