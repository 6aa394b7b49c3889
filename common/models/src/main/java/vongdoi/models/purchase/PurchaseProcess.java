package vongdoi.models.purchase;

import java.io.Serializable;
import java.util.List;
import vongdoi.models.fitting.ParameterSpace;

/** What tells one family of models of purchases and dropout from another in a fit. */
public abstract class PurchaseProcess implements Serializable {

  private static final long serialVersionUID = 1;

  private static final double[] TRANSACTION_EXPONENTS = {0, -1, 0, 0};

  private final List<String> parameters;
  private final List<Integer> times;
  private final double[] dropoutStart;
  private final double[] lifetimeExponents;

  /**
   * @param parameters names of the four, those of purchases first
   * @param times places of the parameters in units of time
   * @param dropoutStart where the search for the third and fourth starts, in their units
   * @param lifetimeExponents how the effect of a lifetime covariate multiplies each parameter
   */
  protected PurchaseProcess(
      List<String> parameters,
      List<Integer> times,
      double[] dropoutStart,
      double[] lifetimeExponents) {
    this.parameters = parameters;
    this.times = times;
    this.dropoutStart = dropoutStart;
    this.lifetimeExponents = lifetimeExponents;
  }

  /** Names of the parameters. */
  public List<String> parameters() {
    return parameters;
  }

  public abstract PurchaseHistoryLikelihood likelihood();

  /** The same purchases by customers who never leave, in the first two parameters. */
  public PurchaseHistoryLikelihood withoutDropout() {
    return new NegativeBinomialLikelihood();
  }

  /** The law of customers with these parameters. */
  public abstract PurchaseDistribution law(double[] values);

  /** Whether a history is possible. */
  public boolean accepts(double frequency, double recency, double age) {
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
   * The power of {@code exp(effect)} by which a transaction covariate multiplies a parameter (Fader
   * and Hardie 2007): more frequent purchases divide the scale of their rate.
   */
  double transactionExponent(int parameter) {
    return TRANSACTION_EXPONENTS[parameter];
  }

  /**
   * The same of a lifetime covariate: it divides the scale of the dropout rate or multiplies both
   * shapes of its probability.
   */
  double lifetimeExponent(int parameter) {
    return lifetimeExponents[parameter];
  }

  private double unit(int parameter, double meanAge) {
    return times.contains(parameter) ? meanAge : 1;
  }

  private static double clamped(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}
