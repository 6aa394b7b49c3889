package vongdoi.profile;

import static org.apache.spark.sql.functions.expr;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.profile.ProfileConfig.ContractAttributes;

/**
 * The raw columns without a canonical name that describe a subscription, by name: those of its own
 * row, and those of its customer where it has none of that name. Empty values are none.
 */
final class AttributesOfContracts {
  private static final String MAP = "map<string,string>";

  private final ContractAttributes config;

  AttributesOfContracts(ContractAttributes config) {
    this.config = config;
  }

  /** Whether the rows of customers are looked at. */
  boolean needsCustomers() {
    return !config.ofCustomer().isEmpty();
  }

  /** Adds {@code attributes} to subscriptions with {@code extra} and {@code customer_id}. */
  Dataset<Row> added(Dataset<Row> subscriptions, Inputs inputs) {
    String own = chosen(config.ofSubscription(), "extra");
    Dataset<Row> described =
        needsCustomers()
            ? both(subscriptions.withColumn("_own", expr(own)), inputs)
            : subscriptions.withColumn("attributes", expr(own));
    return described.withColumn("attributes", expr("if(size(attributes) > 0, attributes, null)"));
  }

  private Dataset<Row> both(Dataset<Row> subscriptions, Inputs inputs) {
    String further =
        "map_filter(_of_customer, (k, v) -> not coalesce(map_contains_key(_own, k), false))";
    return subscriptions
        .join(ofCustomers(inputs), new String[] {"customer_id"}, "left")
        .withColumn(
            "attributes", expr("coalesce(map_concat(_own, " + further + "), _own, _of_customer)"));
  }

  /** {@code customer_id, _of_customer}: the chosen columns of each customer's newest row. */
  private Dataset<Row> ofCustomers(Inputs inputs) {
    Dataset<Row> records =
        inputs
            .table(Silver.CUSTOMER_RECORDS)
            .selectExpr("source as record_source", "record_id", "customer_id");
    return Newest.per(
            "customer_id",
            inputs
                .table(Bronze.CUSTOMERS)
                .where("extra is not null")
                .join(records, new String[] {"record_source", "record_id"}),
            "updated_at",
            "_landed_at",
            "_batch_id",
            "_row_hash",
            "_source")
        .selectExpr("customer_id", chosen(config.ofCustomer(), "extra") + " as _of_customer");
  }

  private static String chosen(List<String> names, String json) {
    if (names.isEmpty()) {
      return "cast(null as " + MAP + ")";
    }
    String wanted =
        names.equals(List.of(ContractAttributes.ALL))
            ? ""
            : names.stream()
                .map(n -> "'" + n.replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(", ", "k in (", ") and "));
    String all = "from_json(%s, '%s')".formatted(json, MAP);
    return "map_filter(%s, (k, v) -> %scoalesce(trim(v), '') <> '')".formatted(all, wanted);
  }
}
