package vongdoi.export;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Consents in force by purpose and channel. No entry means no. */
final class Consents {
  /** What expressions know them by: {@code consents['marketing/email'].given_at}. */
  static final String COLUMN = "consents";

  private Consents() {}

  /**
   * {@code customer_id} and a map from {@code purpose/channel} to {@code status, given_at, source}.
   */
  static Dataset<Row> of(Dataset<Row> consents) {
    Column decision = struct(col("status"), col("given_at"), col("source"));
    Column entry = struct(concat_ws("/", col("purpose"), col("channel")), decision);
    return consents
        .groupBy("customer_id")
        .agg(map_from_entries(array_sort(collect_list(entry))).as(COLUMN));
  }

  /**
   * Customers with their consents as {@link #COLUMN}; with none where marketing may not address
   * them, whatever they once agreed to.
   *
   * @param customers columns of {@code silver.profiles}
   */
  static Dataset<Row> with(Dataset<Row> customers, Dataset<Row> consents) {
    return customers
        .join(of(consents), new String[] {"customer_id"}, "left")
        .withColumn(COLUMN, when(col("marketing_refused").isNull(), col(COLUMN)));
  }

  /** Whether every purpose is granted on a channel. */
  static Column granted(Collection<String> purposes, Column channel) {
    return purposes.stream()
        .map(
            purpose ->
                try_element_at(col(COLUMN), concat_ws("/", lit(purpose), channel))
                    .getField("status")
                    .eqNullSafe(lit("granted")))
        .reduce(lit(true), Column::and);
  }

  /** The same for rows of several destinations, each with purposes of its own. */
  static Column granted(ExportConfig config, List<String> destinations, Column channel) {
    Map<List<String>, List<String>> byPurposes = new LinkedHashMap<>();
    for (String destination : destinations) {
      byPurposes
          .computeIfAbsent(config.purposes(destination), p -> new ArrayList<>())
          .add(destination);
    }
    Column granted = lit(false);
    for (Map.Entry<List<String>, List<String>> e : byPurposes.entrySet()) {
      granted =
          when(col("destination").isin(e.getValue().toArray()), granted(e.getKey(), channel))
              .otherwise(granted);
    }
    return granted;
  }
}
