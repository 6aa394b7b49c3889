package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Schedule;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Owner;

/** Orders and what was in them, each order in its newest version and with its customer. */
public final class ConformOrders implements Job {
  private static final String[] ORDER = {"order_id"};
  private static final String[] DAY = {"customer_id", "order_date", "currency"};
  private static final String FROM = "_from";

  /** An order's events are looked for from this many days before the oldest touched order. */
  private static final int EVENTS_AHEAD_DAYS = 2;

  private final ProfileConfig config;
  private final List<String> blocked;

  /**
   * @param blocked identifier values that mean nobody
   */
  public ConformOrders(ProfileConfig config, List<String> blocked) {
    this.config = config;
    this.blocked = List.copyOf(blocked);
  }

  @Override
  public String name() {
    return "profile.orders";
  }

  @Override
  public String meaning() {
    return "Puts each order together from its newest version, lines, events and payments";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Bronze.ORDERS,
        Bronze.ORDER_ITEMS,
        Bronze.PAYMENTS,
        Bronze.EVENTS,
        Bronze.PRODUCTS,
        Silver.PRODUCTS,
        Silver.CUSTOMER_RECORDS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Silver.ORDER_ITEMS), Write.sync(Silver.ORDERS));
  }

  @Override
  public Schedule schedule() {
    return Schedule.DAILY_AND_WITHIN_DAY;
  }

  @Override
  public String settings() {
    return config.orderStatusWhenMissing() + " " + config.orderStatuses() + " " + blocked;
  }

  @Override
  public Outputs run(Inputs inputs) {
    Optional<Dataset<Row>> touched =
        inputs.seen().map(seen -> inputs.keep(new TouchedOrders(inputs).ids()));
    Dataset<Row> events = inputs.keep(events(inputs, touched));
    Dataset<Row> lines =
        inputs.keep(OrderLines.of(of(touched, inputs.table(Bronze.ORDER_ITEMS)), events));
    if (touched.isEmpty()) {
      Dataset<Row> orders = inputs.keep(TakenBack.marked(orders(inputs, touched, events, lines)));
      return Outputs.of(Silver.ORDER_ITEMS, items(inputs, lines, orders))
          .and(Silver.ORDERS, orders.select(columns(Silver.ORDERS)));
    }
    Dataset<Row> fresh = inputs.keep(orders(inputs, touched, events, lines));
    Dataset<Row> moved = inputs.keep(moved(inputs, touched.get()));
    Dataset<Row> marked = inputs.keep(TakenBack.marked(days(inputs, touched.get(), fresh, moved)));
    Dataset<Row> orders = marked.where(FROM + " = 'fresh'").select(columns(Silver.ORDERS));
    Dataset<Row> beside =
        marked
            .where(FROM + " = 'moved' or (" + FROM + " = 'day' and is_valid <> _was_valid)")
            .withColumn(Write.DELETED, lit(false))
            .drop(FROM, "_was_valid")
            .unionByName(moved.where(Write.DELETED));
    Published published = new Published(inputs, touched.get(), inputs.keep(beside));
    return Outputs.none()
        .andChanges(Silver.ORDER_ITEMS, published.items(items(inputs, lines, orders), orders))
        .andChanges(Silver.ORDERS, published.orders(orders));
  }

  /**
   * Touched and moved orders, and all others of the days that these lie or lay in, with {@code
   * _from} (fresh, moved, day) and {@code _was_valid}: what is taken back is told by whole days.
   */
  private static Dataset<Row> days(
      Inputs inputs, Dataset<Row> touched, Dataset<Row> fresh, Dataset<Row> moved) {
    Dataset<Row> changed = touched.select("order_id").union(moved.select("order_id"));
    Dataset<Row> own = inputs.own(Silver.ORDERS);
    Dataset<Row> stays = moved.where("not " + Write.DELETED).drop(Write.DELETED);
    Dataset<Row> days = dayOf(of(changed, own)).union(dayOf(fresh)).union(dayOf(stays));
    Dataset<Row> others = own.join(changed, ORDER, "left_anti").join(days, DAY, "left_semi");
    return from("fresh", fresh).unionByName(from("moved", stays)).unionByName(from("day", others));
  }

  private static Dataset<Row> dayOf(Dataset<Row> orders) {
    return orders.select(Arrays.stream(DAY).map(c -> col(c)).toArray(Column[]::new));
  }

  private static Dataset<Row> from(String from, Dataset<Row> orders) {
    return orders.withColumn(FROM, lit(from)).withColumn("_was_valid", col("is_valid"));
  }

  private Dataset<Row> orders(
      Inputs inputs, Optional<Dataset<Row>> touched, Dataset<Row> events, Dataset<Row> lines) {
    Dataset<Row> paid =
        PaymentRules.newest(
            of(touched, inputs.table(Bronze.PAYMENTS).where("order_id is not null")), inputs);
    Dataset<Row> combined =
        OrderHeaders.combined(
            OrderHeaders.shop(
                of(touched, inputs.table(Bronze.ORDERS)),
                new Owner(blocked),
                new OrderStatuses(config.orderStatuses())),
            events,
            OrderLines.totals(lines),
            OrderHeaders.payments(paid),
            inputs.run(),
            config.orderStatusWhenMissing());
    return Ownership.resolve(combined, inputs.table(Silver.CUSTOMER_RECORDS), "inner")
        .select(columns(Silver.ORDERS));
  }

  private Dataset<Row> events(Inputs inputs, Optional<Dataset<Row>> touched) {
    Dataset<Row> events = inputs.table(Bronze.EVENTS).where(OrderEvents.OF_ORDERS);
    if (touched.isPresent()) {
      Date oldest = touched.get().selectExpr("min(seen_date)").head().getDate(0);
      events =
          oldest == null
              ? events.where(lit(false))
              : of(
                  touched,
                  events.where(
                      col("event_date")
                          .geq(
                              lit(
                                  Date.valueOf(
                                      oldest.toLocalDate().minusDays(EVENTS_AHEAD_DAYS))))));
    }
    return OrderEvents.perOrder(events, new Owner(blocked));
  }

  /** Untouched orders whose record belongs to another customer by now. */
  private static Dataset<Row> moved(Inputs inputs, Dataset<Row> touched) {
    Dataset<Row> untouched =
        inputs.own(Silver.ORDERS).join(touched.select("order_id"), ORDER, "left_anti");
    return Ownership.moved(untouched, inputs.table(Silver.CUSTOMER_RECORDS));
  }

  private static Dataset<Row> items(Inputs inputs, Dataset<Row> lines, Dataset<Row> orders) {
    return lines
        .join(
            orders.select(
                "order_id", "customer_id", "ordered_at", "order_date", "currency", "is_valid"),
            ORDER,
            "inner")
        .join(
            inputs.table(Silver.PRODUCTS).select("product_id", "category", "brand"),
            new String[] {"product_id"},
            "left")
        .select(columns(Silver.ORDER_ITEMS));
  }

  private static Dataset<Row> of(Optional<Dataset<Row>> touched, Dataset<Row> rows) {
    return touched.map(t -> of(t, rows)).orElse(rows);
  }

  private static Dataset<Row> of(Dataset<Row> touched, Dataset<Row> rows) {
    return rows.join(touched.select("order_id"), ORDER, "left_semi");
  }

  private static Column[] columns(Table table) {
    return table.columnNames().stream().map(functions::col).toArray(Column[]::new);
  }

  /**
   * Meets the recomputed orders with the published ones.
   *
   * @param moved orders of another customer or validity than before, or {@code _deleted}
   */
  private record Published(Inputs inputs, Dataset<Row> touched, Dataset<Row> moved) {
    Dataset<Row> orders(Dataset<Row> fresh) {
      Dataset<Row> gone =
          of(touched, inputs.own(Silver.ORDERS)).join(fresh.select("order_id"), ORDER, "left_anti");
      return fresh
          .withColumn(Write.DELETED, lit(false))
          .unionByName(gone.withColumn(Write.DELETED, lit(true)))
          .unionByName(moved);
    }

    Dataset<Row> items(Dataset<Row> fresh, Dataset<Row> freshOrders) {
      Dataset<Row> own = inputs.own(Silver.ORDER_ITEMS);
      Dataset<Row> gone =
          of(touched, own)
              .join(
                  fresh.select("order_id", "product_id"),
                  new String[] {"order_id", "product_id"},
                  "left_anti");
      Dataset<Row> moves = moved.select("order_id", "customer_id", "is_valid", Write.DELETED);
      Dataset<Row> movedItems = own.drop("customer_id", "is_valid").join(moves, ORDER, "inner");
      return fresh
          .withColumn(Write.DELETED, lit(false))
          .unionByName(gone.withColumn(Write.DELETED, lit(true)))
          .unionByName(movedItems);
    }
  }
}
