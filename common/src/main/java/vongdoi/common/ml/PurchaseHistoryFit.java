package vongdoi.common.ml;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;

/** Fits any model of purchases and dropout, against the same purchases without dropout. */
final class PurchaseHistoryFit {

  private PurchaseHistoryFit() {}

  /**
   * A start for the search, from the same purchases without dropout.
   *
   * @param r shape of the purchase rate
   * @param alpha its scale
   * @param meanAge of the customers: the unit of time
   */
  record Start(double r, double alpha, double meanAge) {}

  static <E extends FittingParams<E> & PurchaseHistoryParams<E>> FitSummary fit(
      E estimator,
      String name,
      Dataset<?> rows,
      PurchaseHistoryLikelihood likelihood,
      Function<Start, ParameterSpace> space) {
    FitSettings settings = FitSettings.of(estimator);
    try (Observations observations =
        Observations.of(
            name,
            rows,
            estimator.historyColumns(),
            estimator.weight(),
            likelihood,
            (int) estimator.getOrDefault(estimator.maxDriverRows()))) {
      double meanAge = observations.mean(2) > 0 ? observations.mean(2) : 1;
      MaximumLikelihood.Maximum without =
          settings.bare(new NegativeBinomialLikelihood(), observations, purchases(meanAge));
      double[] found = without.parameters();
      Start start =
          new Start(
              clamped(found[0], 0.05, 20),
              clamped(found[1], meanAge / 1000, meanAge * 100),
              meanAge);
      return settings.fit(
          name, likelihood, observations, space.apply(start), without.logLikelihood());
    }
  }

  private static ParameterSpace purchases(double meanAge) {
    return new ParameterSpace(
        List.of("r", "alpha"),
        new double[2],
        new double[] {1, meanAge},
        new double[] {0.5, meanAge / 2});
  }

  private static double clamped(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}
