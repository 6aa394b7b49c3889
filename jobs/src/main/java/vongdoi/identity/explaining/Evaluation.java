package vongdoi.identity.explaining;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import vongdoi.customer.Owner;
import vongdoi.identity.scoring.Bits;

/**
 * How well the customers agree with known people, all from one contingency table of people and
 * customers (Menestrina et al. 2010: measures rank systems differently, so several are reported).
 *
 * @param records records of the truth that have a customer: all figures are over these
 * @param missing records of the truth that have none
 * @param unnamed devices of the truth on which nobody ever said who they are, so that nothing in
 *     the data ties them to anybody: no other figure counts them
 * @param people people of the truth
 * @param customers customers that hold their records
 * @param largestPerson records of the truth's largest person
 * @param largestCustomer records of the largest customer
 * @param pairwise pairs of records in one cluster, after closure
 * @param bCubed mean over records of the share of its cluster that is right (Bagga, Baldwin 1998)
 * @param exact clusters that are exactly one person
 * @param blockingRecall share of a person's pairs that are in one customer or were scored
 */
public record Evaluation(
    long records,
    long missing,
    long unnamed,
    long people,
    long customers,
    long largestPerson,
    long largestCustomer,
    Score pairwise,
    Score bCubed,
    Score exact,
    double blockingRecall) {

  /** Precision and recall. */
  public record Score(double precision, double recall) {

    /** Harmonic mean of both. */
    public double f1() {
      return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private String text(String label) {
      return String.format(
          Locale.ROOT,
          "%-10s precision %.5f  recall %.5f  F1 %.5f%n",
          label,
          precision,
          recall,
          f1());
    }

    private String json() {
      return String.format(
          Locale.ROOT, "{\"precision\":%.6f,\"recall\":%.6f,\"f1\":%.6f}", precision, recall, f1());
    }
  }

  /**
   * Compares the resolution with the truth.
   *
   * @param truth rows {@code source, record_id, entity_id}
   * @param events sources of events: a record of one is the login of that id, and where there is
   *     none the device, because both are known under one name whatever source saw them
   * @param customerRecords {@code silver.customer_records}
   * @param edges {@code silver.identity_edges}, of which those count that speak for one person more
   *     than evidence may speak against it
   * @param links {@code silver.identifier_links}
   */
  public static Evaluation of(
      Dataset<Row> truth,
      Set<String> events,
      Dataset<Row> customerRecords,
      Dataset<Row> edges,
      Dataset<Row> links) {
    Dataset<Row> all =
        named(truth, events, customerRecords)
            .join(
                customerRecords.select("source", "record_id", "customer_id"),
                new String[] {"source", "record_id"},
                "left")
            .join(devicesOfSomebody(links), new String[] {"source", "record_id"}, "left");
    Column unnamed =
        expr("source = '" + Owner.DEVICE + "' and customer_id is not null and is_known is null");
    Dataset<Row> placed = all.where(not(unnamed)).drop("is_known");
    Dataset<Row> cells =
        placed
            .groupBy(col("person"), col("customer_id"))
            .agg(count("*").as("all"))
            .selectExpr(
                "person",
                "customer_id",
                "all",
                "cast(if(customer_id is null, 0, all) as double) as n")
            .withColumn("row", sum("n").over(Window.partitionBy("person")))
            .withColumn("column", sum("n").over(Window.partitionBy("customer_id")));
    Row found =
        cells
            .selectExpr("*", "n = row and n = column as is_exact", "n > 0 as is_found")
            .agg(
                sum("n"),
                sum("all").minus(sum("n")),
                expr("sum(if(is_found, n / row, 0))"),
                expr("sum(if(is_found, n / column, 0))"),
                max("row"),
                max("column"),
                expr("sum(n * (n - 1) / 2)"),
                expr("sum(n * (column - 1) / 2)"),
                expr("sum(n * (row - 1) / 2)"),
                expr("sum(if(is_found, n * n / column, 0))"),
                expr("sum(if(is_found, n * n / row, 0))"),
                expr("cast(sum(if(is_found and is_exact, 1, 0)) as double)"))
            .head();
    return of(found, all.where(unnamed).count(), scoredApart(placed, edges));
  }

  /** Devices that an identifier was seen on, or that were seen with another record. */
  private static Dataset<Row> devicesOfSomebody(Dataset<Row> links) {
    String ofDevices = "source = '" + Owner.DEVICE + "'";
    String ids = "type = '" + Owner.DEVICE + "'";
    return links
        .where(ids + " and not " + ofDevices)
        .selectExpr("value as record_id")
        .union(links.where(ofDevices + " and not " + ids).select("record_id"))
        .distinct()
        .select(lit(Owner.DEVICE).as("source"), col("record_id"), lit(true).as("is_known"));
  }

  /** Records of the truth under the sources that {@code silver.customer_records} has them under. */
  private static Dataset<Row> named(
      Dataset<Row> truth, Set<String> events, Dataset<Row> customerRecords) {
    Dataset<Row> visitors =
        customerRecords
            .where(col("source").isin(Owner.USER, Owner.DEVICE))
            .groupBy("record_id")
            .agg(max(col("source").equalTo(Owner.USER)).as("is_user"), lit(true).as("is_visitor"));
    Column visitor = when(col("is_user"), Owner.USER).otherwise(Owner.DEVICE);
    return truth
        .selectExpr(
            "cast(source as string) source",
            "cast(record_id as string) record_id",
            "cast(entity_id as string) person")
        .join(visitors, new String[] {"record_id"}, "left")
        .select(
            when(col("source").isin(events.toArray()).and(col("is_visitor")), visitor)
                .otherwise(col("source"))
                .as("source"),
            col("record_id"),
            col("person"));
  }

  /** Scored pairs of one person that are in two customers. */
  private static long scoredApart(Dataset<Row> placed, Dataset<Row> edges) {
    Dataset<Row> others =
        placed
            .withColumnRenamed("source", "other_source")
            .withColumnRenamed("record_id", "other_record_id")
            .withColumnRenamed("person", "other_person")
            .withColumnRenamed("customer_id", "other_customer_id");
    return edges
        .where(col("weight_bits").gt(Bits.LOWEST))
        .select("source", "record_id", "other_source", "other_record_id")
        .join(placed, new String[] {"source", "record_id"})
        .join(others, new String[] {"other_source", "other_record_id"})
        .where("person = other_person and customer_id <> other_customer_id")
        .count();
  }

  private static Evaluation of(Row found, long unnamed, long scoredApart) {
    double records = number(found, 0);
    double people = number(found, 2);
    double customers = number(found, 3);
    return new Evaluation(
        Math.round(records),
        Math.round(number(found, 1)),
        unnamed,
        Math.round(people),
        Math.round(customers),
        Math.round(number(found, 4)),
        Math.round(number(found, 5)),
        new Score(
            share(number(found, 6), number(found, 7)), share(number(found, 6), number(found, 8))),
        new Score(share(number(found, 9), records), share(number(found, 10), records)),
        new Score(share(number(found, 11), customers), share(number(found, 11), people)),
        share(number(found, 6) + scoredApart, number(found, 8)));
  }

  private static double number(Row row, int index) {
    return row.isNullAt(index) ? 0 : ((Number) row.get(index)).doubleValue();
  }

  /** Nothing claimed is nothing wrong: a share of nothing is 1. */
  private static double share(double part, double whole) {
    return whole == 0 ? 1 : part / whole;
  }

  /** The figures in lines for people. */
  public String toText() {
    return String.format(
            Locale.ROOT,
            "%d records of %d people in %d customers (%d records of the truth not found)%n"
                + "%d devices besides, on which nobody ever said who they are%n"
                + "largest person %d records, largest customer %d%n",
            records,
            people,
            customers,
            missing,
            unnamed,
            largestPerson,
            largestCustomer)
        + pairwise.text("pairwise")
        + bCubed.text("B-cubed")
        + exact.text("exact")
        + String.format(Locale.ROOT, "blocking   recall %.5f%n", blockingRecall);
  }

  /** The figures as one JSON object. */
  public String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"records\":%d,\"missing\":%d,\"unnamed_devices\":%d,\"people\":%d,\"customers\":%d,\"largest_person\":%d,"
            + "\"largest_customer\":%d,\"pairwise\":%s,\"b_cubed\":%s,\"exact\":%s,"
            + "\"blocking_recall\":%.6f}",
        records,
        missing,
        unnamed,
        people,
        customers,
        largestPerson,
        largestCustomer,
        pairwise.json(),
        bCubed.json(),
        exact.json(),
        blockingRecall);
  }
}
