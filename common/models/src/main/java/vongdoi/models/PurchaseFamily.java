package vongdoi.models;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import vongdoi.models.families.BetaGeometric;
import vongdoi.models.families.BetaGeometricBetaBernoulli;
import vongdoi.models.families.BetaGeometricBetaBernoulliDistribution;
import vongdoi.models.families.BetaGeometricBetaBernoulliModel;
import vongdoi.models.families.BetaGeometricDistribution;
import vongdoi.models.families.BetaGeometricModel;
import vongdoi.models.families.ModifiedBetaGeometric;
import vongdoi.models.families.ModifiedBetaGeometricDistribution;
import vongdoi.models.families.ModifiedBetaGeometricModel;
import vongdoi.models.families.ParetoNbd;
import vongdoi.models.families.ParetoNbdDistribution;
import vongdoi.models.families.ParetoNbdModel;
import vongdoi.models.purchase.PurchaseEstimator;
import vongdoi.models.purchase.PurchaseModel;

/** The families of models of purchases and dropout. */
public enum PurchaseFamily {
  BETA_GEOMETRIC(
      "BG/NBD",
      BetaGeometricDistribution.PARAMETERS,
      BetaGeometric::new,
      p -> BetaGeometricModel.of(new BetaGeometricDistribution(p[0], p[1], p[2], p[3]))),
  MODIFIED_BETA_GEOMETRIC(
      "MBG/NBD",
      ModifiedBetaGeometricDistribution.PARAMETERS,
      ModifiedBetaGeometric::new,
      p ->
          ModifiedBetaGeometricModel.of(
              new ModifiedBetaGeometricDistribution(p[0], p[1], p[2], p[3]))),
  PARETO_NBD(
      "Pareto/NBD",
      ParetoNbdDistribution.PARAMETERS,
      ParetoNbd::new,
      p -> ParetoNbdModel.of(new ParetoNbdDistribution(p[0], p[1], p[2], p[3]))),
  BETA_GEOMETRIC_BETA_BERNOULLI(
      "BG/BB",
      BetaGeometricBetaBernoulliDistribution.PARAMETERS,
      BetaGeometricBetaBernoulli::new,
      p ->
          BetaGeometricBetaBernoulliModel.of(
              new BetaGeometricBetaBernoulliDistribution(p[0], p[1], p[2], p[3])));

  /** The families of purchases at any time, which compete for the same histories. */
  public static final List<PurchaseFamily> CONTINUOUS =
      List.of(BETA_GEOMETRIC, MODIFIED_BETA_GEOMETRIC, PARETO_NBD);

  private final String title;
  private final List<String> parameters;
  private final Supplier<PurchaseEstimator<?, ?>> estimator;
  private final Function<double[], PurchaseModel<?>> model;

  PurchaseFamily(
      String title,
      List<String> parameters,
      Supplier<PurchaseEstimator<?, ?>> estimator,
      Function<double[], PurchaseModel<?>> model) {
    this.title = title;
    this.parameters = parameters;
    this.estimator = estimator;
    this.model = model;
  }

  /** The name in the literature, such as BG/NBD. */
  public String title() {
    return title;
  }

  /** Names of the parameters. */
  public List<String> parameters() {
    return parameters;
  }

  /** A new estimator of the family. */
  public PurchaseEstimator<?, ?> estimator() {
    return estimator.get();
  }

  /** A model with known parameters, in the order of {@link #parameters}. */
  public PurchaseModel<?> model(List<Double> estimates) {
    return model.apply(estimates.stream().mapToDouble(d -> d).toArray());
  }
}
