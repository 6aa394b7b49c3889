package vongdoi.identity;

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

/** Shapes the decided components into the four tables of the resolution. */
final class Tables {
  private static final String[] ID = {"customer_id"};
  private static final String[] VALUE = {"type", "value"};
  private final Inputs in;
  private final Dataset<Row> outcome;
  private final Optional<Reach> reach;

  /**
   * @param outcome rows of {@link Outcome#SCHEMA}
   * @param reach records that were looked at; empty for all
   */
  Tables(Inputs in, Dataset<Row> outcome, Optional<Reach> reach) {
    this.in = in;
    this.outcome = outcome;
    this.reach = reach;
  }

  /** The rows of the last run about records in reach. */
  private Dataset<Row> recordsBefore() {
    Dataset<Row> before = in.own(Silver.CUSTOMER_RECORDS);
    return reach.isEmpty()
        ? before
        : reach
            .get()
            .of(before.withColumn("node", xxhash64(col("source"), col("record_id"))))
            .drop("node");
  }

  /** Records in reach as they are now, and those that are gone, marked. */
  Dataset<Row> changedRecords(Dataset<Row> attributes) {
    Dataset<Row> now = customerRecords(attributes);
    return now.withColumn(Write.DELETED, lit(false))
        .unionByName(
            recordsBefore()
                .join(rows(Outcome.RECORD), new String[] {"source", "record_id"}, "left_anti")
                .withColumn(Write.DELETED, lit(true)));
  }

  /**
   * Identifiers of records in reach, and those that nobody bears any more, marked.
   *
   * @param links all links with their status
   */
  Dataset<Row> changedIdentifiers(Dataset<Row> links) {
    Dataset<Row> theirs =
        reach
            .orElseThrow()
            .of(links.where("status is not null"))
            .select("type", "value")
            .distinct();
    Dataset<Row> now =
        customerIdentifiers(links.join(theirs, VALUE, "left_semi"))
            .withColumn(Write.DELETED, lit(false));
    return reach.get().lostRecords()
        ? now.unionByName(
            in.own(Silver.CUSTOMER_IDENTIFIERS)
                .join(links, VALUE, "left_anti")
                .withColumn(Write.DELETED, lit(true)),
            true)
        : now;
  }

  private Dataset<Row> rows(String table) {
    return outcome.where(col(Outcome.TABLE).equalTo(table));
  }

  /** A record without an e-mail or phone in its newest version has the last one observed on it. */
  Dataset<Row> customerRecords(Dataset<Row> attributes) {
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
    return rows(Outcome.RECORD)
        .as("r")
        .join(attributes.as("a"), new String[] {"source", "record_id"}, "left")
        .select(columns.toArray(Column[]::new));
  }

  private static Column seen(String micros) {
    return expr("timestamp_micros(" + micros + ")");
  }

  /** Decided values, and beside them those that no component holds because they join nobody. */
  Dataset<Row> customerIdentifiers(Dataset<Row> links) {
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
    return rows(Outcome.IDENTIFIER)
        .select(
            "type", "value", "status", "first_seen", "last_seen", "records_count", "customer_id")
        .unionByName(joinNobody)
        .withColumn("first_seen_at", seen("first_seen"))
        .withColumn("last_seen_at", seen("last_seen"));
  }

  Dataset<Row> customers() {
    Dataset<Row> decided = rows(Outcome.CUSTOMER);
    return in.isFirst()
        ? decided
        : decided.unionByName(erased(), true).unionByName(redirectedAnew(), true);
  }

  /** Customers all of whose records are gone. */
  private Dataset<Row> erased() {
    Dataset<Row> candidates =
        reach.isEmpty()
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
        rows(Outcome.CUSTOMER)
            .where("status = 'retired'")
            .select(col("customer_id").as("redirect_to"), col("redirect_to").as("leads_to"));
    return undecided()
        .join(retired, "redirect_to")
        .withColumn("redirect_to", col("leads_to"))
        .drop("leads_to");
  }

  private Dataset<Row> undecided() {
    return in.own(Silver.CUSTOMERS)
        .join(rows(Outcome.CUSTOMER).select("customer_id"), ID, "left_anti");
  }

  Dataset<Row> identityHistory() {
    Dataset<Row> changes = rows(Outcome.CHANGE);
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
    return changes.withColumn("run_date", in.date());
  }

  /** A cut that parts nothing that was together is told once, not on every run. */
  private Dataset<Row> withoutCutsTold(Dataset<Row> changes) {
    Column stands = col("status").eqNullSafe(Outcome.STANDS);
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
