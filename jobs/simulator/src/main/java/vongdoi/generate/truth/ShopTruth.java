package vongdoi.generate.truth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.generate.buying.Buying;
import vongdoi.generate.buying.Order;
import vongdoi.generate.buying.Payment;
import vongdoi.generate.buying.Subscription;
import vongdoi.generate.draw.Numbering;
import vongdoi.generate.life.Life;
import vongdoi.generate.people.CrmEntry;
import vongdoi.generate.people.Person;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.visit.Visit;

/**
 * What is true of one customer or visitor, as one nested row: who it is, how it buys, what it will
 * buy, its carts, open payments and renewals. Times are milliseconds since 1970, amounts whole VND.
 */
final class ShopTruth {
  static final StructType SCHEMA =
      StructType.fromDDL(
          "entity_id STRING, is_visitor BOOLEAN, registered_at BIGINT, full_name STRING,"
              + " phones ARRAY<STRING>, emails ARRAY<STRING>, user_id STRING,"
              + " crm_record_ids ARRAY<STRING>, device_ids ARRAY<STRING>,"
              + " shared_device_ids ARRAY<STRING>, referred_by STRING,"
              + " customer STRUCT<was_alive_at_end: BOOLEAN, lambda: DOUBLE, dropout: DOUBLE,"
              + " mean_spend_amount: DOUBLE, first_order_at: BIGINT, orders_to_end: INT,"
              + " amount_to_end: BIGINT, next_90d_orders: INT, next_90d_amount: BIGINT>,"
              + " orders ARRAY<STRUCT<order_id: STRING, ordered_at: BIGINT, status: STRING,"
              + " net_amount: BIGINT>>,"
              + " carts ARRAY<STRUCT<cart_id: STRING, last_changed_at: BIGINT,"
              + " abandoned: BOOLEAN>>,"
              + " payments ARRAY<STRUCT<payment_id: STRING, order_id: STRING, method: STRING,"
              + " amount: BIGINT, created_at: BIGINT, expires_at: BIGINT, will_be_paid: BOOLEAN>>,"
              + " renewals ARRAY<STRUCT<subscription_id: STRING, status: STRING,"
              + " renews_at: BIGINT, auto_renew: BOOLEAN, amount: BIGINT, will_renew: BOOLEAN>>");

  /** A cart counts as left when nothing is bought so long after its last change. */
  private static final long HOUR = 3_600_000L;

  private final ShopCalendar calendar;

  ShopTruth(ShopCalendar calendar) {
    this.calendar = calendar;
  }

  Row customer(Life life) {
    Person person = life.person();
    List<String> own = new ArrayList<>();
    List<String> shared = new ArrayList<>();
    for (Person.Device device : person.devices()) {
      (device.isShared() ? shared : own).add(device.id());
    }
    return RowFactory.create(
        person.entityId(),
        false,
        calendar.clock(person.registered()),
        person.name().full(),
        present(person.phone(), person.secondPhone()),
        present(person.email(), person.secondEmail()),
        person.userId(),
        life.crm().stream()
            .filter(entry -> calendar.inData(entry.createdAt()))
            .map(CrmEntry::recordId)
            .toArray(String[]::new),
        own.toArray(String[]::new),
        shared.toArray(String[]::new),
        person.referrer() < 0 ? null : "P" + Numbering.padded(person.referrer(), 9),
        figures(life.buying()),
        orders(life.buying()),
        carts(life.visits(), life.buying().orders()),
        pending(life.buying()),
        renewals(life.subscriptions()));
  }

  Row visitor(List<Visit> visits) {
    Row[] none = {};
    return RowFactory.create(
        visits.get(0).owner(),
        true,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        none,
        carts(visits, List.of()),
        none,
        none);
  }

  private Row figures(Buying buying) {
    int before = 0;
    int after = 0;
    long amountBefore = 0;
    long amountAfter = 0;
    long firstAt = Long.MAX_VALUE;
    for (Order order : buying.orders()) {
      int counts = order.isPurchase() ? 1 : 0;
      if (order.at() < calendar.end()) {
        before += counts;
        amountBefore += order.netAmount();
        firstAt = Math.min(firstAt, order.at());
      } else if (order.at() < calendar.horizon()) {
        after += counts;
        amountAfter += order.netAmount();
      }
    }
    if (firstAt == Long.MAX_VALUE) {
      return null;
    }
    return RowFactory.create(
        buying.diedAt() >= calendar.endPace(),
        buying.purchasesPerDay(),
        buying.dropout(),
        buying.meanSpend(),
        firstAt,
        before,
        amountBefore,
        after,
        amountAfter);
  }

  private Row[] orders(Buying buying) {
    return buying.orders().stream()
        .filter(order -> order.at() < calendar.end())
        .map(
            order ->
                RowFactory.create(
                    order.id(), order.at(), order.statusAt(calendar.end()), order.netAmount()))
        .toArray(Row[]::new);
  }

  private Row[] carts(List<Visit> visits, List<Order> orders) {
    Map<String, Long> changes = new LinkedHashMap<>();
    for (Visit visit : visits) {
      for (Visit.Hit hit : visit.hits()) {
        if (visit.cartId() != null
            && hit.kind().changesCart()
            && calendar.inData(hit.receivedAt())) {
          changes.merge(visit.cartId(), hit.at(), Math::max);
        }
      }
    }
    List<Row> carts = new ArrayList<>();
    changes.forEach((cart, at) -> carts.add(RowFactory.create(cart, at, isAbandoned(at, orders))));
    return carts.toArray(Row[]::new);
  }

  private boolean isAbandoned(long changedAt, List<Order> orders) {
    if (changedAt + HOUR > calendar.end()) {
      return false;
    }
    for (Order order : orders) {
      if (order.at() >= changedAt && order.at() <= changedAt + HOUR) {
        return false;
      }
    }
    return true;
  }

  private Row[] pending(Buying buying) {
    Map<String, Row> open = new HashMap<>();
    for (Order order : buying.orders()) {
      for (Payment payment : order.payments()) {
        Payment.State now = payment.stateAt(calendar.end());
        if (now != null && now.status().equals("pending")) {
          boolean paid = payment.states().stream().anyMatch(s -> s.status().equals("paid"));
          Long expires = payment.expiresAt() == ShopCalendar.NEVER ? null : payment.expiresAt();
          open.put(
              payment.id(),
              RowFactory.create(
                  payment.id(),
                  order.id(),
                  payment.method(),
                  payment.amount(),
                  payment.createdAt(),
                  expires,
                  paid));
        }
      }
    }
    return open.keySet().stream().sorted().map(open::get).toArray(Row[]::new);
  }

  /** Those that are running at the end of the data, and whether the next period will be paid. */
  private Row[] renewals(List<Subscription> subscriptions) {
    List<Row> renewals = new ArrayList<>();
    for (Subscription subscription : subscriptions) {
      Subscription.State now = subscription.stateAt(calendar.end());
      if (now != null && (now.status().equals("active") || now.status().equals("past_due"))) {
        boolean renews =
            subscription.states().stream()
                .anyMatch(s -> s.status().equals("active") && s.periodEnd() > now.periodEnd());
        Boolean known = now.periodEnd() < calendar.horizon() ? renews : null;
        renewals.add(
            RowFactory.create(
                subscription.id(),
                now.status(),
                now.periodEnd(),
                now.isAutoRenew(),
                subscription.amount(),
                known));
      }
    }
    return renewals.toArray(Row[]::new);
  }

  private static String[] present(String first, String second) {
    return Stream.of(first, second).filter(Objects::nonNull).toArray(String[]::new);
  }
}
