package vongdoi.churn;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;

/** Customers who buy at a rate of their own until they die: churn with a known cause. */
final class SimulatedShop {
  private SimulatedShop() {}

  private record Purchase(int customer, int day) {}

  /** Adds the orders of so many customers, who arrive during the first 300 of 420 days. */
  static TestLake fill(TestLake lake, int customers, LocalDate lastDay) {
    List<Row> rows = new ArrayList<>();
    int number = 0;
    for (Purchase p : IntStream.range(0, customers).boxed().flatMap(c -> of(c).stream()).toList()) {
      LocalDate day = lastDay.minusDays(420L - p.day());
      rows.add(RowFactory.create("o" + number++, "c" + p.customer(), Date.valueOf(day)));
    }
    Dataset<Row> orders =
        LocalSpark.session()
            .createDataFrame(
                rows, StructType.fromDDL("order_id string, customer_id string, order_date date"))
            .selectExpr(
                "*",
                "'s' as owner_source",
                "customer_id as owner_id",
                "cast(order_date as timestamp) as ordered_at",
                "'completed' as status",
                "true as is_valid",
                "false as is_taken_back",
                "cast(100 as decimal(18,2)) as total_amount",
                "cast(100 as decimal(18,2)) as net_amount",
                "1L as items_count",
                "'VND' as currency");
    for (String column : Silver.ORDERS.columnNames()) {
      if (!List.of(orders.columns()).contains(column)) {
        orders = orders.withColumn(column, functions.lit(null));
      }
    }
    return lake.append(Silver.ORDERS, orders);
  }

  private static List<Purchase> of(int customer) {
    SplittableRandom random = new SplittableRandom(1000L + customer);
    double rate = Math.exp(-4.5 + 2.0 * random.nextDouble());
    double death = random.nextDouble() < .45 ? 400 * random.nextDouble() : 1e9;
    double born = 300 * random.nextDouble();
    List<Purchase> purchases = new ArrayList<>();
    for (double t = born; t <= 420; t -= Math.log(1 - random.nextDouble()) / rate) {
      if (t > born + death) {
        break;
      }
      purchases.add(new Purchase(customer, (int) t));
    }
    return purchases;
  }
}
