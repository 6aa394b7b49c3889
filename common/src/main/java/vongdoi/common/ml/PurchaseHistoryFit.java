package vongdoi.common.ml;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;

/** Fits any family of purchases and dropout, against the same purchases without dropout. */
final class PurchaseHistoryFit {

  private PurchaseHistoryFit() {}

  static <E extends FittingParams<E> & PurchaseHistoryParams<E>> FitSummary fit(
      E estimator,
      String name,
      PurchaseFamily family,
      Dataset<?> rows,
      CovariateParams.Declared covariates) {
    FitSettings settings = FitSettings.of(estimator);
    int buying = covariates.ofTransactions().size();
    int staying = covariates.ofLifetime().size();
    Likelihood likelihood =
        new CovariateLikelihood(
            family.likelihood(),
            new CovariateEffects(family, family.parameters().size(), buying, staying));
    List<Column> statistics =
        Stream.concat(
                covariates.columns().stream().map(Column::new), estimator.historyColumns().stream())
            .toList();
    try (Observations observations =
        Observations.of(
            name,
            rows,
            statistics,
            estimator.weight(),
            likelihood,
            (int) estimator.getOrDefault(estimator.maxDriverRows()))) {
      double mean = observations.mean(statistics.size() - 1);
      double meanAge = mean > 0 ? mean : 1;
      // Lifetime covariates mean nothing without dropout: their coefficients stay at their start.
      MaximumLikelihood.Maximum without =
          settings.bare(
              new CovariateLikelihood(
                  family.withoutDropout(), new CovariateEffects(family, 2, buying, staying)),
              observations,
              family.spaceWithoutDropout(meanAge).withUnbounded(covariates.coefficients()));
      double[] found = without.parameters();
      ParameterSpace space =
          family.space(meanAge, found[0], found[1]).withUnbounded(covariates.coefficients());
      return settings.fit(name, likelihood, observations, space, without.logLikelihood());
    }
  }
}
