package vongdoi.export;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
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

  private static final String GRANTED = "_granted_";

  private final ExportConfig config;
  private final Channels channels;

  /** Purposes that any destination needs. */
  private final List<String> purposes;

  Consents(ExportConfig config) {
    this.config = config;
    this.channels = new Channels(config);
    this.purposes =
        config.destinations().keySet().stream()
            .flatMap(d -> config.purposes(d).stream())
            .distinct()
            .sorted()
            .toList();
  }

  /**
   * Customers with their consents as {@link #COLUMN}, a map from {@code purpose/channel} to {@code
   * status, given_at, source}, and what {@link #granted} needs; with none where marketing may not
   * address them, whatever they once agreed to.
   *
   * @param customers columns of {@code silver.profiles}
   */
  Dataset<Row> with(Dataset<Row> customers, Dataset<Row> consents) {
    Column decision = struct(col("status"), col("given_at"), col("source"));
    Column entry = struct(concat_ws("/", col("purpose"), col("channel")), decision);
    // Unless an expression asks for it, Spark leaves the map out, which costs far more than the
    // sets.
    Column map = map_from_entries(array_sort(collect_list(entry))).as(COLUMN);
    Column[] granted = new Column[purposes.size()];
    for (int i = 0; i < granted.length; i++) {
      Column isGranted =
          col("purpose").equalTo(purposes.get(i)).and(col("status").equalTo("granted"));
      granted[i] =
          bit_or(when(isGranted, channels.named(col("channel"))).otherwise(lit(0L)))
              .as(GRANTED + i);
    }
    Dataset<Row> all =
        customers.join(
            consents.groupBy("customer_id").agg(map, granted),
            new String[] {"customer_id"},
            "left");
    Column mayBeAddressed = col("marketing_refused").isNull();
    Map<String, Column> seen = new LinkedHashMap<>();
    seen.put(COLUMN, when(mayBeAddressed, col(COLUMN)));
    for (int i = 0; i < granted.length; i++) {
      Column set = when(mayBeAddressed, coalesce(col(GRANTED + i), lit(0L))).otherwise(lit(0L));
      seen.put(GRANTED + i, set);
    }
    return all.withColumns(seen);
  }

  /**
   * The channels for which a row's destination is granted every purpose that it needs.
   *
   * @param destinations those that rows may be for
   */
  Column granted(List<String> destinations) {
    Map<List<String>, List<String>> byPurposes = new LinkedHashMap<>();
    for (String destination : destinations) {
      byPurposes
          .computeIfAbsent(config.purposes(destination), p -> new ArrayList<>())
          .add(destination);
    }
    Column granted = lit(0L);
    for (Map.Entry<List<String>, List<String>> e : byPurposes.entrySet()) {
      Column here = col("destination").isin(e.getValue().toArray());
      granted = when(here, all(e.getKey())).otherwise(granted);
    }
    return granted;
  }

  private Column all(List<String> needed) {
    return needed.stream()
        .map(purpose -> col(GRANTED + purposes.indexOf(purpose)))
        .reduce(Column::bitwiseAND)
        .orElseThrow();
  }
}
