package vongdoi.generate.files;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import vongdoi.generate.buying.Order;
import vongdoi.generate.buying.Payment;
import vongdoi.generate.buying.Subscription;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.life.ConsentDesk;
import vongdoi.generate.life.FeedbackDesk;
import vongdoi.generate.life.Life;
import vongdoi.generate.people.Addresses;
import vongdoi.generate.people.CrmEntry;
import vongdoi.generate.people.Person;
import vongdoi.generate.shop.Noise;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopCatalog;
import vongdoi.generate.shop.ShopSettings;

/**
 * Turns a life into the rows of the dated files: each change on the business day of its happening,
 * an order's last status of a day once.
 */
public final class DeskWriter {
  private static final String CURRENCY = "VND";

  private final ShopCalendar calendar;
  private final Noise noise;
  private final FeedbackDesk feedback;
  private final ConsentDesk consents;

  public DeskWriter(ShopSettings settings, ShopCalendar calendar) {
    this.calendar = calendar;
    this.noise = settings.noise();
    this.feedback = new FeedbackDesk(settings);
    this.consents = new ConsentDesk(settings, calendar);
  }

  public void write(Draws draws, Life life, Consumer<Row> out) {
    for (Order order : life.buying().orders()) {
      order(draws, order, out);
      for (Payment payment : order.payments()) {
        payment(draws, payment, out);
      }
    }
    for (Subscription subscription : life.subscriptions()) {
      subscription(draws, subscription, out);
      for (Payment payment : subscription.payments()) {
        payment(draws, payment, out);
      }
    }
    for (CrmEntry entry : life.crm()) {
      customer(draws, entry, out);
    }
    for (FeedbackDesk.Note note : feedback.notes(life.person(), life.buying())) {
      feedback(draws, note, out);
    }
    for (ConsentDesk.Note note : consents.notes(life.person(), life.crm())) {
      consent(draws, note, out);
    }
    truth(life, out);
  }

  private void order(Draws draws, Order order, Consumer<Row> out) {
    if (!calendar.inData(order.at())) {
      return;
    }
    List<Order.Step> steps = order.steps();
    for (int i = 0; i < steps.size(); i++) {
      Order.Step step = steps.get(i);
      LocalDate day = calendar.date(step.at());
      boolean lastOfDay =
          i + 1 == steps.size() || !calendar.date(steps.get(i + 1).at()).equals(day);
      if (lastOfDay) {
        emit(draws, DailyLanding.ORDERS, step.at(), out, orderRow(order, step));
      }
    }
    for (Order.Line line : order.lines()) {
      ShopCatalog.Product product = ShopCatalog.product(line.product());
      emit(
          draws,
          DailyLanding.ORDER_ITEMS,
          order.at(),
          out,
          order.id(),
          product.id(),
          Integer.toString(line.quantity()),
          Long.toString(product.price()),
          Long.toString(line.discount()),
          calendar.text(order.at()));
    }
  }

  private String[] orderRow(Order order, Order.Step step) {
    Order.Contact contact = order.contact();
    boolean hasCart = order.cartId() != null && order.at() % 10_000 != 0;
    return new String[] {
      order.id(),
      calendar.text(order.at()),
      contact.recordId(),
      contact.userId(),
      contact.anonymousId(),
      contact.email(),
      contact.phone(),
      step.status(),
      order.channel(),
      order.store(),
      hasCart ? order.cartId() : null,
      Long.toString(order.total()),
      Long.toString(order.discount()),
      Long.toString(order.shipping()),
      Long.toString(order.tax()),
      Long.toString(step.status().equals("refunded") ? order.refund() : 0),
      CURRENCY,
      order.coupon(),
      calendar.text(step.at())
    };
  }

  private void payment(Draws draws, Payment payment, Consumer<Row> out) {
    long paidAt = -1;
    for (Payment.State state : payment.states()) {
      paidAt = state.status().equals("paid") ? state.at() : paidAt;
      emit(
          draws,
          DailyLanding.PAYMENTS,
          state.at(),
          out,
          payment.id(),
          payment.orderId(),
          payment.subscriptionId(),
          payment.method(),
          state.status(),
          state.declineCode(),
          Long.toString(payment.amount()),
          CURRENCY,
          calendar.text(payment.createdAt()),
          paidAt < 0 ? null : calendar.text(paidAt),
          payment.expiresAt() == ShopCalendar.NEVER ? null : calendar.text(payment.expiresAt()),
          Integer.toString(payment.attempt()),
          calendar.text(state.at()));
    }
  }

  private void subscription(Draws draws, Subscription subscription, Consumer<Row> out) {
    Order.Contact contact = subscription.contact();
    for (Subscription.State state : subscription.states()) {
      emit(
          draws,
          DailyLanding.SUBSCRIPTIONS,
          state.at(),
          out,
          subscription.id(),
          contact.recordId(),
          contact.userId(),
          contact.email(),
          contact.phone(),
          subscription.plan(),
          subscription.interval(),
          Long.toString(subscription.amount()),
          CURRENCY,
          state.status(),
          calendar.text(subscription.startedAt()),
          calendar.text(state.periodEnd()),
          Boolean.toString(state.isAutoRenew()),
          state.cancelledAt() == 0 ? null : calendar.text(state.cancelledAt()),
          calendar.text(state.at()));
    }
  }

  private void customer(Draws draws, CrmEntry entry, Consumer<Row> out) {
    emit(
        draws,
        DailyLanding.CUSTOMERS,
        entry.createdAt(),
        out,
        customerRow(entry, entry.address(), entry.createdAt()));
    if (entry.movedAt() != ShopCalendar.NEVER) {
      emit(
          draws,
          DailyLanding.CUSTOMERS,
          entry.movedAt(),
          out,
          customerRow(entry, entry.newAddress(), entry.movedAt()));
    }
  }

  private String[] customerRow(CrmEntry entry, Addresses.Address address, long updatedAt) {
    return new String[] {
      entry.recordId(),
      entry.userId(),
      entry.loyaltyId(),
      entry.nationalId(),
      entry.fullName(),
      entry.birthDate(),
      entry.gender(),
      entry.email(),
      entry.phone(),
      address.street(),
      address.ward(),
      address.district(),
      address.city(),
      "VN",
      entry.occupation(),
      entry.incomeBand(),
      entry.company(),
      entry.taxCode(),
      calendar.text(updatedAt)
    };
  }

  private void feedback(Draws draws, FeedbackDesk.Note note, Consumer<Row> out) {
    emit(
        draws,
        DailyLanding.FEEDBACK,
        note.givenAt(),
        out,
        note.id(),
        note.kind(),
        note.score() == null ? null : note.score().toString(),
        note.comment(),
        note.contact().recordId(),
        note.contact().userId(),
        note.contact().email(),
        note.orderId(),
        note.productId(),
        calendar.text(note.givenAt()));
  }

  private void consent(Draws draws, ConsentDesk.Note note, Consumer<Row> out) {
    emit(
        draws,
        DailyLanding.CONSENTS,
        note.givenAt(),
        out,
        note.id(),
        note.contact().recordId(),
        note.contact().userId(),
        note.contact().email(),
        note.contact().phone(),
        note.purpose(),
        note.channel(),
        note.status(),
        calendar.text(note.givenAt()),
        note.evidence());
  }

  /** Who is who, under the names that ingestion gives to sources. */
  private void truth(Life life, Consumer<Row> out) {
    String entity = life.person().entityId();
    for (CrmEntry entry : life.crm()) {
      if (calendar.inData(entry.createdAt())) {
        record(out, life, "crm", entry.recordId(), entity, "customer");
      }
    }
    if (life.person().userId() != null) {
      record(out, life, "web", life.person().userId(), entity, "user");
    }
    for (Person.Device device : life.person().devices()) {
      if (!device.isShared()) {
        record(out, life, "web", device.id(), entity, "device");
      }
    }
  }

  private static void record(
      Consumer<Row> out, Life life, String source, String record, String entity, String kind) {
    DailyLanding records = DailyLanding.RECORDS;
    String line = records.line(source, record, entity, kind);
    out.accept(LandingRow.good(records, 0, life.person().index(), line));
  }

  private void emit(
      Draws draws, DailyLanding landing, long at, Consumer<Row> out, String... values) {
    boolean spoils = draws.chance(noise.brokenRowRate());
    if (!calendar.inData(at)) {
      return;
    }
    int day = calendar.day(at);
    long second = (at - calendar.start()) / 1000;
    out.accept(LandingRow.good(landing, day, second, landing.line(values)));
    if (spoils) {
      String broken = landing.broken(draws, values);
      out.accept(LandingRow.broken(landing, day, second, broken));
    }
  }
}
