package vongdoi.identity.linking;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/** The identifiers observed on records, each with the verdict whether it may join them. */
public final class JudgedLinks {
  /** Links whose value may join the records that bear it. */
  public static final String JOINS = "status is null and type not in ('record', 'guest')";

  /** Links of national ids that are no register's: evidence among others. */
  public static final String UNREGISTERED = "type = 'national' and status = 'shared'";

  private final LinkRules rules;

  public JudgedLinks(LinkRules rules) {
    this.rules = rules;
  }

  /**
   * Rows {@code node, source, record_id, kind, type, key, value, first_seen, last_seen, status},
   * where the status is blocked, worn_out or shared, or null where the value may join records.
   */
  public Dataset<Row> of(Inputs in) {
    return judged(links(in), in);
  }

  private static Dataset<Row> links(Inputs in) {
    return in.table(Silver.IDENTIFIER_LINKS)
        .select(
            xxhash64(col("source"), col("record_id")).as("node"),
            col("source"),
            col("record_id"),
            col("kind"),
            col("type"),
            when(col("type").equalTo("email"), Identifiers.emailKey(col("value")))
                .otherwise(col("value"))
                .as("key"),
            col("value"),
            expr("unix_micros(first_seen_at) as first_seen"),
            expr("unix_micros(last_seen_at) as last_seen"));
  }

  private Dataset<Row> judged(Dataset<Row> links, Inputs in) {
    Column most = lit(Integer.MAX_VALUE);
    for (var cap : new TreeMap<>(rules.peoplePerValue()).entrySet()) {
      most = when(col("type").equalTo(cap.getKey()), cap.getValue()).otherwise(most);
    }
    Dataset<Row> wornOut =
        links
            .where("type not in ('record', 'guest')")
            .groupBy("type", "key")
            .agg(
                count(when(col("kind").isin("customer", "user"), 1)).as("people"),
                count(when(col("kind").equalTo("guest"), 1)).as("guests"))
            .where(col("people").gt(most).or(col("guests").gt(rules.guestsPerValue())))
            .select(col("type"), col("key"), lit(true).as("is_worn_out"));
    wornOut = in.keepForJoins(wornOut);
    Column identifier = col("type").isin("record", "guest");
    return links
        .join(wornOut, new String[] {"type", "key"}, "left")
        .withColumn(
            "status",
            when(identifier, null)
                .when(BlockedValues.isBlocked(rules, in.run().country()), "blocked")
                .when(col("is_worn_out"), "worn_out")
                .when(
                    col("type")
                        .equalTo("national")
                        .and(not(col("key").rlike("^(" + rules.nationalIdPattern() + ")$"))),
                    "shared"))
        .drop("is_worn_out");
  }
}
