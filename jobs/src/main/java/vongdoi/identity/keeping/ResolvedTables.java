package vongdoi.identity.keeping;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Write;
import vongdoi.identity.linking.CustomerAttributes;

/** Shapes the decided components into the four tables of the resolution. */
public final class ResolvedTables {
  private static final String[] ID = {"customer_id"};
  private static final String[] VALUE = {"type", "value"};
  private final Inputs in;
  private final Dataset<Row> resolved;
  private final Optional<AffectedRecords> affected;

  /**
   * @param resolved rows of {@link ResolvedComponent#SCHEMA}
   * @param affected records that were looked at; empty for all
   */
  public ResolvedTables(Inputs in, Dataset<Row> resolved, Optional<AffectedRecords> affected) {
    this.in = in;
    this.resolved = resolved;
    this.affected = affected;
  }

  /** The rows of the last run about affected records. */
  private Dataset<Row> recordsBefore() {
    Dataset<Row> before = in.own(Silver.CUSTOMER_RECORDS);
    return affected.isEmpty()
        ? before
        : affected
            .get()
            .of(before.withColumn("node", xxhash64(col("source"), col("record_id"))))
            .drop("node");
  }

  /** Affected records as they are now, and those that are gone, marked. */
  public Dataset<Row> changedRecords(Dataset<Row> attributes) {
    Dataset<Row> now = customerRecords(attributes);
    return now.withColumn(Write.DELETED, lit(false))
        .unionByName(
            recordsBefore()
                .join(
                    rows(ResolvedComponent.RECORDS),
                    new String[] {"source", "record_id"},
                    "left_anti")
                .withColumn(Write.DELETED, lit(true)));
  }

  /**
   * Identifiers of affected records, and those that nobody bears any more, marked.
   *
   * @param links all links with their status
   */
  public Dataset<Row> changedIdentifiers(Dataset<Row> links) {
    Dataset<Row> theirs =
        affected
            .orElseThrow()
            .of(links.where("status is not null"))
            .select("type", "value")
            .distinct();
    Dataset<Row> now =
        customerIdentifiers(links.join(theirs, VALUE, "left_semi"))
            .withColumn(Write.DELETED, lit(false));
    return affected.get().lostRecords()
        ? now.unionByName(
            in.own(Silver.CUSTOMER_IDENTIFIERS)
                .join(links, VALUE, "left_anti")
                .withColumn(Write.DELETED, lit(true)),
            true)
        : now;
  }

  private Dataset<Row> rows(String table) {
    return ResolvedComponent.rows(resolved, table);
  }

  /** A record without an e-mail or phone in its newest version has the last one observed on it. */
  public Dataset<Row> customerRecords(Dataset<Row> attributes) {
    List<Column> columns = new ArrayList<>();
    for (String name : Silver.CUSTOMER_RECORDS.columnNames()) {
      columns.add(
          switch (name) {
            case "email", "phone" -> coalesce(col("a." + name), col("r." + name)).as(name);
            case "source", "record_id" -> col(name);
            case "first_seen_at" -> seen("first_seen").as(name);
            case "last_seen_at" -> seen("last_seen").as(name);
            default ->
                CustomerAttributes.COLUMNS.contains(name) ? col("a." + name) : col("r." + name);
          });
    }
    return rows(ResolvedComponent.RECORDS)
        .as("r")
        .join(attributes.as("a"), new String[] {"source", "record_id"}, "left")
        .select(columns.toArray(Column[]::new));
  }

  private static Column seen(String micros) {
    return expr("timestamp_micros(" + micros + ")");
  }

  /** Decided values, and beside them those that no component holds because they join nobody. */
  public Dataset<Row> customerIdentifiers(Dataset<Row> links) {
    Dataset<Row> joinNobody =
        links
            .where("status is not null")
            .groupBy("type", "value")
            .agg(
                max("status").as("status"),
                min("first_seen").as("first_seen"),
                max("last_seen").as("last_seen"),
                count("*").as("records_count"))
            .withColumn("customer_id", lit(null).cast("string"));
    return rows(ResolvedComponent.IDENTIFIERS)
        .select(
            "type", "value", "status", "first_seen", "last_seen", "records_count", "customer_id")
        .unionByName(joinNobody)
        .withColumn("first_seen_at", seen("first_seen"))
        .withColumn("last_seen_at", seen("last_seen"));
  }

  public Dataset<Row> customers() {
    Dataset<Row> decided = rows(ResolvedComponent.CUSTOMERS);
    return in.isFirst()
        ? decided
        : decided.unionByName(erased(), true).unionByName(redirectedAnew(), true);
  }

  /** Customers all of whose records are gone. */
  private Dataset<Row> erased() {
    Dataset<Row> candidates =
        affected.isEmpty()
            ? undecided()
            : undecided().join(recordsBefore().select("customer_id"), ID, "left_semi");
    return candidates
        .where(col("status").isin("active", "quarantined"))
        .withColumn("status", lit("erased"))
        .withColumn("changed_date", in.date());
  }

  /** Ids given up long ago whose founding record is gone, where they led to one given up now. */
  private Dataset<Row> redirectedAnew() {
    Dataset<Row> retired =
        rows(ResolvedComponent.CUSTOMERS)
            .where("status = 'retired'")
            .select(col("customer_id").as("redirect_to"), col("redirect_to").as("leads_to"));
    return undecided()
        .join(retired, "redirect_to")
        .withColumn("redirect_to", col("leads_to"))
        .drop("leads_to");
  }

  private Dataset<Row> undecided() {
    return in.own(Silver.CUSTOMERS)
        .join(rows(ResolvedComponent.CUSTOMERS).select("customer_id"), ID, "left_anti");
  }

  public Dataset<Row> identityHistory() {
    Dataset<Row> changes = rows(ResolvedComponent.HISTORY);
    if (!in.isFirst()) {
      changes =
          withoutCutsTold(changes)
              .unionByName(
                  erased()
                      .select(
                          lit("leave").as("kind"),
                          col("customer_id"),
                          col("records_count"),
                          lit("all its records were erased").as("reason")),
                  true);
    }
    return changes.drop("stands").withColumn("run_date", in.date());
  }

  /** A cut that parts nothing that was together is told once, not on every run. */
  private Dataset<Row> withoutCutsTold(Dataset<Row> changes) {
    Column stands = col("stands");
    Dataset<Row> told =
        in.own(Silver.IDENTITY_HISTORY)
            .where("kind = 'cut'")
            .select("customer_id", "other_customer_id", "reason");
    return changes
        .where(not(stands))
        .union(
            changes
                .where(stands)
                .join(
                    told, new String[] {"customer_id", "other_customer_id", "reason"}, "left_anti")
                .select(Arrays.stream(changes.columns()).map(c -> col(c)).toArray(Column[]::new)));
  }
}
