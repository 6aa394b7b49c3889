package vongdoi.clv.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * How well the ends of contracts were foretold, from counts by the probability promised: a model of
 * renewals promises few different ones, however many contracts there are.
 */
public final class ContractBacktest {
  private static final int BINS = 10;

  private ContractBacktest() {}

  /**
   * @param rows promised probability in rising order, contracts with it, and how many of them ended
   */
  public static Map<String, Double> of(List<Row> rows) {
    double contracts = 0;
    double expected = 0;
    double ended = 0;
    double logLoss = 0;
    double brier = 0;
    double above = 0;
    double[] gaps = new double[BINS];
    for (Row row : rows) {
      double p = row.getDouble(0);
      double ends = row.getDouble(2);
      double stays = row.getDouble(1) - ends;
      // Pairs of one that ended and one that stayed, in the right order; ties count one half.
      above += ends * (contracts - ended + stays / 2);
      contracts += ends + stays;
      expected += p * (ends + stays);
      ended += ends;
      logLoss -= ends * Math.log(p) + stays * Math.log(1 - p);
      brier += ends * (1 - p) * (1 - p) + stays * p * p;
      gaps[(int) Math.min(BINS - 1, p * BINS)] += p * (ends + stays) - ends;
    }
    Map<String, Double> metrics = new TreeMap<>();
    if (contracts == 0) {
      return metrics;
    }
    metrics.put("backtest_contracts", contracts);
    metrics.put("backtest_expected_ends", expected);
    metrics.put("backtest_actual_ends", ended);
    metrics.put("backtest_log_loss", logLoss / contracts);
    metrics.put("backtest_brier", brier / contracts);
    metrics.put("backtest_ece", sumOfDistances(gaps) / contracts);
    if (ended > 0 && ended < contracts) {
      metrics.put("backtest_auc", above / (ended * (contracts - ended)));
    }
    return metrics;
  }

  private static double sumOfDistances(double[] gaps) {
    double sum = 0;
    for (double gap : gaps) {
      sum += Math.abs(gap);
    }
    return sum;
  }
}
