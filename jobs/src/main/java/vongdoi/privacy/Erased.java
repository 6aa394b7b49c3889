package vongdoi.privacy;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Trace;
import vongdoi.customer.PersonTexts;

/** All that names people whose erasure was requested. */
final class Erased {
  /** Identifiers as {@code silver.customer_identifiers} keeps them. */
  private static final String OF_IDENTIFIER =
      "case type when 'email' then concat('contact|', %s(value))".formatted(Trace.MAILBOX)
          + " when 'phone' then concat('contact|', %s(value))".formatted(Trace.PHONE)
          + " when 'user' then concat('record|user|', value)"
          + " when 'device' then concat('record|device|', value)"
          + " else concat('contact|', value) end";

  private Erased() {}

  /** Tables that the texts come from. */
  static List<Table> sources() {
    return List.of(
        Silver.CUSTOMERS,
        Silver.CUSTOMER_RECORDS,
        Silver.CUSTOMER_IDENTIFIERS,
        Silver.ORDERS,
        Silver.SUBSCRIPTIONS);
  }

  /**
   * Rows {@code person, kind, text}: whose it is, what it is, and how {@link Trace} writes it.
   *
   * @param requests rows with a customer_id; what is not known of it is passed over
   */
  static Dataset<Row> of(Inputs inputs, Dataset<Row> requests) {
    return of(inputs::table, inputs::keep, inputs.run().country(), requests);
  }

  /**
   * The same for readers that are no job.
   *
   * @param tables rows of a table
   * @param keep keeps a frame that is used more than once
   * @param country ISO 3166 code of phones without a prefix
   */
  static Dataset<Row> of(
      Function<Table, Dataset<Row>> tables,
      UnaryOperator<Dataset<Row>> keep,
      String country,
      Dataset<Row> requests) {
    PersonTexts.register(requests.sparkSession(), country);
    Dataset<Row> asked =
        requests.where("customer_id is not null").select(col("customer_id").as("person"));
    Dataset<Row> retired =
        tables
            .apply(Silver.CUSTOMERS)
            .join(asked, col("redirect_to").equalTo(col("person")))
            .select("person", "customer_id");
    Dataset<Row> ids =
        keep.apply(asked.withColumn("customer_id", col("person")).unionByName(retired).distinct());
    return texts(ids, "customer", "concat('customer|', customer_id)")
        .unionByName(
            texts(
                tables.apply(Silver.CUSTOMER_RECORDS).join(ids, "customer_id"),
                "record",
                "concat('record|', source, '|', record_id)"))
        .unionByName(
            texts(
                tables.apply(Silver.CUSTOMER_IDENTIFIERS).join(ids, "customer_id"),
                "contact",
                OF_IDENTIFIER))
        .unionByName(
            texts(
                tables.apply(Silver.ORDERS).join(ids, "customer_id"),
                "order",
                "concat('order|', order_id)"))
        .unionByName(
            texts(
                tables.apply(Silver.SUBSCRIPTIONS).join(ids, "customer_id"),
                "subscription",
                "concat('subscription|', subscription_id)"))
        .where("text is not null")
        .distinct();
  }

  /** What an identifier that a record bears would be among the texts. */
  static String ofIdentifier() {
    return OF_IDENTIFIER;
  }

  private static Dataset<Row> texts(Dataset<Row> rows, String kind, String text) {
    return rows.select(col("person"), lit(kind).as("kind"), expr(text).as("text"));
  }
}
