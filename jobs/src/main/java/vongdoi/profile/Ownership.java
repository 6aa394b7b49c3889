package vongdoi.profile;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.table.Write;

/** Gives facts the customer that their owning record belongs to today. */
final class Ownership {
  private Ownership() {}

  /**
   * Replaces the struct column {@code owner} by {@code owner_source}, {@code owner_id} and {@code
   * customer_id}.
   *
   * @param join {@code inner} drops rows without a customer, {@code left} keeps them
   */
  static Dataset<Row> resolve(Dataset<Row> rows, Dataset<Row> records, String join) {
    return rows.withColumn("owner_source", col("owner.source"))
        .withColumn("owner_id", col("owner.id"))
        .drop("owner")
        .join(owners(records), OWNER, join);
  }

  private static final String[] OWNER = {"owner_source", "owner_id"};

  private static Dataset<Row> owners(Dataset<Row> records) {
    return records.selectExpr("source as owner_source", "record_id as owner_id", "customer_id");
  }

  /**
   * Published rows whose owner belongs to another customer by now, with that customer and the mark
   * {@code _deleted} where the owner is gone.
   */
  static Dataset<Row> moved(Dataset<Row> published, Dataset<Row> records) {
    Column[] columns =
        Arrays.stream(published.columns())
            .map(
                c ->
                    c.equals("customer_id")
                        ? org.apache
                            .spark
                            .sql
                            .functions
                            .coalesce(col("_now"), col("customer_id"))
                            .as(c)
                        : col(c))
            .toArray(Column[]::new);
    return published
        .join(owners(records).withColumnRenamed("customer_id", "_now"), OWNER, "left")
        .where("not (customer_id <=> _now)")
        .withColumn(Write.DELETED, col("_now").isNull())
        .select(with(columns, col(Write.DELETED)));
  }

  private static Column[] with(Column[] columns, Column last) {
    Column[] all = Arrays.copyOf(columns, columns.length + 1);
    all[columns.length] = last;
    return all;
  }
}
