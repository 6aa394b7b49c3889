package vongdoi.generate.buying;

import java.util.ArrayList;
import java.util.List;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.shop.ShopCatalog;
import vongdoi.generate.shop.ShopSettings;

/**
 * Fills a basket up to an amount: half of it a customer's own favourites, a third companions of
 * what lies in it already, the rest what everybody buys.
 */
public final class Basket {
  private static final int FAVOURITES = 8;
  private static final int LINES = 5;
  private static final long SLACK = 20_000;

  private final int[] favourites = new int[FAVOURITES];

  public Basket(ShopSettings settings, long index) {
    Draws draws = Draws.of(settings.seed(), "favourites", index);
    for (int i = 0; i < FAVOURITES; i++) {
      favourites[i] = ShopCatalog.popular(draws);
    }
  }

  /** Lines that come to about the target (whole VND), the discount being per cent of each. */
  List<Order.Line> fill(Draws draws, double target, int percentOff) {
    List<Order.Line> lines = new ArrayList<>();
    double left = target;
    for (int tries = 0; tries < 14 && lines.size() < LINES && left > SLACK; tries++) {
      int product = pick(draws, lines);
      long price = ShopCatalog.product(product).price();
      if (price <= left + SLACK / 2 && !contains(lines, product)) {
        int most = (int) Math.max(1, Math.min(3, left / price));
        int quantity = draws.chance(0.65) ? 1 : draws.between(1, most);
        lines.add(line(product, quantity, percentOff));
        left -= price * quantity;
      }
    }
    if (left > SLACK || lines.isEmpty()) {
      lines.add(rest(draws, lines, left, percentOff));
    }
    return lines;
  }

  /** What a visitor looks at or puts into a cart. */
  public int pick(Draws draws) {
    return draws.chance(0.5) ? favourites[draws.below(FAVOURITES)] : ShopCatalog.popular(draws);
  }

  private int pick(Draws draws, List<Order.Line> lines) {
    if (!lines.isEmpty() && draws.chance(0.33)) {
      return ShopCatalog.companion(draws, lines.get(draws.below(lines.size())).product());
    }
    return draws.chance(0.7) ? favourites[draws.below(FAVOURITES)] : ShopCatalog.popular(draws);
  }

  /** One line of something cheap, for what is still missing. */
  private static Order.Line rest(Draws draws, List<Order.Line> lines, double left, int percentOff) {
    int product = draws.below(ShopCatalog.PRODUCTS.size());
    for (int steps = 0; steps < ShopCatalog.PRODUCTS.size(); steps++) {
      long price = ShopCatalog.product(product).price();
      if (price <= Math.max(left, 36_000) && price * 6 > left && !contains(lines, product)) {
        break;
      }
      product = (product + 7) % ShopCatalog.PRODUCTS.size();
    }
    long price = ShopCatalog.product(product).price();
    return line(product, (int) Math.max(1, Math.round(left / price)), percentOff);
  }

  private static Order.Line line(int product, int quantity, int percentOff) {
    return new Order.Line(
        product, quantity, ShopCatalog.product(product).price() * quantity * percentOff / 100);
  }

  private static boolean contains(List<Order.Line> lines, int product) {
    for (Order.Line line : lines) {
      if (line.product() == product) {
        return true;
      }
    }
    return false;
  }
}
