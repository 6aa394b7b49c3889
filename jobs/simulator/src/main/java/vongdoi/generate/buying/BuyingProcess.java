package vongdoi.generate.buying;

import java.util.ArrayList;
import java.util.List;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.people.CrmEntry;
import vongdoi.generate.people.Person;
import vongdoi.generate.shop.Behaviour;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopSettings;

/**
 * The buy-till-you-die process BG/NBD with Gamma-Gamma spend, in shop time.
 *
 * <p>Fader, Hardie, Lee: "Counting your customers" the easy way (2005); Fader, Hardie: The
 * Gamma-Gamma model of monetary value (2013). Example: with r = 0.9 and alpha = 22 days a living
 * customer buys every 24 days on average.
 */
public final class BuyingProcess {
  private static final int MOST_ORDERS = 1000;

  private final ShopSettings settings;
  private final ShopCalendar calendar;
  private final OrderMaker maker;

  public BuyingProcess(ShopSettings settings, ShopCalendar calendar) {
    this.settings = settings;
    this.calendar = calendar;
    this.maker = new OrderMaker(settings);
  }

  public Buying buying(Person person, List<CrmEntry> crm) {
    Behaviour b = settings.behaviour();
    Draws draws = Draws.of(settings.seed(), "buying", person.index());
    if (!draws.chance(b.buyerRate())) {
      return Buying.none();
    }
    double lambda = draws.gamma(b.purchaseShape()) / b.purchaseScale();
    double dropout = draws.beta(b.dropoutA(), b.dropoutB());
    double spendRate = draws.gamma(b.spendMeanShape()) / b.spendScale();
    Basket basket = new Basket(settings, person.index());
    List<Order> orders = new ArrayList<>();
    double at = person.registered() + draws.exponential(1 / 2.0);
    double first = at;
    double died = Double.POSITIVE_INFINITY;
    while (at < calendar.horizonPace() && orders.size() < MOST_ORDERS) {
      double amount = draws.gamma(b.spendShape()) / spendRate;
      long clock = calendar.clock(at);
      orders.add(maker.order(person, crm, basket, orders.size(), clock - clock % 1000, amount));
      if (orders.size() > 1 && draws.chance(dropout)) {
        died = at;
        break;
      }
      at += draws.exponential(lambda);
    }
    return new Buying(lambda, dropout, b.spendShape() / spendRate, first, died, orders);
  }
}
