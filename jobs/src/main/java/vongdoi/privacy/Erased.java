package vongdoi.privacy;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Trace;

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

  /** What is known of the people, for traces of that kind. */
  Dataset<Row> keys(Trace.By by) {
    return switch (by) {
      case CUSTOMER -> ids;
      case RECORD -> records;
      case ORDER -> orders;
      case SUBSCRIPTION -> subscriptions;
      case CONTACT -> contacts;
    };
  }
}
