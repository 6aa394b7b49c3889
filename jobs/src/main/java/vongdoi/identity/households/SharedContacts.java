package vongdoi.identity.households;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.customer.places.Address;
import vongdoi.customer.places.AddressReader;
import vongdoi.identity.linking.Identifiers;

/** What people who live together have in common, with the active customers who have it. */
public final class SharedContacts {
  private final Inputs in;

  public SharedContacts(Inputs in) {
    this.in = in;
  }

  /** Rows {@code bond, key, customer_id, name, birth_date}, one per customer and bond. */
  public Dataset<Row> of() {
    Dataset<Row> people = people();
    return contacts(people)
        .unionByName(addresses(people))
        .groupBy("bond", "key", "customer_id")
        .agg(min("full_name").as("name"), min(col("birth_date").cast("string")).as("birth_date"));
  }

  private Dataset<Row> people() {
    Dataset<Row> active =
        in.table(Silver.CUSTOMERS).where("status = 'active'").select("customer_id");
    return in.table(Silver.CUSTOMER_RECORDS)
        .where("kind = 'customer' and full_name is not null and not coalesce(is_business, false)")
        .join(active, "customer_id");
  }

  /** Values that the resolution found to be several people's. */
  private Dataset<Row> contacts(Dataset<Row> people) {
    Dataset<Row> shared =
        in.table(Silver.CUSTOMER_IDENTIFIERS)
            .where("status = 'shared' and type in ('email', 'phone')")
            .select("type", "value");
    Column email = col("type").equalTo("email");
    return in.table(Silver.IDENTIFIER_LINKS)
        .select("source", "record_id", "type", "value")
        .join(shared, new String[] {"type", "value"})
        .join(
            people.select("source", "record_id", "customer_id", "full_name", "birth_date"),
            new String[] {"source", "record_id"})
        .select(
            when(email, "shared e-mail").otherwise("shared phone").as("bond"),
            when(email, Identifiers.emailKey(col("value"))).otherwise(col("value")).as("key"),
            col("customer_id"),
            col("full_name"),
            col("birth_date"));
  }

  /**
   * A street without a house number is no address of anybody's. One that may lie in several wards
   * of today has a row for each.
   */
  private Dataset<Row> addresses(Dataset<Row> people) {
    return people
        .where("family_name is not null and street rlike '[0-9]'")
        .withColumn("address", explode(addressKeys(in.run().country())))
        .select(
            lit("same address and family name").as("bond"),
            concat_ws("|", folded("family_name"), col("address")).as("key"),
            col("customer_id"),
            col("full_name"),
            col("birth_date"));
  }

  private static Column addressKeys(String home) {
    UDF5<String, String, String, String, String, List<String>> keys =
        (street, ward, district, city, country) -> {
          Address known = AddressReader.read(street, ward, district, city, country, home);
          return known == null ? List.of(Address.key(street, ward, district, city)) : known.keys();
        };
    return udf(keys, DataTypes.createArrayType(DataTypes.StringType))
        .apply(col("street"), col("ward"), col("district"), col("city"), col("country"));
  }

  private static Column folded(String column) {
    return Identifiers.text(Address::key, col(column));
  }
}
