package vongdoi.generate.buying;

import java.util.ArrayList;
import java.util.List;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.draw.Numbering;
import vongdoi.generate.people.CrmEntry;
import vongdoi.generate.people.Person;
import vongdoi.generate.people.VietnamesePhones;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopSettings;

/**
 * Runs subscriptions: they renew, or a payment fails and is tried again, or renewal is switched off
 * and they lapse at the period's end.
 */
public final class SubscriptionDesk {
  private static final long DAY = 86_400_000L;
  private static final String[] PLANS = {
    "Gói cà phê tháng", "Gói sữa tháng", "Gói tã tháng", "Hội viên năm"
  };
  private static final long[] PRICES = {189_000, 249_000, 329_000, 990_000};
  private static final int[] RETRY_DAYS = {1, 3, 7};

  private final ShopSettings settings;
  private final ShopCalendar calendar;

  public SubscriptionDesk(ShopSettings settings, ShopCalendar calendar) {
    this.settings = settings;
    this.calendar = calendar;
  }

  public List<Subscription> of(Person person, Buying buying, List<CrmEntry> crm) {
    Draws draws = Draws.of(settings.seed(), "subscription", person.index());
    boolean subscribes = draws.chance(settings.behaviour().subscriberRate());
    if (!subscribes || !buying.isBuyer() || buying.firstAt() >= calendar.endPace()) {
      return List.of();
    }
    long startedAt = calendar.clock(buying.firstAt()) + draws.millis(0, 20 * DAY);
    startedAt -= startedAt % 1000;
    int plan = draws.below(PLANS.length);
    String id = "DK" + Numbering.padded(person.index(), 9);
    String record = crm.isEmpty() ? null : crm.get(0).recordId();
    var contact =
        new Order.Contact(
            person.userId() == null ? record : null,
            person.userId(),
            null,
            person.email(),
            VietnamesePhones.spelled(draws, person.phone()));
    boolean yearly = plan == PLANS.length - 1;
    var course = new Course(draws, id, PRICES[plan], startedAt, yearly ? 12 : 1);
    course.run();
    return List.of(
        new Subscription(
            id,
            contact,
            PLANS[plan],
            yearly ? "year" : "month",
            PRICES[plan],
            startedAt,
            course.states,
            course.payments));
  }

  /** The states and payments of one subscription, made period by period. */
  private final class Course {
    private final Draws draws;
    private final String id;
    private final long amount;
    private final long startedAt;
    private final int months;
    private final List<Subscription.State> states = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();

    Course(Draws draws, String id, long amount, long startedAt, int months) {
      this.draws = draws;
      this.id = id;
      this.amount = amount;
      this.startedAt = startedAt;
      this.months = months;
    }

    void run() {
      boolean renews = !draws.chance(0.15);
      int period = 1;
      long periodStart = startedAt;
      long periodEnd = calendar.plusMonths(startedAt, months);
      pay(period, 1, startedAt, true);
      state("active", startedAt, periodEnd, renews, 0);
      while (periodEnd < calendar.horizon()) {
        renews = renews && !switchedOff(periodStart, periodEnd);
        if (!renews) {
          state("lapsed", periodEnd, periodEnd, false, 0);
          return;
        }
        long paidAt = charge(period + 1, periodEnd);
        if (paidAt < 0) {
          return;
        }
        period++;
        periodStart = paidAt;
        periodEnd = calendar.plusMonths(startedAt, months * period);
        state("active", paidAt, periodEnd, true, 0);
      }
      if (renews) {
        switchedOff(periodStart, Math.min(periodEnd, calendar.horizon()));
      }
    }

    private boolean switchedOff(long from, long to) {
      boolean off = draws.chance(months == 1 ? 0.06 : 0.15);
      boolean outright = draws.chance(0.3);
      long at = draws.millis(from + 1000, to - 1000);
      at -= at % 1000;
      if (off) {
        state(outright ? "cancelled" : "active", at, to, false, outright ? at : 0);
      }
      return off;
    }

    /** When the renewal was paid, or -1 if it never was. */
    private long charge(int period, long at) {
      if (!draws.chance(0.1)) {
        pay(period, 1, at, true);
        return at;
      }
      pay(period, 1, at, false);
      state("past_due", at, at, true, 0);
      for (int i = 0; i < RETRY_DAYS.length; i++) {
        long again = at + RETRY_DAYS[i] * DAY;
        boolean paid = draws.chance(0.4);
        pay(period, i + 2, again, paid);
        if (paid) {
          return again;
        }
      }
      state("lapsed", at + 7 * DAY + 3_600_000L, at, true, 0);
      return -1;
    }

    private void state(String status, long at, long end, boolean renews, long cancelledAt) {
      states.add(new Subscription.State(status, at, end, renews, cancelledAt));
    }

    private void pay(int period, int attempt, long at, boolean isPaid) {
      String code = PaymentDesk.code(draws, "card");
      payments.add(
          new Payment(
              "TT" + id + "-" + period + "-" + attempt,
              null,
              id,
              "card",
              attempt,
              amount,
              at,
              ShopCalendar.NEVER,
              List.of(new Payment.State(isPaid ? "paid" : "failed", at, isPaid ? null : code))));
    }
  }
}
