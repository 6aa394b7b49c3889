package vongdoi.clv;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Learns a {@link Tuning} from a forecast of the past and what came. */
final class TuningFit {
  /** Standard deviation of the logarithm of levels from shop to shop. */
  private static final double PRIOR = 0.1;

  private static final double[] SPREADS = {0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8};

  private TuningFit() {}

  /**
   * From what was foretold and what came, in one pass.
   *
   * @param foretold by {@link Backtest#foretold}, with the untuned forecast
   */
  static Tuning of(Forecast forecast, Dataset<Row> foretold) {
    List<Column> sums = new ArrayList<>();
    sums.add(Backtest.sum("aa"));
    sums.add(Backtest.sum("ea"));
    sums.add(Backtest.sum("pow((aa - ea) / 1e4D, 2)"));
    sums.add(functions.count(functions.lit(1)));
    for (int i = 0; i < SPREADS.length; i++) {
      sums.add(functions.count_if(functions.expr("held & %d <> 0".formatted(1 << i))));
    }
    Dataset<Row> rows = foretold.withColumn("held", forecast.held(SPREADS, "aa"));
    Row row = rows.agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new)).head();
    double came = row.getDouble(0);
    double said = row.getDouble(1);
    if (came <= 0 || said <= 0) {
      return Tuning.NONE;
    }
    double noise = 1e8 * row.getDouble(2) / (said * said);
    double level = Math.pow(came / said, PRIOR * PRIOR / (PRIOR * PRIOR + noise));
    return new Tuning(level, spread(row));
  }

  /** Where coverage crosses what is promised, in a line between two spreads. */
  private static double spread(Row row) {
    double all = row.getLong(3);
    double before = Double.NaN;
    for (int i = 0; i < SPREADS.length; i++) {
      double coverage = row.getLong(4 + i) / all;
      if (coverage >= ValueInterval.COVERAGE) {
        double share = i == 0 ? 1 : (ValueInterval.COVERAGE - before) / (coverage - before);
        return i == 0 ? SPREADS[0] : SPREADS[i - 1] * Math.pow(SPREADS[i] / SPREADS[i - 1], share);
      }
      before = coverage;
    }
    return SPREADS[SPREADS.length - 1];
  }
}
