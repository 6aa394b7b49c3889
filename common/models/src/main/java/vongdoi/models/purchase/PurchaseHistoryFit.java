package vongdoi.models.purchase;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import vongdoi.models.fitting.FitSettings;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.fitting.Likelihood;
import vongdoi.models.fitting.MaximumLikelihood;
import vongdoi.models.fitting.Observations;
import vongdoi.models.fitting.ParameterSpace;
import vongdoi.models.params.FittingParams;

/** Fits any family of purchases and dropout, against the same purchases without dropout. */
final class PurchaseHistoryFit {

  private PurchaseHistoryFit() {}

  static <E extends FittingParams<E> & PurchaseHistoryParams<E>> FitSummary fit(
      E estimator,
      String name,
      PurchaseProcess process,
      Dataset<?> rows,
      CovariateParams.Declared covariates) {
    FitSettings settings = estimator.fitSettings();
    int buying = covariates.ofTransactions().size();
    int staying = covariates.ofLifetime().size();
    Likelihood likelihood =
        new CovariateLikelihood(
            process.likelihood(),
            new CovariateEffects(process, process.parameters().size(), buying, staying));
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
                  process.withoutDropout(), new CovariateEffects(process, 2, buying, staying)),
              observations,
              process.spaceWithoutDropout(meanAge).withUnbounded(covariates.coefficients()));
      double[] found = without.parameters();
      ParameterSpace space =
          process.space(meanAge, found[0], found[1]).withUnbounded(covariates.coefficients());
      return settings.fit(name, likelihood, observations, space, without.logLikelihood());
    }
  }
}
