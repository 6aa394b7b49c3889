package vongdoi.segment;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Table;
import vongdoi.customer.MarketingConsents;

/**
 * One wide row a customer, the vocabulary of rules and plays: the profile, the stage, the scores
 * and features, and what is open (a cart, a payment, a renewal). A column of a table after the
 * first bears the table's prefix where an earlier one has its name already.
 */
final class CustomerView {
  private static final String ID = "customer_id";

  /**
   * @param table where the rows come from
   * @param prefix of columns whose name is taken
   * @param renamed columns that always bear another name
   */
  private record Joined(Table table, String prefix, Map<String, String> renamed) {}

  private static final List<Joined> TABLES =
      List.of(
          new Joined(Silver.PROFILES, "", Map.of()),
          new Joined(
              Gold.LIFECYCLE,
              "stage_",
              Map.of(
                  "since", "stage_since",
                  "until", "status_until",
                  "reason", "stage_reason",
                  "reason_vi", "stage_reason_vi")),
          new Joined(
              Gold.CLV_SCORES,
              "clv_",
              Map.of(
                  "currency", "clv_currency",
                  "horizon_days", "clv_horizon_days",
                  "model_version", "clv_model_version",
                  "as_of_date", "clv_as_of_date")),
          new Joined(
              Gold.CHURN_SCORES,
              "churn_",
              Map.of(
                  "horizon_days", "churn_horizon_days",
                  "model_version", "churn_model_version",
                  "as_of_date", "churn_as_of_date")),
          new Joined(Gold.JOURNEY_SCORES, "journey_", Map.of()),
          new Joined(Gold.FEATURES, "feature_", Map.of("as_of_date", "feature_as_of_date")));

  /** What is open of a customer, each with the columns that it brings and where from. */
  private record Aggregated(
      List<String> columns, List<Table> tables, Function<Inputs, Dataset<Row>> rows) {}

  private static final List<Aggregated> AGGREGATES =
      List.of(
          new Aggregated(OpenMatters.CART_COLUMNS, List.of(Silver.CARTS), OpenMatters::carts),
          new Aggregated(
              List.of(OpenMatters.CART_PRODUCTS),
              List.of(Silver.CARTS, Silver.PRODUCTS),
              OpenMatters::cartProducts),
          new Aggregated(
              OpenMatters.PAYMENT_COLUMNS,
              List.of(Silver.PAYMENTS, Silver.ORDERS),
              OpenMatters::payments),
          new Aggregated(
              OpenMatters.RENEWAL_COLUMNS, List.of(Silver.SUBSCRIPTIONS), OpenMatters::renewals),
          new Aggregated(
              OpenMatters.ORDER_COLUMNS, List.of(Silver.ORDERS), OpenMatters::lastOrders),
          new Aggregated(
              OpenMatters.RECOMMENDATION_COLUMNS,
              List.of(Gold.RECOMMENDATIONS),
              OpenMatters::recommendations),
          new Aggregated(
              List.of(MarketingConsents.COLUMN),
              List.of(Silver.CONSENTS, Silver.PROFILES),
              inputs ->
                  MarketingConsents.of(
                      inputs.table(Silver.CONSENTS), inputs.table(Silver.PROFILES))));

  private CustomerView() {}

  /** Tables that the view is made of. */
  static List<Table> tables() {
    Set<Table> tables = new LinkedHashSet<>();
    TABLES.forEach(joined -> tables.add(joined.table()));
    AGGREGATES.forEach(part -> tables.addAll(part.tables()));
    return List.copyOf(tables);
  }

  /** Tables of the view without those that these columns come from. */
  static Set<Table> tablesBeside(Set<String> needed) {
    Set<Table> tables = new LinkedHashSet<>(tables());
    tables.removeAll(tablesOf(needed));
    return tables;
  }

  /** Whether one of the columns comes from a table that this run cannot read. */
  static boolean isHeld(Set<String> needed, Inputs inputs) {
    return tablesOf(needed).stream().anyMatch(inputs::isHeld);
  }

  /** Tables that the columns come from; the first one brings the customers. */
  private static Set<Table> tablesOf(Set<String> needed) {
    Set<Table> tables = new LinkedHashSet<>(Set.of(TABLES.get(0).table()));
    Set<String> taken = new LinkedHashSet<>();
    for (Joined joined : TABLES) {
      Collection<String> names = named(joined, taken).values();
      taken.addAll(names);
      if (names.stream().anyMatch(name -> isNeeded(name, needed))) {
        tables.add(joined.table());
      }
    }
    AGGREGATES.stream()
        .filter(part -> part.columns().stream().anyMatch(needed::contains))
        .forEach(part -> tables.addAll(part.tables()));
    return tables;
  }

  /** Names of all columns, in order. */
  static List<String> columns() {
    Set<String> names = new LinkedHashSet<>();
    TABLES.forEach(joined -> names.addAll(named(joined, names).values()));
    AGGREGATES.forEach(part -> names.addAll(part.columns()));
    names.addAll(List.of("run_date", "run_end", "business_zone"));
    return List.copyOf(names);
  }

  /** The view with at least the columns that are needed: what nobody names is not joined. */
  static Dataset<Row> of(Inputs inputs, Set<String> needed) {
    return of(inputs, needed, UnaryOperator.identity());
  }

  /** The view of some customers: the others are left out before anything is joined. */
  static Dataset<Row> of(Inputs inputs, Set<String> needed, Dataset<Row> customers) {
    Dataset<Row> sent = broadcast(customers);
    return of(inputs, needed, rows -> rows.join(sent, new String[] {ID}, "left_semi"));
  }

  private static Dataset<Row> of(
      Inputs inputs, Set<String> needed, UnaryOperator<Dataset<Row>> chosen) {
    Set<String> taken = new LinkedHashSet<>();
    Dataset<Row> view = null;
    for (Joined joined : TABLES) {
      Map<String, String> names = named(joined, taken);
      taken.addAll(names.values());
      if (view == null) {
        view = select(chosen.apply(inputs.table(joined.table())), names);
      } else if (names.values().stream().anyMatch(name -> isNeeded(name, needed))) {
        view =
            view.join(
                select(chosen.apply(ofTheDate(joined, inputs)), names), new String[] {ID}, "left");
      }
    }
    for (Aggregated part : AGGREGATES) {
      if (part.columns().stream().anyMatch(needed::contains)) {
        view = view.join(chosen.apply(part.rows().apply(inputs)), new String[] {ID}, "left");
      }
    }
    return view.withColumn("run_date", inputs.date())
        .withColumn("run_end", inputs.end())
        .withColumn("business_zone", lit(inputs.run().zone().getId()));
  }

  /** The customer id comes with the first table and asks for no other. */
  private static boolean isNeeded(String name, Set<String> needed) {
    return !name.equals(ID) && needed.contains(name);
  }

  private static Dataset<Row> ofTheDate(Joined joined, Inputs inputs) {
    Dataset<Row> rows = inputs.table(joined.table());
    return joined.table().equals(Gold.FEATURES)
        ? rows.where(col("as_of_date").equalTo(inputs.date()))
        : rows;
  }

  /** Column of the table to name in the view; the customer id only in the first table. */
  private static Map<String, String> named(Joined joined, Set<String> taken) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String column : joined.table().columnNames()) {
      String name = joined.renamed().getOrDefault(column, column);
      if (column.equals(ID)) {
        names.put(ID, ID);
      } else {
        names.put(column, taken.contains(name) ? joined.prefix() + name : name);
      }
    }
    return names;
  }

  private static Dataset<Row> select(Dataset<Row> rows, Map<String, String> names) {
    return rows.select(
        names.entrySet().stream()
            .map(e -> col(e.getKey()).as(e.getValue()))
            .toArray(Column[]::new));
  }
}
