package vongdoi.customer;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Marketing consents in force, one map from channel to status a customer. No entry means no. */
public final class MarketingConsents {
  /** Name of the map column. */
  public static final String COLUMN = "marketing_consents";

  private MarketingConsents() {}

  /**
   * {@code customer_id} and the map, from {@code silver.consents} without those of customers whose
   * consent does not count ({@code silver.profiles.marketing_refused}).
   */
  public static Dataset<Row> of(Dataset<Row> consents, Dataset<Row> profiles) {
    return consents
        .where("purpose = 'marketing'")
        .join(
            profiles.where("marketing_refused is not null").select("customer_id"),
            new String[] {"customer_id"},
            "left_anti")
        .groupBy("customer_id")
        .agg(
            map_from_entries(array_sort(collect_list(struct(col("channel"), col("status")))))
                .as(COLUMN));
  }

  /** Status on a channel, or null where the customer has not decided. */
  public static Column status(Column channel) {
    return try_element_at(col(COLUMN), channel);
  }
}
