package vongdoi.identity.explaining;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import vongdoi.identity.graph.Ruling;
import vongdoi.identity.linking.CustomerAttributes;

/**
 * Why two records are, or are not, one customer: the path of identifiers and scored pairs between
 * them, what each edge says, and the guards that speak against it.
 */
public final class Explanation {
  private static final int MOST_RECORDS = 2000;
  private final Resolution tables;
  private final FindCustomer find;
  private final List<Ruling> overrides;
  private final double joinBits;

  /**
   * What was resolved.
   *
   * @param customers {@code silver.customers}
   * @param records {@code silver.customer_records}
   * @param links {@code silver.identifier_links}
   * @param identifiers {@code silver.customer_identifiers}
   * @param edges {@code silver.identity_edges}
   * @param history {@code silver.identity_history}
   */
  public record Resolution(
      Dataset<Row> customers,
      Dataset<Row> records,
      Dataset<Row> links,
      Dataset<Row> identifiers,
      Dataset<Row> edges,
      Dataset<Row> history) {}

  /** A record with its customer. */
  record Found(String source, String id, String customer, String kind) {
    String name() {
      return source + ":" + id;
    }
  }

  /**
   * @param overrides a steward's words on pairs of records
   * @param joinBits edges at which two records are one customer
   * @param country ISO 3166 code of phones without a country prefix
   */
  public Explanation(Resolution tables, List<Ruling> overrides, double joinBits, String country) {
    this.tables = tables;
    this.overrides = overrides;
    this.joinBits = joinBits;
    this.find = new FindCustomer(tables.customers(), tables.records(), tables.links(), country);
  }

  /** Lines of text; empty where one of the keys is unknown. */
  public List<String> of(String a, String b) {
    Optional<Found> first = record(a);
    Optional<Found> second = record(b);
    if (first.isEmpty() || second.isEmpty()) {
      return List.of();
    }
    Found x = first.get();
    Found y = second.get();
    boolean same = x.customer().equals(y.customer());
    List<String> lines = new ArrayList<>();
    lines.add(
        same
            ? "%s and %s are one customer: %s".formatted(x.name(), y.name(), x.customer())
            : "%s (%s) and %s (%s) are two customers"
                .formatted(x.name(), x.customer(), y.name(), y.customer()));
    EdgesInWords edges = edges(x, y);
    if (same) {
      lines.addAll(edges.path(x.name(), y.name()));
    } else {
      lines.addAll(between(edges, x, y));
    }
    return lines;
  }

  private Optional<Found> record(String key) {
    Dataset<Row> found = find.records(key);
    return found == null
        ? Optional.empty()
        : found
            .select("source", "record_id", "customer_id", "kind")
            .orderBy(
                col("kind").notEqual("customer"),
                col("customer_id"),
                col("source"),
                col("record_id"))
            .limit(1)
            .collectAsList()
            .stream()
            .map(r -> new Found(r.getString(0), r.getString(1), r.getString(2), r.getString(3)))
            .findFirst();
  }

  /** All edges among the records of the customers of both. */
  private EdgesInWords edges(Found x, Found y) {
    Dataset<Row> members =
        tables
            .records()
            .where(col("customer_id").isin(x.customer(), y.customer()))
            .orderBy("source", "record_id")
            .limit(MOST_RECORDS)
            .select(
                col("source"),
                col("record_id"),
                col("customer_id"),
                CustomerAttributes.isOfAFirm().as("is_firm"));
    Dataset<Row> known = members.drop("is_firm");
    Dataset<Row> links =
        tables
            .links()
            .where("type not in ('record', 'guest')")
            .join(known, new String[] {"source", "record_id"})
            .join(
                tables.identifiers().select("type", "value", "status"),
                new String[] {"type", "value"},
                "left");
    Dataset<Row> edges =
        tables
            .edges()
            .join(known, new String[] {"source", "record_id"})
            .drop("customer_id")
            .join(
                known
                    .withColumnRenamed("source", "other_source")
                    .withColumnRenamed("record_id", "other_record_id"),
                new String[] {"other_source", "other_record_id"});
    return new EdgesInWords(
        members.collectAsList(), links.collectAsList(), edges.collectAsList(), overrides);
  }

  /** What a guard said of both customers, or of one of them by itself, when it was last told. */
  private List<String> cuts(String a, String b) {
    return tables
        .history()
        .where(col("kind").equalTo("cut").and(col("customer_id").isin(a, b)))
        .where(
            col("other_customer_id")
                .isin(a, b)
                .or(
                    col("other_customer_id")
                        .isNull()
                        .and(col("customer_id").isin(quarantined(a, b).toArray()))))
        .groupBy("customer_id", "reason")
        .agg(max("run_date").cast("string").as("run_date"))
        .orderBy("run_date", "reason", "customer_id")
        .collectAsList()
        .stream()
        .map(r -> "  a guard, on %s: %s".formatted(r.getString(2), r.getString(1)))
        .distinct()
        .toList();
  }

  private List<String> quarantined(String a, String b) {
    return tables
        .customers()
        .where(col("customer_id").isin(a, b).and(col("status").equalTo("quarantined")))
        .select("customer_id")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private List<String> between(EdgesInWords edges, Found x, Found y) {
    List<String> lines = new ArrayList<>(edges.guards(x.customer(), y.customer()));
    lines.addAll(cuts(x.customer(), y.customer()));
    lines.addAll(edges.direct(x.name(), y.name()));
    lines.add(
        String.format(
            Locale.ROOT,
            "on average over all pairs between both: %+.1f bits (more than %+.1f would join them)",
            edges.mean(x.customer(), y.customer()),
            edges.asked(x.customer(), y.customer(), joinBits)));
    return lines;
  }
}
