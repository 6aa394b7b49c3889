package vongdoi.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a fit on the buyers known some time ago foretold what they ordered and spent since, beside
 * the naive forecast that everybody goes on as before. Amounts are before margin and discount, of
 * the currency most used.
 */
final class Backtest {
  private static final List<String> SUMS =
      List.of(
          "customers",
          "expected_orders",
          "actual_orders",
          "expected_amount",
          "actual_amount",
          "orders_mae",
          "orders_correlation",
          "interval_coverage",
          "naive_expected_orders",
          "naive_orders_mae");

  private Backtest() {}

  /**
   * Customers known before with what was foretold ({@code e} orders, {@code ea} money) and what
   * came ({@code a}, {@code aa}).
   */
  static Dataset<Row> foretold(Forecast forecast, Dataset<Row> pairs, ClvConfig config) {
    int days = config.backtestDays();
    return forecast
        .added(pairs, days, config.undiscounted())
        .selectExpr(
            "*",
            "expected_orders as e",
            "now_frequency - frequency as a",
            "amount as ea",
            "now_total_amount - total_amount as aa",
            "(frequency + 1) / greatest(T, 1) * %d as n".formatted(days))
        .withColumn(Correction.NEAR, col("ea"));
  }

  /** The figures by name; errors are relative to what came. */
  static Map<String, Double> of(Dataset<Row> foretold) {
    Row row =
        foretold
            .selectExpr(
                "cast(count(*) as double)",
                "sum(e)",
                "cast(sum(a) as double)",
                "sum(ea)",
                "sum(aa)",
                "avg(abs(e - a))",
                // Null where all are alike; corr would divide by zero.
                "covar_pop(e, a) / nullif(stddev_pop(e) * stddev_pop(a), 0D)",
                "avg(if(aa between low - 0.005 and high + 0.005, 1D, 0D))",
                "sum(n)",
                "avg(abs(n - a))")
            .head();
    Map<String, Double> metrics = new TreeMap<>();
    for (int i = 0; i < SUMS.size(); i++) {
      double value = row.isNullAt(i) ? 0 : row.getDouble(i);
      metrics.put("backtest_" + SUMS.get(i), Double.isNaN(value) ? 0 : value);
    }
    relative(metrics, "orders");
    relative(metrics, "amount");
    metrics.put("backtest_normalised_gini", normalisedGini(foretold));
    return metrics;
  }

  private static void relative(Map<String, Double> metrics, String what) {
    double actual = metrics.get("backtest_actual_" + what);
    if (actual > 0) {
      metrics.put(
          "backtest_" + what + "_error", metrics.get("backtest_expected_" + what) / actual - 1);
    }
  }

  /**
   * Gini of what customers spent, in the order of what was foretold of them, over that in the order
   * of what they did spend: 1 is the perfect order, 0 is chance. From sums in bins of half a
   * percent.
   */
  private static double normalisedGini(Dataset<Row> foretold) {
    List<Row> bins =
        foretold
            .selectExpr(
                "aa", "inline(array(struct('e' as by, ea as v), struct('a' as by, aa as v)))")
            .groupBy(col("by"), LogHistogram.bin(col("v")).as("bin"))
            .agg(expr("cast(count(1) as double) as n"), expr("sum(greatest(aa, 0)) as amount"))
            .orderBy(col("by"), col("bin").desc())
            .collectAsList();
    double perfect = gini(bins, "a");
    return perfect == 0 ? 0 : gini(bins, "e") / perfect;
  }

  /** Twice the area between the curve of cumulative amounts, best first, and the diagonal. */
  private static double gini(List<Row> bins, String by) {
    List<Row> own = bins.stream().filter(row -> row.getString(0).equals(by)).toList();
    double customers = own.stream().mapToDouble(row -> row.getDouble(2)).sum();
    double total = own.stream().mapToDouble(row -> row.getDouble(3)).sum();
    if (customers == 0 || total == 0) {
      return 0;
    }
    double before = 0;
    double area = 0;
    for (Row row : own) {
      double amount = row.getDouble(3) / total;
      area += row.getDouble(2) / customers * (before + amount / 2);
      before += amount;
    }
    return 2 * area - 1;
  }
}
