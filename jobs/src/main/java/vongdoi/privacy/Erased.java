package vongdoi.privacy;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Table;

/**
 * By what the rows of erased people are found.
 *
 * @param ids their customer ids, also the retired ones that mean them
 * @param records their source records: a source, user or device with an id
 * @param contacts e-mails in lower case, and the last nine digits of phones
 * @param orders their orders, which lines and payments name without the person
 * @param subscriptions their subscriptions, which payments name
 */
record Erased(
    Dataset<Row> ids,
    Dataset<Row> records,
    Dataset<Row> contacts,
    Dataset<Row> orders,
    Dataset<Row> subscriptions) {
  private static final int SHORTEST_CONTACT = 6;

  /** Rows of a table that match the keys (t the table, k the keys). */
  record Match(Dataset<Row> keys, String condition) {}

  static Erased of(Inputs inputs, Dataset<Row> requests) {
    Dataset<Row> asked = requests.select(col("customer_id")).distinct();
    Dataset<Row> retired =
        inputs
            .table(Silver.CUSTOMERS)
            .join(asked.withColumnRenamed("customer_id", "redirect_to"), "redirect_to")
            .select("customer_id");
    Dataset<Row> ids = inputs.keep(asked.union(retired).distinct());
    Dataset<Row> records =
        inputs.keep(
            inputs
                .table(Silver.CUSTOMER_RECORDS)
                .join(ids, "customer_id")
                .select("source", "record_id")
                .distinct());
    Dataset<Row> contacts =
        inputs.keep(
            inputs
                .table(Silver.CUSTOMER_IDENTIFIERS)
                .join(ids, "customer_id")
                .where("type in ('email', 'phone')")
                .selectExpr("if(type = 'email', lower(value), right(value, 9)) as contact")
                .where("length(contact) >= " + SHORTEST_CONTACT)
                .distinct());
    Dataset<Row> orders =
        inputs.keep(inputs.table(Silver.ORDERS).join(ids, "customer_id").select("order_id"));
    Dataset<Row> subscriptions =
        inputs.keep(
            inputs.table(Silver.SUBSCRIPTIONS).join(ids, "customer_id").select("subscription_id"));
    Erased erased = new Erased(ids, records, contacts, orders, subscriptions);
    erased.holdOn();
    return erased;
  }

  /** Fetches the keys before the first of the rows that they come from is removed. */
  private void holdOn() {
    List.of(ids, records, contacts, orders, subscriptions).forEach(Dataset::count);
  }

  /** The person's landed rows: by the record, login or device named, by contact, by guest order. */
  List<Match> rawRows(Table table) {
    List<Match> matches = new ArrayList<>();
    if (table.equals(Bronze.QUARANTINE)) {
      matches.add(new Match(contacts, "contains(lower(t.raw), k.contact)"));
      return matches;
    }
    List<String> columns = table.columnNames();
    List<String> named = new ArrayList<>();
    if (columns.contains("record_id") && columns.contains("record_source")) {
      named.add("(k.source = t.record_source and k.record_id = t.record_id)");
    }
    if (columns.contains("user_id")) {
      named.add("(k.source = 'user' and k.record_id = t.user_id)");
    }
    if (columns.contains("anonymous_id")) {
      named.add("(k.source = 'device' and k.record_id = t.anonymous_id)");
    }
    for (String id :
        List.of("order_id", "payment_id", "subscription_id", "feedback_id", "consent_id")) {
      if (columns.contains(id) && columns.contains("_source")) {
        named.add("(k.source = t._source and k.record_id = t." + id + ")");
      }
    }
    if (!named.isEmpty()) {
      matches.add(new Match(records, String.join(" or ", named)));
    }
    if (!table.equals(Bronze.EVENTS) && columns.contains("order_id")) {
      matches.add(new Match(orders, "k.order_id = t.order_id"));
    }
    if (columns.contains("subscription_id")) {
      matches.add(new Match(subscriptions, "k.subscription_id = t.subscription_id"));
    }
    List<String> reached = new ArrayList<>();
    if (columns.contains("email")) {
      reached.add("k.contact = lower(trim(t.email))");
    }
    if (columns.contains("phone")) {
      reached.add("k.contact = right(regexp_replace(t.phone, '[^0-9]', ''), 9)");
    }
    if (!reached.isEmpty()) {
      matches.add(new Match(contacts, String.join(" or ", reached)));
    }
    return matches;
  }
}
