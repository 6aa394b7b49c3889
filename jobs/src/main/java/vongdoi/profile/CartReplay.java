package vongdoi.profile;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Replays events sorted by cart, time and event id into one row per cart. */
final class CartReplay implements Iterator<Row> {

  /** Columns of the sorted events, in order; {@code kind} is one of the constants below. */
  static final String[] COLUMNS = {
    "cart_id",
    "occurred_at",
    "kind",
    "login",
    "device",
    "currency",
    "cart_page_url",
    "product_id",
    "quantity",
    "price_amount",
    "products"
  };

  static final int SAYS_NOTHING = 0;
  static final int ADDS = 1;
  static final int REMOVES = 2;

  static final StructType SCHEMA =
      new StructType()
          .add("cart_id", DataTypes.StringType)
          .add("login", DataTypes.StringType)
          .add("device", DataTypes.StringType)
          .add("started_at", DataTypes.TimestampType)
          .add("changed_at", DataTypes.TimestampType)
          .add("currency", DataTypes.StringType)
          .add("page_url", DataTypes.StringType)
          .add(
              "items",
              DataTypes.createArrayType(
                  new StructType()
                      .add("product_id", DataTypes.StringType)
                      .add("quantity", DataTypes.DoubleType)
                      .add("price_amount", DataTypes.createDecimalType(18, 2))));

  /** Products that one event lists, in an order of their own: it tells nothing of the customer. */
  private static final Comparator<Row> LISTED =
      Comparator.comparing(
              (Row p) -> p.isNullAt(1) ? null : p.getDouble(1),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(
              p -> p.isNullAt(2) ? null : p.getDecimal(2),
              Comparator.nullsFirst(Comparator.naturalOrder()));

  private static final class Held {
    private double quantity;
    private BigDecimal price;
  }

  private final Iterator<Row> events;
  private Row next;

  private String login;
  private String device;
  private String currency;
  private String pageUrl;
  private Timestamp changedAt;
  private final TreeMap<String, Held> held = new TreeMap<>();

  CartReplay(Iterator<Row> events) {
    this.events = events;
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Row next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    login = null;
    device = null;
    currency = null;
    pageUrl = null;
    changedAt = null;
    held.clear();
    String cart = next.getString(0);
    Timestamp started = next.getTimestamp(1);
    Timestamp last = started;
    while (next != null && next.getString(0).equals(cart)) {
      last = next.getTimestamp(1);
      take(next);
      advance();
    }
    return RowFactory.create(
        cart,
        login,
        device,
        started,
        changedAt == null ? last : changedAt,
        currency,
        pageUrl,
        items().toArray(Row[]::new));
  }

  private void take(Row event) {
    login = event.isNullAt(3) ? login : event.getString(3);
    device = event.isNullAt(4) ? device : event.getString(4);
    currency = event.isNullAt(5) ? currency : event.getString(5);
    pageUrl = event.isNullAt(6) ? pageUrl : event.getString(6);
    int kind = event.getInt(2);
    if (kind != SAYS_NOTHING) {
      changedAt = event.getTimestamp(1);
      if (!event.isNullAt(7)) {
        change(event, kind);
      }
    } else if (!event.isNullAt(10)) {
      List<Row> listed = new ArrayList<>(event.getList(10));
      listed.removeIf(p -> p == null || p.isNullAt(0));
      listed.sort(LISTED);
      listed.forEach(this::set);
    }
  }

  private void change(Row event, int kind) {
    Held product = held.computeIfAbsent(event.getString(7), p -> new Held());
    boolean counted = !event.isNullAt(8);
    if (kind == ADDS) {
      product.quantity += counted ? event.getDouble(8) : 1;
    } else {
      product.quantity = counted ? Math.max(product.quantity - event.getDouble(8), 0) : 0;
    }
    product.price = event.isNullAt(9) ? product.price : event.getDecimal(9);
  }

  /** A list sets the quantities that it names; a product without one is held at least once. */
  private void set(Row listed) {
    Held product = held.computeIfAbsent(listed.getString(0), p -> new Held());
    product.quantity = listed.isNullAt(1) ? Math.max(product.quantity, 1) : listed.getDouble(1);
    product.price = listed.isNullAt(2) ? product.price : listed.getDecimal(2);
  }

  private List<Row> items() {
    List<Row> items = new ArrayList<>();
    held.forEach(
        (id, product) -> {
          if (product.quantity > 0) {
            items.add(RowFactory.create(id, product.quantity, product.price));
          }
        });
    return items;
  }

  private void advance() {
    next = events.hasNext() ? events.next() : null;
  }
}
