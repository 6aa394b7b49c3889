package vongdoi.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a fit on the buyers known some time ago foretold what they ordered and spent since, beside
 * the naive forecast that everybody goes on as before. Amounts are before margin and discount, of
 * the currency most used.
 */
final class Backtest {
  /** What rounding leaves of a variance, as a share of the sum of squares. */
  private static final double NOISE = 1e-9;

  /** Mean Poisson log likelihood of the orders that came, but for what no forecast moves. */
  static final String LOG_SCORE = "backtest_orders_log_score";

  /**
   * Poisson score of the money that came, a share of it: the higher, the nearer the means foretold
   * are to those that came (R. W. M. Wedderburn, <i>Quasi-likelihood functions</i>, Biometrika 61,
   * 1974).
   */
  static final String AMOUNT_SCORE = "backtest_amount_score";

  /** Sums over the customers, in the order of {@link #of}. */
  private static final List<String> SUMS =
      List.of(
          "e",
          "a",
          "ea",
          "aa",
          "abs(e - a)",
          "if(aa between low - 0.005 and high + 0.005, 1, 0)",
          "n",
          "abs(n - a)",
          "e * e",
          "a * a",
          "e * a",
          "a * ln(greatest(e, 1e-9D)) - e",
          "greatest(aa, 0) * ln(greatest(ea, 1e-9D)) - ea");

  private Backtest() {}

  /**
   * Customers known before with what was foretold ({@code e} orders, {@code ea} money) and what
   * came ({@code a}, {@code aa}).
   *
   * @param ahead the backtest's days in ordinary days of business
   */
  static Dataset<Row> foretold(
      Forecast forecast, Dataset<Row> pairs, double ahead, ClvConfig config) {
    return forecast
        .added(pairs, ahead, ahead, lit(1.0), config.undiscounted())
        .selectExpr(
            "*",
            "expected_orders as e",
            "now_frequency - frequency as a",
            "amount as ea",
            "now_total_amount - total_amount as aa",
            "(frequency + 1) / greatest(%s, 1) * %d as n"
                .formatted(History.CALENDAR_AGE, config.backtestDays()))
        .withColumn(Correction.NEAR, col("ea"));
  }

  /**
   * The figures by name; errors are relative to what came. One pass makes the bins of both ranks,
   * and those of what was foretold bear the sums over all customers.
   */
  static Map<String, Double> of(Dataset<Row> foretold) {
    Column[] sums =
        Stream.concat(
                Stream.of(exactSum("greatest(aa, 0)")),
                SUMS.stream().map(sum -> exactSum("if(by = 'e', " + sum + ", null)")))
            .toArray(Column[]::new);
    List<Row> bins =
        foretold
            .selectExpr(
                "*", "inline(array(struct('e' as by, ea as v), struct('a' as by, aa as v)))")
            .groupBy(col("by"), LogHistogram.bin(col("v")).as("bin"))
            .agg(expr("cast(count(1) as double)"), sums)
            .collectAsList()
            .stream()
            .sorted(Comparator.comparingLong((Row bin) -> bin.getLong(1)).reversed())
            .toList();
    double[] row = new double[SUMS.size() + 1];
    row[0] = bins.stream().filter(Backtest::isForetold).mapToDouble(bin -> bin.getDouble(2)).sum();
    for (int i = 1; i < row.length; i++) {
      int column = i + 3;
      row[i] =
          bins.stream()
              .filter(Backtest::isForetold)
              .map(bin -> bin.getDecimal(column))
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .doubleValue();
    }
    double customers = row[0];
    double each = Math.max(1, customers);
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("backtest_customers", customers);
    metrics.put("backtest_expected_orders", row[1]);
    metrics.put("backtest_actual_orders", row[2]);
    metrics.put("backtest_expected_amount", row[3]);
    metrics.put("backtest_actual_amount", row[4]);
    metrics.put("backtest_orders_mae", row[5] / each);
    metrics.put("backtest_interval_coverage", row[6] / each);
    metrics.put("backtest_naive_expected_orders", row[7]);
    metrics.put("backtest_naive_orders_mae", row[8] / each);
    metrics.put("backtest_orders_correlation", correlation(row));
    metrics.put(LOG_SCORE, row[12] / each);
    metrics.put(AMOUNT_SCORE, row[4] > 0 ? row[13] / row[4] : 0);
    relative(metrics, "orders");
    relative(metrics, "amount");
    metrics.put("backtest_normalised_gini", normalisedGini(bins));
    return metrics;
  }

  /** A sum that no order of the rows changes, as sums of doubles do in their last digits. */
  static Column sum(String value) {
    return exactSum(value).cast("double");
  }

  private static Column exactSum(String value) {
    return expr(
        "cast(coalesce(sum(try_cast(%s as decimal(28,9))), 0) as decimal(38,9))".formatted(value));
  }

  private static boolean isForetold(Row bin) {
    return bin.getString(0).equals("e");
  }

  /** Pearson's correlation of orders foretold and orders that came; 0 where one does not vary. */
  private static double correlation(double[] sums) {
    double n = sums[0];
    double e = sums[1];
    double a = sums[2];
    double varianceOfForetold = n * sums[9] - e * e;
    double varianceOfActual = n * sums[10] - a * a;
    boolean vary =
        varianceOfForetold > NOISE * n * sums[9] && varianceOfActual > NOISE * n * sums[10];
    return vary ? (n * sums[11] - e * a) / Math.sqrt(varianceOfForetold * varianceOfActual) : 0;
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
  private static double normalisedGini(List<Row> bins) {
    double perfect = gini(bins, "a");
    return perfect == 0 ? 0 : gini(bins, "e") / perfect;
  }

  /** Twice the area between the curve of cumulative amounts, best first, and the diagonal. */
  private static double gini(List<Row> bins, String by) {
    List<Row> own = bins.stream().filter(row -> row.getString(0).equals(by)).toList();
    double customers = own.stream().mapToDouble(row -> row.getDouble(2)).sum();
    double total = own.stream().mapToDouble(row -> row.getDecimal(3).doubleValue()).sum();
    if (customers == 0 || total == 0) {
      return 0;
    }
    double before = 0;
    double area = 0;
    for (Row row : own) {
      double amount = row.getDecimal(3).doubleValue() / total;
      area += row.getDouble(2) / customers * (before + amount / 2);
      before += amount;
    }
    return 2 * area - 1;
  }
}
