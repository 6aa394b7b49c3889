package vongdoi.clv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import vongdoi.common.spark.LocalSpark;

class BacktestTest {
  /** Four customers; each further buyer was foretold one more order and made another number. */
  private static Map<String, Double> of(double moreForetold, long[] orders) {
    Dataset<Row> foretold =
        LocalSpark.session()
            .createDataFrame(
                IntStream.range(0, orders.length)
                    .mapToObj(
                        i ->
                            RowFactory.create(
                                1 + i * moreForetold,
                                orders[i],
                                10D * orders[i],
                                10D * orders[i],
                                0D,
                                100D,
                                1D))
                    .toList(),
                StructType.fromDDL(
                    "e double, a long, ea double, aa double, low double, high double, n double"));
    return Backtest.of(foretold);
  }

  @Test
  void ordersThatComeAsForetoldCorrelate() {
    double correlation = of(1, new long[] {1, 2, 3, 5}).get("backtest_orders_correlation");
    assertEquals(0.98271, correlation, 1e-5);
  }

  @Test
  void whereAllAreAlikeThereIsNoCorrelation() {
    assertEquals(0, of(0, new long[] {1, 2, 3, 5}).get("backtest_orders_correlation"));
    assertEquals(0, of(1, new long[] {2, 2, 2, 2}).get("backtest_orders_correlation"));
  }
}
