package vongdoi.identity.explaining;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import vongdoi.customer.Emails;
import vongdoi.customer.Phones;
import vongdoi.identity.linking.Identifiers;

/**
 * Finds the active and quarantined customers that a key may mean: a customer id of any time, an
 * e-mail or phone in any spelling, or {@code source:record_id}.
 */
public final class FindCustomer {
  private static final int MOST = 50;
  private static final String CUSTOMER_ID = "c[0-9a-f]{20}";
  private final Dataset<Row> customers;
  private final Dataset<Row> records;
  private final Dataset<Row> links;
  private final String country;

  /**
   * @param customers {@code silver.customers}
   * @param records {@code silver.customer_records}
   * @param links {@code silver.identifier_links}
   * @param country ISO 3166 code of phones without a country prefix
   */
  public FindCustomer(
      Dataset<Row> customers, Dataset<Row> records, Dataset<Row> links, String country) {
    this.customers = customers;
    this.records = records;
    this.links = links;
    this.country = country;
  }

  /** Customer ids, sorted; several where a family shares the phone; none where unknown. */
  public List<String> of(String key) {
    String text = key.strip();
    Dataset<Row> found =
        text.matches(CUSTOMER_ID)
            ? customers
                .where(col("customer_id").equalTo(lit(text)))
                .select(coalesce(col("redirect_to"), col("customer_id")).as("customer_id"))
            : records(key);
    return found == null
        ? List.of()
        : found
            .join(
                customers.where("status in ('active', 'quarantined')").select("customer_id"),
                new String[] {"customer_id"},
                "left_semi")
            .select("customer_id")
            .distinct()
            .orderBy("customer_id")
            .limit(MOST)
            .as(Encoders.STRING())
            .collectAsList();
  }

  /**
   * Rows of {@code silver.customer_records} that a key may mean; null where it is neither a
   * customer id nor an e-mail, a phone or a record.
   */
  Dataset<Row> records(String key) {
    String text = key.strip();
    if (text.matches(CUSTOMER_ID)) {
      return records.join(
          customers
              .where(col("customer_id").equalTo(lit(text)))
              .select(coalesce(col("redirect_to"), col("customer_id")).as("customer_id")),
          new String[] {"customer_id"},
          "left_semi");
    }
    int colon = text.indexOf(':');
    if (colon > 0) {
      return records.where(
          col("source")
              .equalTo(lit(text.substring(0, colon)))
              .and(col("record_id").equalTo(lit(text.substring(colon + 1).strip()))));
    }
    String email = Emails.matchKey(Emails.clean(text));
    if (email != null) {
      return bearing("email", Identifiers.emailKey(col("value")), email);
    }
    String phone = Phones.e164(text, country);
    return phone == null ? null : bearing("phone", col("value"), phone);
  }

  private Dataset<Row> bearing(String type, Column form, String value) {
    Dataset<Row> bearers =
        links
            .where(col("type").equalTo(type))
            .where(form.equalTo(lit(value)))
            .select("source", "record_id");
    return records.join(bearers, new String[] {"source", "record_id"}, "left_semi");
  }
}
