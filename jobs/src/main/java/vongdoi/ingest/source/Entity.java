package vongdoi.ingest.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.TableColumn.Presence;

/** What a source tells of, with the bronze table that keeps it. */
public enum Entity {
  EVENTS(Bronze.EVENTS, "event_date", "occurred_at"),
  ORDERS(Bronze.ORDERS, "order_date", "ordered_at", "updated_at"),
  ORDER_ITEMS(Bronze.ORDER_ITEMS, null, "ordered_at", "updated_at"),
  PAYMENTS(Bronze.PAYMENTS, "payment_date", "created_at", "paid_at", "updated_at"),
  SUBSCRIPTIONS(Bronze.SUBSCRIPTIONS, null, "started_at", "cancelled_at", "updated_at"),
  CUSTOMERS(Bronze.CUSTOMERS, null, "updated_at"),
  PRODUCTS(Bronze.PRODUCTS, null, "updated_at"),
  FEEDBACK(Bronze.FEEDBACK, "feedback_date", "given_at"),
  CONSENTS(Bronze.CONSENTS, "consent_date", "given_at"),
  CAMPAIGNS(Bronze.CAMPAIGNS, null, "started_at", "updated_at"),
  CONTACTS(Bronze.CONTACTS, null, "sent_at"),
  REDEMPTIONS(Bronze.REDEMPTIONS, null, "redeemed_at");

  /** Columns that the ingest itself fills. */
  private static final Set<String> DERIVED = Set.of("record_source", "is_future");

  private final Table table;
  private final String date;
  private final List<String> times;

  Entity(Table table, String date, String... times) {
    this.table = table;
    this.date = date;
    this.times = List.of(times);
  }

  public Table table() {
    return table;
  }

  /** Column with the business date of the row's own time, where the table keeps one. */
  public Optional<String> date() {
    return Optional.ofNullable(date);
  }

  /** Times that say when the row's fact was known; the first one is its own. */
  public List<String> times() {
    return times;
  }

  /** Columns that a source may fill, in table order. */
  public List<TableColumn> canonical() {
    return canonicalOf(table, date);
  }

  /** For order lines: the columns of the line, then those of its order. */
  public static List<TableColumn> canonicalOfLines() {
    List<TableColumn> columns = new ArrayList<>(ORDER_ITEMS.canonical());
    Set<String> names = new LinkedHashSet<>(columns.stream().map(TableColumn::name).toList());
    for (TableColumn c : ORDERS.canonical()) {
      if (names.add(c.name())) {
        columns.add(c);
      }
    }
    return columns;
  }

  private static List<TableColumn> canonicalOf(Table table, String date) {
    return table.columns().stream()
        .filter(c -> !c.name().startsWith("_") && !c.name().equals("extra"))
        .filter(c -> !DERIVED.contains(c.name()) && !c.name().equals(date))
        .toList();
  }

  /** Columns without which a row is not taken in; a missing time of receipt can be filled. */
  public List<String> required() {
    return canonical().stream()
        .filter(c -> c.presence() == Presence.REQUIRED && !c.name().equals("received_at"))
        .map(TableColumn::name)
        .toList();
  }

  /** Kebab-case or snake_case name as configuration and tables write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
