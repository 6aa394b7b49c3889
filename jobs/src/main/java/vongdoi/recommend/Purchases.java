package vongdoi.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.common.job.Inputs;
import vongdoi.recommend.ways.PurchaseLog;

/** The purchases that suggestions come from. */
final class Purchases {
  private static final long HASH_SPACE = 1_000_000;

  private Purchases() {}

  /** Days on which a customer bought a product, of so many up to the date. */
  static Dataset<Row> days(Dataset<Row> orderItems, LocalDate date, int daysBack) {
    return orderItems
        .where("is_valid and quantity > 0")
        .where(
            "order_date <= date'%s' and order_date > date'%s'"
                .formatted(date, date.minusDays(daysBack)))
        .groupBy("customer_id", "product_id", "order_date")
        .agg(expr("max(category) as category"))
        .withColumn("age", expr("datediff(date'" + date + "', order_date)"));
  }

  /** The given share of customers, by hash. */
  static Dataset<Row> sample(Dataset<Row> rows, double share) {
    return share >= 1
        ? rows
        : rows.where(
            "pmod(xxhash64('evaluate', customer_id), %d) < %d"
                .formatted(HASH_SPACE, (long) (HASH_SPACE * share)));
  }

  /** One row per customer: {@code purchases}, sorted as {@link PurchaseLog#packed} has them. */
  static Dataset<Row> byCustomer(Dataset<Row> days, Catalogue catalogue) {
    Broadcast<Catalogue> numbers =
        JavaSparkContext.fromSparkContext(days.sparkSession().sparkContext()).broadcast(catalogue);
    UDF2<String, Integer, Long> packed =
        (product, age) -> PurchaseLog.packed(numbers.value().number(product), age);
    return days.select(
            col("customer_id"),
            udf(packed, DataTypes.LongType).apply(col("product_id"), col("age")).as("purchase"))
        .groupBy("customer_id")
        .agg(expr("sort_array(collect_list(purchase)) as purchases"));
  }

  /**
   * The purchases of customers in the driver's memory.
   *
   * @param byCustomer of which there are few
   */
  static PurchaseLog log(Inputs inputs, Dataset<Row> byCustomer, Catalogue catalogue) {
    return new PurchaseLog(
        catalogue.size(),
        inputs.collected(byCustomer.select("purchases")).stream()
            .map(row -> longs(row.getList(0)))
            .toList());
  }

  static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
