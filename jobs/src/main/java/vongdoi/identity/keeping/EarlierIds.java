package vongdoi.identity.keeping;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;

/** Tells each record which customer it had in the last run and which ids were ever made from it. */
public final class EarlierIds {
  private static final String HELD =
      "struct<customer_id:string,created_date:date,changed_date:date,founding_source:string,"
          + "founding_record_id:string,status:string>";
  private static final String FOUNDED =
      "array<struct<customer_id:string,status:string,redirect_to:string,records_count:bigint,"
          + "created_date:date,changed_date:date>>";
  private static final String[] KEY = {"source", "record_id"};
  private final Inputs in;
  private final Optional<AffectedRecords> affected;

  /**
   * @param affected records that are looked at; empty for all
   */
  public EarlierIds(Inputs in, Optional<AffectedRecords> affected) {
    this.in = in;
    this.affected = affected;
  }

  private Dataset<Row> within(Dataset<Row> rows, String source, String record) {
    return affected.isEmpty()
        ? rows
        : affected
            .get()
            .of(rows.withColumn("node", xxhash64(col(source), col(record))))
            .drop("node");
  }

  /** Adds {@code held} and {@code founded}, null where there are none. */
  public Dataset<Row> addTo(Dataset<Row> records) {
    if (in.isFirst()) {
      return records
          .withColumn("held", lit(null).cast(HELD))
          .withColumn("founded", lit(null).cast(FOUNDED));
    }
    Dataset<Row> customers = in.own(Silver.CUSTOMERS);
    Dataset<Row> held =
        within(in.own(Silver.CUSTOMER_RECORDS), "source", "record_id")
            .select("source", "record_id", "customer_id")
            .join(
                customers.select(
                    "customer_id",
                    "created_date",
                    "changed_date",
                    "founding_source",
                    "founding_record_id",
                    "status"),
                "customer_id")
            .select(
                col("source"),
                col("record_id"),
                struct(
                        "customer_id",
                        "created_date",
                        "changed_date",
                        "founding_source",
                        "founding_record_id",
                        "status")
                    .as("held"));
    Dataset<Row> founded =
        within(customers, "founding_source", "founding_record_id")
            .groupBy(col("founding_source").as("source"), col("founding_record_id").as("record_id"))
            .agg(
                array_sort(
                        collect_list(
                            struct(
                                "customer_id",
                                "status",
                                "redirect_to",
                                "records_count",
                                "created_date",
                                "changed_date")))
                    .as("founded"));
    return records.join(held, KEY, "left").join(founded, KEY, "left");
  }
}
