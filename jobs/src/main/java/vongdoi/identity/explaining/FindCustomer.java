package vongdoi.identity.explaining;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.customer.Emails;
import vongdoi.customer.Phones;
import vongdoi.identity.linking.Identifiers;

/**
 * Finds the active and quarantined customers that a key may mean: a customer id of any time, an
 * e-mail or phone in any spelling, or {@code source:record_id}.
 */
public final class FindCustomer {
  private static final int MOST = 50;
  private static final StructType MEANINGS =
      StructType.fromDDL("key int, kind string, of string, text string");

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
    return of(Set.of(key)).get(key);
  }

  /** The same of each of some keys, in one query however many they are. */
  public Map<String, List<String>> of(Collection<String> keys) {
    List<String> asked = List.copyOf(new LinkedHashSet<>(keys));
    List<Row> meant = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      int number = i;
      meaning(asked.get(i))
          .ifPresent(m -> meant.add(RowFactory.create(number, m.kind(), m.of(), m.text())));
    }
    Map<String, List<String>> ids = new LinkedHashMap<>();
    asked.forEach(key -> ids.put(key, List.of()));
    if (!meant.isEmpty()) {
      bearers(customers.sparkSession().createDataFrame(meant, MEANINGS))
          .join(
              customers.where("status in ('active', 'quarantined')").select("customer_id"),
              new String[] {"customer_id"},
              "left_semi")
          .groupBy("key")
          .agg(expr("slice(array_sort(collect_set(customer_id)), 1, %d)".formatted(MOST)))
          .collectAsList()
          .forEach(row -> ids.put(asked.get(row.getInt(0)), row.getList(1)));
    }
    return ids;
  }

  /** {@code key, customer_id} of the customers that keys may mean. */
  private Dataset<Row> bearers(Dataset<Row> meant) {
    Dataset<Row> named =
        meant
            .where("kind = 'customer'")
            .join(customers, col("text").equalTo(col("customer_id")))
            .selectExpr("key", "coalesce(redirect_to, customer_id) as customer_id");
    Dataset<Row> ofRecords =
        meant
            .where("kind = 'record'")
            .selectExpr("key", "of as source", "text as record_id")
            .unionByName(
                links
                    .where("type in ('email', 'phone')")
                    .select("source", "record_id", "type", "value")
                    .withColumn(
                        "form",
                        when(col("type").equalTo("email"), Identifiers.emailKey(col("value")))
                            .otherwise(col("value")))
                    .join(
                        meant,
                        col("type").equalTo(col("kind")).and(col("form").equalTo(col("text"))))
                    .select("key", "source", "record_id"))
            .join(records, new String[] {"source", "record_id"})
            .select("key", "customer_id");
    return named.unionByName(ofRecords);
  }

  /**
   * What a key may mean.
   *
   * @param kind customer, record, email, phone
   * @param of source of a record
   * @param text id, address or number in the form that all its spellings share
   */
  private record Meaning(String kind, String of, String text) {}

  private Optional<Meaning> meaning(String key) {
    String text = key.strip();
    int colon = text.indexOf(':');
    if (text.matches(CUSTOMER_ID)) {
      return Optional.of(new Meaning("customer", null, text));
    }
    if (colon > 0) {
      return Optional.of(
          new Meaning("record", text.substring(0, colon), text.substring(colon + 1).strip()));
    }
    String email = Emails.matchKey(Emails.clean(text));
    return email != null
        ? Optional.of(new Meaning("email", null, email))
        : Optional.ofNullable(Phones.e164(text, country))
            .map(phone -> new Meaning("phone", null, phone));
  }

  /**
   * Rows of {@code silver.customer_records} that a key may mean; null where it is neither a
   * customer id nor an e-mail, a phone or a record.
   */
  Dataset<Row> records(String key) {
    Meaning meant = meaning(key).orElse(null);
    if (meant == null) {
      return null;
    }
    return switch (meant.kind()) {
      case "customer" ->
          records.join(
              customers
                  .where(col("customer_id").equalTo(lit(meant.text())))
                  .select(coalesce(col("redirect_to"), col("customer_id")).as("customer_id")),
              new String[] {"customer_id"},
              "left_semi");
      case "record" ->
          records.where(
              col("source")
                  .equalTo(lit(meant.of()))
                  .and(col("record_id").equalTo(lit(meant.text()))));
      case "email" -> bearing("email", Identifiers.emailKey(col("value")), meant.text());
      default -> bearing("phone", col("value"), meant.text());
    };
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
