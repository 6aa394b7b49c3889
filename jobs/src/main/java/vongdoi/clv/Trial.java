package vongdoi.clv;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.models.PurchaseFamily;

/**
 * The families fitted on what was known before, in one kind of time, with what the best of them
 * foretold of the time since.
 *
 * @param window dates and clock
 * @param likelihoods out of time, by family
 * @param forecast of the best family
 * @param spends what the histories before tell of spend
 * @param pairs both histories of the customers known before
 * @param figures of the backtest
 */
record Trial(
    Window window,
    Map<PurchaseFamily, Double> likelihoods,
    Forecast forecast,
    SpendMoments spends,
    Dataset<Row> pairs,
    Map<String, Double> figures) {

  /** A log likelihood ratio that chance gives in one of fifty cases. */
  private static final double CHANCE = 2;

  /** Parameter of a fit: 1 where its time is that of business and not of the calendar. */
  static final String IN_BUSINESS_TIME = "in_business_time";

  /**
   * @param families that compete
   * @param law of spend
   * @param customers known before
   */
  static Trial of(
      Histories histories,
      Window window,
      List<PurchaseFamily> families,
      SpendLaw law,
      long customers,
      ClvConfig config) {
    Dataset<Row> before = histories.of(window.before(), window.clocks());
    Rivals rivals = Rivals.fit(families, before, config, customers);
    Dataset<Row> pairs = histories.pairs(window.before(), window.now(), window.clocks());
    Map<PurchaseFamily, Double> likelihoods =
        families.size() == 1 ? Map.of(families.get(0), 0.0) : rivals.outOfTime(pairs);
    PurchaseFamily best =
        Collections.max(likelihoods.entrySet(), Map.Entry.comparingByValue()).getKey();
    SpendMoments spends = new SpendMoments(before, config.maxOrderAmountQuantile());
    Forecast forecast =
        new Forecast(
            best, rivals.models().get(best), spends.fit(law), Tuning.NONE, Correction.NONE);
    return new Trial(
        window,
        likelihoods,
        forecast,
        spends,
        pairs,
        Backtest.of(Backtest.foretold(forecast, pairs, window.ahead(window.before()), config)));
  }

  PurchaseFamily family() {
    return forecast.family();
  }

  /** The same with another forecast. */
  Trial with(Forecast other, ClvConfig config) {
    double ahead = window.ahead(window.before());
    return new Trial(
        window,
        likelihoods,
        other,
        spends,
        pairs,
        Backtest.of(Backtest.foretold(other, pairs, ahead, config)));
  }

  /** Of another's tuning what brought the total and the coverage nearer, each for itself. */
  Trial nearer(Trial tuned, ClvConfig config) {
    boolean level =
        distance(tuned, "backtest_amount_error", 0) <= distance(this, "backtest_amount_error", 0);
    boolean spread =
        distance(tuned, "backtest_interval_coverage", ValueInterval.COVERAGE)
            <= distance(this, "backtest_interval_coverage", ValueInterval.COVERAGE);
    if (level == spread) {
      return level ? tuned : this;
    }
    Tuning mixed =
        level
            ? tuned.forecast.tuning().withSpreadOf(Tuning.NONE)
            : Tuning.NONE.withSpreadOf(tuned.forecast.tuning());
    return with(forecast.with(mixed), config);
  }

  private static double distance(Trial trial, String figure, double from) {
    return Math.abs(trial.figures.getOrDefault(figure, from) - from);
  }

  /** Whether it foretold the orders that came as well as another, but for chance. */
  boolean foretellsOrdersAsWellAs(Trial other) {
    double lost = other.figures.get(Backtest.LOG_SCORE) - figures.get(Backtest.LOG_SCORE);
    return lost * figures.get("backtest_customers") < CHANCE;
  }

  /** Figures under other names, beside those of the way taken. */
  static Map<String, Double> named(String prefix, Map<String, Double> figures) {
    Map<String, Double> named = new TreeMap<>();
    figures.forEach((name, value) -> named.put(prefix + name, value));
    return named;
  }
}
