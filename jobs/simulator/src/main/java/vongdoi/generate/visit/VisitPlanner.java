package vongdoi.generate.visit;

import java.util.ArrayList;
import java.util.List;
import vongdoi.generate.buying.Basket;
import vongdoi.generate.buying.Buying;
import vongdoi.generate.buying.Order;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.draw.Numbering;
import vongdoi.generate.people.Person;
import vongdoi.generate.shop.Behaviour;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopSettings;

/**
 * Plans the visits of a customer or of an anonymous visitor: those that buy, those that leave a
 * cart, those that only look. The living come in proportion to their buying, the gone hardly.
 */
public final class VisitPlanner {
  private static final long MINUTE = 60_000L;
  private static final long DAY = 86_400_000L;
  private static final double GONE_SHARE = 0.12;
  private static final Visit.Campaign[] CAMPAIGNS = {
    new Visit.Campaign("facebook", "cpc", "thang-nay"),
    new Visit.Campaign("google", "cpc", "tim-kiem"),
    new Visit.Campaign("zalo", "social", "oa"),
    new Visit.Campaign("tiktok", "cpc", "video"),
    new Visit.Campaign("newsletter", "email", "ban-tin")
  };

  private final ShopSettings settings;
  private final ShopCalendar calendar;
  private final HitScript script;

  public VisitPlanner(ShopSettings settings, ShopCalendar calendar) {
    this.settings = settings;
    this.calendar = calendar;
    this.script = new HitScript(settings);
  }

  public List<Visit> ofCustomer(Person person, Buying buying) {
    Draws draws = Draws.of(settings.seed(), "visits", person.index());
    Basket basket = new Basket(settings, person.index());
    List<Visit> visits = new ArrayList<>();
    for (Order order : buying.orders()) {
      if (order.at() < calendar.end()) {
        aroundOrder(draws, person, basket, order, visits);
      }
    }
    double end = calendar.endPace();
    double alive = Math.max(0, Math.min(buying.diedAt(), end) - person.registered());
    double gone = Math.max(0, end - Math.max(buying.diedAt(), person.registered()));
    double purchases = buying.purchasesPerDay() * (alive + GONE_SHARE * gone);
    Behaviour b = settings.behaviour();
    int carts = draws.poisson(b.cartVisitsPerPurchase() * (purchases + 0.3));
    int looks = draws.poisson(b.browseVisitsPerPurchase() * (purchases + 0.6));
    for (int i = 0; i < carts + looks; i++) {
      boolean whileAlive = draws.chance(alive / (alive + GONE_SHARE * gone));
      double from = whileAlive ? person.registered() : end - gone;
      double at = from + draws.uniform() * (whileAlive ? alive : gone);
      HitScript.Plot plot = i < carts ? HitScript.Plot.CART : HitScript.Plot.LOOK;
      add(draws, person, basket, calendar.clock(at), plot, visits);
    }
    int before = draws.poisson(0.6);
    for (int i = 0; i < before; i++) {
      double at = Math.max(0, person.registered() - draws.exponential(0.3));
      add(draws, person, basket, calendar.clock(at), HitScript.Plot.LOOK, visits);
    }
    return visits;
  }

  private void aroundOrder(
      Draws draws, Person person, Basket basket, Order order, List<Visit> visits) {
    if (order.isOnline()) {
      Person.Device device = person.devices().get(order.device());
      if (order.isCartResumed()) {
        long at = order.at() - draws.millis(2 * 60 * MINUTE, 2 * DAY);
        List<Visit.Hit> hits = script.leaving(draws, basket, at, HitScript.Plot.CART);
        visits.add(visit(draws, person, device, null, order.cartId(), null, hits, visits.size()));
      }
      List<Visit.Hit> hits = script.buying(draws, order);
      visits.add(
          visit(
              draws,
              person,
              device,
              order.contact().userId(),
              order.cartId(),
              order,
              hits,
              visits.size()));
    } else if (draws.chance(settings.behaviour().rescueRate())) {
      long at = order.at() - draws.millis(10 * MINUTE, 45 * MINUTE);
      add(draws, person, basket, at, HitScript.Plot.CART, visits);
    }
  }

  private void add(
      Draws draws, Person person, Basket basket, long at, HitScript.Plot plot, List<Visit> visits) {
    Person.Device device = person.devices().get(draws.below(person.devices().size()));
    boolean loggedIn = draws.chance(0.6) && at >= calendar.clock(person.registered());
    String cart =
        plot == HitScript.Plot.CART
            ? "GH" + Long.toString(person.index(), 36) + "-" + visits.size()
            : null;
    List<Visit.Hit> hits = script.leaving(draws, basket, at, plot);
    visits.add(
        visit(
            draws,
            person,
            device,
            loggedIn ? person.userId() : null,
            cart,
            null,
            hits,
            visits.size()));
  }

  private Visit visit(
      Draws draws,
      Person person,
      Person.Device device,
      String userId,
      String cart,
      Order order,
      List<Visit.Hit> hits,
      int number) {
    boolean corrupt = draws.chance(settings.noise().blockedRate()) && userId == null;
    List<Visit.Hit> opened = userId == null ? hits : script.login(draws, hits);
    Visit.Campaign campaign = draws.pick(CAMPAIGNS);
    boolean followed = draws.chance(0.3);
    return new Visit(
        person.entityId(),
        number,
        person,
        device,
        userId,
        corrupt,
        cart,
        order,
        followed ? campaign : null,
        script.delivered(draws, opened));
  }

  /** Visits of someone who never logs in; indices are apart from the customers'. */
  public List<Visit> ofVisitor(long index) {
    Draws draws = Draws.of(settings.seed(), "visitor", index);
    Basket basket = new Basket(settings, -1 - index);
    boolean skewed = draws.chance(settings.noise().skewedDeviceRate());
    long skew = (long) (draws.gaussian() * 60 * MINUTE);
    Person.Device device = new Person.Device(draws.uuid(), false, skewed ? skew : 0);
    String entity = "V" + Numbering.padded(index, 9);
    List<Visit> visits = new ArrayList<>();
    double at = draws.uniform() * calendar.endPace();
    int count = 1 + draws.poisson(0.4);
    for (int number = 0; number < count && at < calendar.endPace(); number++) {
      HitScript.Plot plot = draws.chance(0.25) ? HitScript.Plot.CART : HitScript.Plot.LOOK;
      String cart =
          plot == HitScript.Plot.CART ? "GV" + Long.toString(index, 36) + "-" + number : null;
      List<Visit.Hit> hits = script.leaving(draws, basket, calendar.clock(at), plot);
      boolean corrupt = draws.chance(settings.noise().blockedRate());
      Visit.Campaign campaign = draws.pick(CAMPAIGNS);
      boolean followed = draws.chance(0.5);
      visits.add(
          new Visit(
              entity,
              number,
              null,
              device,
              null,
              corrupt,
              cart,
              null,
              followed ? campaign : null,
              script.delivered(draws, hits)));
      at += draws.exponential(0.1);
    }
    return visits;
  }
}
