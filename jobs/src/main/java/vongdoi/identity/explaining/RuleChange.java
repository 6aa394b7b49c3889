package vongdoi.identity.explaining;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Preview;

/**
 * What a resolution would do to the customers of the last one, in figures and a few examples: the
 * answer to a steward who has changed a rule and wants to know before it counts.
 */
public final class RuleChange {
  private static final int EXAMPLES = 20;
  private static final String TOLD = "kind in ('merge', 'split', 'resurrect', 'leave', 'cut')";

  private final Inputs in;
  private final Dataset<Row> history;
  private final Dataset<Row> customers;

  public RuleChange(Inputs in, Outputs would) {
    this.in = in;
    this.history = would.rows(Silver.IDENTITY_HISTORY);
    this.customers = would.rows(Silver.CUSTOMERS);
  }

  public Preview preview() {
    SortedMap<String, Long> counts = new TreeMap<>();
    List<String> kinds = List.of("create", "join", "leave", "merge", "split", "resurrect", "cut");
    kinds.forEach(kind -> counts.put(kind + "_count", 0L));
    history
        .where(col("kind").isin(kinds.toArray()))
        .groupBy("kind")
        .agg(count("*"))
        .collectAsList()
        .forEach(r -> counts.put(r.getString(0) + "_count", r.getLong(1)));
    Row moved =
        history
            .where("kind in ('merge', 'split', 'leave')")
            .select(coalesce(sum("records_count"), lit(0L)))
            .head();
    counts.put("moved_records_count", moved.getLong(0));
    addCustomers(counts);
    return new Preview(counts, lines(counts));
  }

  private void addCustomers(SortedMap<String, Long> counts) {
    Dataset<Row> before = in.own(Silver.CUSTOMERS).select("customer_id", "status", "records_count");
    Dataset<Row> after =
        before
            .join(customers.select("customer_id"), new String[] {"customer_id"}, "left_anti")
            .union(customers.select("customer_id", "status", "records_count"));
    Row was = figures(before);
    Row will = figures(after);
    counts.put("customers_before_count", was.getLong(0));
    counts.put("customers_after_count", will.getLong(0));
    counts.put("largest_before_count", was.getLong(1));
    counts.put("largest_after_count", will.getLong(1));
    counts.put("quarantined_after_count", will.getLong(2));
    Dataset<Row> active = after.where("status = 'active'").select("customer_id");
    counts.put(
        "kept_ids_count",
        before
            .where("status = 'active'")
            .join(active, new String[] {"customer_id"}, "left_semi")
            .count());
  }

  private static Row figures(Dataset<Row> customers) {
    return customers
        .selectExpr(
            "status = 'active' as is_active", "status = 'quarantined' as is_held", "records_count")
        .agg(
            coalesce(sum(col("is_active").cast("bigint")), lit(0L)),
            coalesce(max(expr("if(is_active, records_count, 0)")), lit(0L)),
            coalesce(sum(col("is_held").cast("bigint")), lit(0L)))
        .head();
  }

  private List<String> lines(SortedMap<String, Long> counts) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%,d active customers would be %,d: %,d ids kept, %,d new, %,d given back"
            .formatted(
                counts.get("customers_before_count"),
                counts.get("customers_after_count"),
                counts.get("kept_ids_count"),
                counts.get("create_count"),
                counts.get("resurrect_count")));
    lines.add(
        "%,d merges, %,d splits, %,d records to another customer, %,d cuts by guards"
            .formatted(
                counts.get("merge_count"),
                counts.get("split_count"),
                counts.get("moved_records_count"),
                counts.get("cut_count")));
    lines.add(
        "the largest customer has %,d records and would have %,d; %,d customers in quarantine"
            .formatted(
                counts.get("largest_before_count"),
                counts.get("largest_after_count"),
                counts.get("quarantined_after_count")));
    history
        .where(TOLD)
        .orderBy(
            col("records_count").desc(),
            col("kind"),
            col("customer_id"),
            coalesce(col("other_customer_id"), lit("")),
            col("reason"))
        .limit(EXAMPLES)
        .collectAsList()
        .forEach(r -> lines.add(example(r)));
    return lines;
  }

  private static String example(Row row) {
    String other = row.getAs("other_customer_id");
    return "  %s %s%s (%d records): %s"
        .formatted(
            row.getAs("kind"),
            row.getAs("customer_id"),
            other == null ? "" : " and " + other,
            row.<Long>getAs("records_count"),
            row.getAs("reason"));
  }
}
