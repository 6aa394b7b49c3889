package vongdoi.clv;

import static org.apache.spark.sql.functions.col;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a fit on the buyers known some time ago foretold what they ordered and spent since.
 *
 * @param customers buyers known then
 * @param expectedOrders order days foretold
 * @param actualOrders order days that came
 * @param expectedAmount spend foretold
 * @param actualAmount spend that came
 * @param meanAbsoluteError of the order days of a customer
 * @param correlation of foretold and actual order days
 */
record Backtest(
    long customers,
    double expectedOrders,
    double actualOrders,
    double expectedAmount,
    double actualAmount,
    double meanAbsoluteError,
    double correlation) {

  static Backtest of(FitClv.Fit fit, Dataset<Row> before, Dataset<Row> now, int days) {
    Dataset<Row> since =
        now.select(
            col("customer_id"),
            col("frequency").as("frequency_now"),
            col("total_amount").as("now"));
    Row sums =
        ScoreClv.forecast(fit.orders(), fit.spend(), fit.meanSpend(), before, days)
            .join(since, "customer_id")
            .selectExpr(
                "expected_orders as e",
                "frequency_now - frequency as a",
                "expected_orders * expected_order_amount as ea",
                "now - total_amount as aa")
            .selectExpr(
                "count(*)",
                "sum(e)",
                "sum(a)",
                "sum(ea)",
                "sum(aa)",
                "avg(abs(e - a))",
                "corr(e, a)")
            .head();
    return new Backtest(
        sums.getLong(0),
        number(sums, 1),
        number(sums, 2),
        number(sums, 3),
        number(sums, 4),
        number(sums, 5),
        number(sums, 6));
  }

  private static double number(Row row, int index) {
    return row.isNullAt(index) ? 0 : row.getDouble(index);
  }

  /** The figures by name; errors are relative to what came. */
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("backtest_customers", (double) customers);
    metrics.put("backtest_expected_orders", expectedOrders);
    metrics.put("backtest_actual_orders", actualOrders);
    metrics.put("backtest_expected_amount", expectedAmount);
    metrics.put("backtest_actual_amount", actualAmount);
    metrics.put("backtest_orders_mae", meanAbsoluteError);
    metrics.put("backtest_orders_correlation", Double.isNaN(correlation) ? 0 : correlation);
    if (actualAmount > 0) {
      metrics.put("backtest_amount_error", expectedAmount / actualAmount - 1);
    }
    if (actualOrders > 0) {
      metrics.put("backtest_orders_error", expectedOrders / actualOrders - 1);
    }
    return metrics;
  }
}
