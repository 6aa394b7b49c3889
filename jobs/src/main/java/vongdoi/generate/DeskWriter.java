package vongdoi.generate;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Turns a life into the rows of the dated files: each change on the business day of its happening,
 * an order's last status of a day once.
 */
final class DeskWriter {
  /**
   * Row of a dated file on its way to it. The file is landing and day (from the first day of data)
   * in one number, the rank is the file and the second within it: one number that Spark sorts by
   * without looking at the rows.
   */
  static final StructType SCHEMA =
      StructType.fromDDL("file INT, rank BIGINT, broken BOOLEAN, line STRING");

  /** More days than any shop has. */
  static final int DAYS = 100_000;

  private static final String CURRENCY = "VND";

  private final ShopCalendar calendar;
  private final Noise noise;
  private final FeedbackDesk feedback;
  private final ConsentDesk consents;

  DeskWriter(ShopSettings settings, ShopCalendar calendar) {
    this.calendar = calendar;
    this.noise = settings.noise();
    this.feedback = new FeedbackDesk(settings);
    this.consents = new ConsentDesk(settings, calendar);
  }

  void write(Draws draws, Life life, Consumer<Row> out) {
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
        emit(draws, Landing.ORDERS, step.at(), out, orderRow(order, step));
      }
    }
    for (Order.Line line : order.lines()) {
      Catalog.Product product = Catalog.product(line.product());
      emit(
          draws,
          Landing.ORDER_ITEMS,
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
          Landing.PAYMENTS,
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
          payment.expiresAt() == Payment.NEVER ? null : calendar.text(payment.expiresAt()),
          Integer.toString(payment.attempt()),
          calendar.text(state.at()));
    }
  }

  private void subscription(Draws draws, Subscription subscription, Consumer<Row> out) {
    Order.Contact contact = subscription.contact();
    for (Subscription.State state : subscription.states()) {
      emit(
          draws,
          Landing.SUBSCRIPTIONS,
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
        Landing.CUSTOMERS,
        entry.createdAt(),
        out,
        customerRow(entry, entry.address(), entry.createdAt()));
    if (entry.movedAt() != Payment.NEVER) {
      emit(
          draws,
          Landing.CUSTOMERS,
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
        Landing.FEEDBACK,
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
        Landing.CONSENTS,
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
    String line = Landing.RECORDS.line(source, record, entity, kind);
    out.accept(row(Landing.RECORDS, 0, life.person().index(), false, line));
  }

  private void emit(Draws draws, Landing landing, long at, Consumer<Row> out, String... values) {
    boolean spoils = draws.chance(noise.brokenRowRate());
    if (!calendar.inData(at)) {
      return;
    }
    int day = calendar.day(at);
    long second = (at - calendar.start()) / 1000;
    out.accept(row(landing, day, second, false, landing.line(values)));
    if (spoils) {
      String broken = landing.broken(draws, values);
      out.accept(row(landing, day, second, true, broken));
    }
  }

  private static Row row(Landing landing, int day, long order, boolean isBroken, String line) {
    int file = landing.ordinal() * DAYS + day;
    return RowFactory.create(file, ((long) file << 36) | order, isBroken, line);
  }
}
