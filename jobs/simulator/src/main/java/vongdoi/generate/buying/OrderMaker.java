package vongdoi.generate.buying;

import java.util.ArrayList;
import java.util.List;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.draw.Numbering;
import vongdoi.generate.people.CrmEntry;
import vongdoi.generate.people.Person;
import vongdoi.generate.people.VietnamesePhones;
import vongdoi.generate.shop.ShopSettings;

/** Makes one order of a customer: where, what, how paid, and how it goes on from there. */
final class OrderMaker {
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final String[] CHANNELS = {"web", "app", "store", "phone"};
  private static final double[] CHANNEL_SHARES = Draws.cumulative(45, 22, 25, 8);
  private static final String[] STORES = {
    "Quận 1", "Gò Vấp", "Cầu Giấy", "Đống Đa", "Hải Châu", "Ninh Kiều"
  };
  private static final String[] COUPONS = {"CHAO10", "FREESHIP", "SALE10", "TET10", "VIP10"};

  private final ShopSettings settings;

  OrderMaker(ShopSettings settings) {
    this.settings = settings;
  }

  Order order(
      Person person, List<CrmEntry> crm, Basket basket, int number, long at, double amount) {
    Draws draws = Draws.of(settings.seed(), "order", person.index() * 1024 + number);
    String id = "DH" + Numbering.padded(person.index(), 9) + "-" + number;
    String channel = CHANNELS[draws.weighted(CHANNEL_SHARES)];
    boolean online = channel.equals("web") || channel.equals("app");
    String coupon = coupon(draws, person, number);
    int percentOff = coupon == null ? 0 : 10;
    List<Order.Line> lines = basket.fill(draws, amount * 100 / (100 - percentOff), percentOff);
    long net = lines.stream().mapToLong(line -> line.amount() - line.discount()).sum();
    long shipping = channel.equals("store") || net >= 300_000 ? 0 : 22_000;
    int device = online ? draws.below(person.devices().size()) : -1;
    List<Order.Step> steps = new ArrayList<>();
    PaymentDesk.Outcome paid = fulfil(draws, id, channel, net + shipping, at, steps);
    long refund = refund(draws, lines, net + shipping, steps);
    return new Order(
        id,
        number,
        at,
        channel,
        channel.equals("store") ? draws.pick(STORES) : null,
        lines,
        shipping,
        coupon,
        online ? "GH" + Long.toString(person.index(), 36) + "-d" + number : null,
        device,
        online && draws.chance(0.1),
        contact(draws, person, crm, channel, device, at),
        steps,
        refund,
        refund == 0 ? paid.payments() : refunded(paid.payments(), steps));
  }

  private static String coupon(Draws draws, Person person, int number) {
    boolean drawn = draws.chance(0.15);
    String common = draws.pick(COUPONS);
    if (number == 0 && person.referrer() >= 0) {
      return Person.codeOf(person.referrer());
    }
    return drawn ? common : null;
  }

  private static PaymentDesk.Outcome fulfil(
      Draws draws, String id, String channel, long amount, long at, List<Order.Step> steps) {
    String method = PaymentDesk.method(draws, channel);
    if (channel.equals("store")) {
      steps.add(new Order.Step("completed", at));
      return PaymentDesk.atOnce(id, method, amount, at);
    }
    steps.add(new Order.Step("pending", at));
    boolean cod = method.equals("cod");
    long shipAfter = whole(draws.millis(4 * HOUR, 30 * HOUR));
    long arriveAfter = whole(draws.millis(12 * HOUR, 4 * DAY));
    PaymentDesk.Outcome paid;
    long shippedAt;
    if (cod) {
      shippedAt = at + shipAfter;
      boolean accepted = !draws.chance(0.05);
      paid = PaymentDesk.onDelivery(id, amount, at, shippedAt + arriveAfter, accepted);
    } else {
      paid = PaymentDesk.inAdvance(draws, id, method, amount, at);
      steps.add(new Order.Step(paid.isPaid() ? "paid" : "cancelled", paid.settledAt()));
      shippedAt = paid.settledAt() + shipAfter;
    }
    if (cod || paid.isPaid()) {
      steps.add(new Order.Step("shipped", shippedAt));
      steps.add(new Order.Step(paid.isPaid() ? "completed" : "cancelled", shippedAt + arriveAfter));
    }
    return paid;
  }

  private static long refund(
      Draws draws, List<Order.Line> lines, long total, List<Order.Step> steps) {
    boolean returned = draws.chance(0.025);
    boolean full = draws.chance(0.5);
    long after = whole(draws.millis(DAY, 10 * DAY));
    Order.Step last = steps.get(steps.size() - 1);
    if (!returned || !last.status().equals("completed")) {
      return 0;
    }
    steps.add(new Order.Step("refunded", last.at() + after));
    return full ? total : lines.get(0).amount() - lines.get(0).discount();
  }

  private static List<Payment> refunded(List<Payment> payments, List<Order.Step> steps) {
    List<Payment> changed = new ArrayList<>(payments);
    Payment last = changed.remove(changed.size() - 1);
    List<Payment.State> states = new ArrayList<>(last.states());
    states.add(new Payment.State("refunded", steps.get(steps.size() - 1).at(), null));
    changed.add(
        new Payment(
            last.id(),
            last.orderId(),
            last.subscriptionId(),
            last.method(),
            last.attempt(),
            last.amount(),
            last.createdAt(),
            last.expiresAt(),
            states));
    return changed;
  }

  private static Order.Contact contact(
      Draws draws, Person person, List<CrmEntry> crm, String channel, int device, long at) {
    String phone = VietnamesePhones.spelled(draws, person.phone());
    boolean loggedIn = draws.chance(0.85);
    boolean leavesPhone = draws.chance(0.5);
    int entry = draws.below(Math.max(1, crm.size()));
    if (device >= 0) {
      return new Order.Contact(
          null,
          loggedIn ? person.userId() : null,
          person.devices().get(device).id(),
          person.email(),
          phone);
    }
    String record =
        crm.isEmpty() || crm.get(entry).createdAt() > at ? null : crm.get(entry).recordId();
    boolean known = record != null && (channel.equals("store") || loggedIn);
    return new Order.Contact(
        known ? record : null, null, null, null, known && !leavesPhone ? null : phone);
  }

  /** Cut to whole seconds. */
  private static long whole(long millis) {
    return millis - millis % 1000;
  }
}
