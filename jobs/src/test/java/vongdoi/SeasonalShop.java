package vongdoi;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Table;

/**
 * A shop whose people buy at a pace of their own times that of the season until they leave, with
 * heavy-tailed spends and some wholesalers. Part of them bought before the data begin.
 *
 * @param first day of the data
 * @param days of data
 * @param customers who come in a year, about
 * @param season pace of a day
 */
record SeasonalShop(
    LocalDate first, int days, int customers, long seed, ToDoubleFunction<LocalDate> season) {
  private static final int EARLIER = 540;

  /** A lake with the orders as profile.orders leaves them. */
  TestLake lake() {
    Random random = new Random(seed);
    Well19937c well = new Well19937c(seed);
    GammaDistribution paces = new GammaDistribution(well, 1.0, 1 / 45.0);
    GammaDistribution leaving = new GammaDistribution(well, 0.6, 1 / 250.0);
    double[] until = new double[EARLIER + days + 1];
    for (int i = 0; i < EARLIER + days; i++) {
      until[i + 1] = until[i] + season.applyAsDouble(first.plusDays(i - EARLIER));
    }
    List<Row> rows = new ArrayList<>();
    int all = (int) ((long) customers * (EARLIER + days) / 365);
    for (int c = 0; c < all; c++) {
      double at = random.nextDouble() * until[EARLIER + days];
      boolean trade = random.nextDouble() < 0.05;
      double pace = paces.sample() * (trade ? 4 : 1);
      double gone = at - Math.log(random.nextDouble()) / Math.max(leaving.sample(), 1e-6);
      double spend = 5.6 + 0.7 * random.nextGaussian() + (trade ? 1.2 : 0);
      int day = -1;
      while (at < until[EARLIER + days] && at < gone) {
        while (until[day + 1] <= at) {
          day++;
        }
        int own = day - EARLIER;
        double amount = Math.exp(spend + 0.7 * random.nextGaussian());
        if (own >= 0) {
          rows.add(
              RowFactory.create(
                  "o" + rows.size(), "c" + c, Date.valueOf(first.plusDays(own)), amount));
        }
        at -= Math.log(random.nextDouble()) / pace;
      }
    }
    Dataset<Row> orders =
        LocalSpark.session()
            .createDataFrame(
                rows,
                StructType.fromDDL(
                    "order_id string, customer_id string, order_date date, amount double"))
            .selectExpr(
                "*",
                "'s' as owner_source",
                "customer_id as owner_id",
                "cast(order_date as timestamp) as ordered_at",
                "'completed' as status",
                "true as is_valid",
                "false as is_taken_back",
                "cast(amount as decimal(18,2)) as total_amount",
                "cast(amount as decimal(18,2)) as net_amount",
                "1L as items_count",
                "'VND' as currency")
            .drop("amount");
    for (String column : Silver.ORDERS.columnNames()) {
      if (!List.of(orders.columns()).contains(column)) {
        orders = orders.withColumn(column, functions.lit(null));
      }
    }
    return TestLake.empty().append(Silver.ORDERS, orders);
  }

  String date() {
    return first.plusDays(days - 1L).toString();
  }

  static Map<String, Double> metrics(TestLake lake, Table trainings) {
    Row row = lake.read(trainings).head();
    return row.getJavaMap(row.fieldIndex("metrics"));
  }
}
