package vongdoi.common.ml;

import java.util.List;
import org.apache.spark.ml.util.Identifiable$;

/** The families of models of purchases and dropout, and what tells one from another in a fit. */
public enum PurchaseFamily {
  BETA_GEOMETRIC(
      "BG/NBD",
      BetaGeometricDistribution.PARAMETERS,
      List.of(1),
      new double[] {1, 3},
      new double[] {0, 0, 1, 1}) {
    @Override
    public PurchaseEstimator<?, ?> estimator() {
      return new BetaGeometric();
    }

    @Override
    PurchaseModel<?> model(String uid, FitSummary summary) {
      return new BetaGeometricModel(uid, summary);
    }

    @Override
    PurchaseHistoryLikelihood likelihood() {
      return new BetaGeometricLikelihood();
    }

    @Override
    PurchaseDistribution law(double[] p) {
      return new BetaGeometricDistribution(p[0], p[1], p[2], p[3]);
    }
  },
  MODIFIED_BETA_GEOMETRIC(
      "MBG/NBD",
      ModifiedBetaGeometricDistribution.PARAMETERS,
      List.of(1),
      new double[] {1, 3},
      new double[] {0, 0, 1, 1}) {
    @Override
    public PurchaseEstimator<?, ?> estimator() {
      return new ModifiedBetaGeometric();
    }

    @Override
    PurchaseModel<?> model(String uid, FitSummary summary) {
      return new ModifiedBetaGeometricModel(uid, summary);
    }

    @Override
    PurchaseHistoryLikelihood likelihood() {
      return new ModifiedBetaGeometricLikelihood();
    }

    @Override
    PurchaseDistribution law(double[] p) {
      return new ModifiedBetaGeometricDistribution(p[0], p[1], p[2], p[3]);
    }
  },
  PARETO_NBD(
      "Pareto/NBD",
      ParetoNbdDistribution.PARAMETERS,
      List.of(1, 3),
      new double[] {0.6, 0.5},
      new double[] {0, 0, 0, -1}) {
    @Override
    public PurchaseEstimator<?, ?> estimator() {
      return new ParetoNbd();
    }

    @Override
    PurchaseModel<?> model(String uid, FitSummary summary) {
      return new ParetoNbdModel(uid, summary);
    }

    @Override
    PurchaseHistoryLikelihood likelihood() {
      return new ParetoNbdLikelihood();
    }

    @Override
    PurchaseDistribution law(double[] p) {
      return new ParetoNbdDistribution(p[0], p[1], p[2], p[3]);
    }
  },
  BETA_GEOMETRIC_BETA_BERNOULLI(
      "BG/BB",
      BetaGeometricBetaBernoulliDistribution.PARAMETERS,
      List.of(),
      new double[] {0.7, 3},
      new double[] {0, 0, 0, -1}) {
    @Override
    public PurchaseEstimator<?, ?> estimator() {
      return new BetaGeometricBetaBernoulli();
    }

    @Override
    PurchaseModel<?> model(String uid, FitSummary summary) {
      return new BetaGeometricBetaBernoulliModel(uid, summary);
    }

    @Override
    PurchaseHistoryLikelihood likelihood() {
      return new BetaGeometricBetaBernoulliLikelihood();
    }

    @Override
    PurchaseHistoryLikelihood withoutDropout() {
      return new BetaBernoulliLikelihood();
    }

    @Override
    boolean accepts(double frequency, double recency, double age) {
      return BetaGeometricBetaBernoulliLikelihood.accepts(frequency, recency, age);
    }

    @Override
    PurchaseDistribution law(double[] p) {
      return new BetaGeometricBetaBernoulliDistribution(p[0], p[1], p[2], p[3]);
    }
  };

  private static final double[] TRANSACTION_EXPONENTS = {0, -1, 0, 0};

  /** The families of purchases at any time, which compete for the same histories. */
  public static final List<PurchaseFamily> CONTINUOUS =
      List.of(BETA_GEOMETRIC, MODIFIED_BETA_GEOMETRIC, PARETO_NBD);

  private final String title;
  private final List<String> parameters;
  private final List<Integer> times;
  private final double[] dropoutStart;
  private final double[] lifetimeExponents;

  /**
   * @param title name in the literature
   * @param times places of the parameters in units of time
   * @param dropoutStart where the search for the third and fourth starts, in their units
   * @param lifetimeExponents how the effect of a lifetime covariate multiplies each parameter
   */
  PurchaseFamily(
      String title,
      List<String> parameters,
      List<Integer> times,
      double[] dropoutStart,
      double[] lifetimeExponents) {
    this.title = title;
    this.parameters = parameters;
    this.times = times;
    this.dropoutStart = dropoutStart;
    this.lifetimeExponents = lifetimeExponents;
  }

  /** The name in the literature, such as BG/NBD. */
  public String title() {
    return title;
  }

  /** A new estimator of the family. */
  public abstract PurchaseEstimator<?, ?> estimator();

  /** A model with known parameters, in the order of {@link #parameters}. */
  public PurchaseModel<?> model(List<Double> estimates) {
    return model(
        Identifiable$.MODULE$.randomUID("purchases"),
        FitSummary.given(parameters, estimates.toArray(Double[]::new)));
  }

  abstract PurchaseModel<?> model(String uid, FitSummary summary);

  abstract PurchaseHistoryLikelihood likelihood();

  /** The same purchases by customers who never leave, in the first two parameters. */
  PurchaseHistoryLikelihood withoutDropout() {
    return new NegativeBinomialLikelihood();
  }

  abstract PurchaseDistribution law(double[] parameters);

  /** Names of the parameters. */
  public List<String> parameters() {
    return parameters;
  }

  /** Whether a history is possible. */
  boolean accepts(double frequency, double recency, double age) {
    return PurchaseHistoryLikelihood.accepts(frequency, recency, age);
  }

  /** Where to search for the first two parameters alone. */
  ParameterSpace spaceWithoutDropout(double meanAge) {
    double unit = unit(1, meanAge);
    return ParameterSpace.positive(
        parameters.subList(0, 2), new double[] {1, unit}, new double[] {0.5, unit / 2});
  }

  /** Where to search for all, from those found without dropout. */
  ParameterSpace space(double meanAge, double first, double second) {
    double[] units = new double[4];
    for (int i = 0; i < units.length; i++) {
      units[i] = unit(i, meanAge);
    }
    double[] start = {
      clamped(first, 0.05, 20),
      clamped(second, units[1] / 1000, units[1] * 100),
      dropoutStart[0] * units[2],
      dropoutStart[1] * units[3]
    };
    return ParameterSpace.positive(parameters, units, start);
  }

  /**
   * The power of {@code exp(effect)} by which a covariate's effect multiplies a parameter (Fader
   * and Hardie 2007): more frequent purchases divide the scale of their rate, and the effect on a
   * lifetime divides the scale of the dropout rate or multiplies both shapes of its probability.
   */
  double exponent(int parameter, boolean ofLifetime) {
    return (ofLifetime ? lifetimeExponents : TRANSACTION_EXPONENTS)[parameter];
  }

  private double unit(int parameter, double meanAge) {
    return times.contains(parameter) ? meanAge : 1;
  }

  private static double clamped(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}
