package vongdoi.models.families;

import java.util.List;
import vongdoi.models.fitting.SpecialFunctions;
import vongdoi.models.purchase.PurchaseDistribution;

/**
 * The MBG/NBD law of one customer base: as the BG/NBD, but a customer may also leave right after
 * the first purchase, so that one who never came back is not taken for certain to be alive.
 *
 * <p>Batislam, Denizel and Filiztekin (2007), "Empirical validation and comparison of models for
 * customer base analysis". With r = 0.525, alpha = 6.183 weeks, a = 0.891, b = 1.614 a customer
 * without a repeat purchase in 38.86 weeks is alive with probability 0.390.
 *
 * @param r shape of the purchase rate
 * @param alpha scale of the purchase rate, in the unit of time of the data
 * @param a first shape of the dropout probability
 * @param b second shape of the dropout probability
 */
public record ModifiedBetaGeometricDistribution(double r, double alpha, double a, double b)
    implements PurchaseDistribution {

  /** Names of the parameters, in their order. */
  public static final List<String> PARAMETERS = List.of("r", "alpha", "a", "b");

  public ModifiedBetaGeometricDistribution {
    if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
      throw new IllegalArgumentException(
          "Invalid MBG/NBD parameters: r=%s alpha=%s a=%s b=%s (must be above 0)"
              .formatted(r, alpha, a, b));
    }
  }

  @Override
  public double logLikelihood(double frequency, double recency, double age) {
    return new ModifiedBetaGeometricLikelihood.Term(r, alpha, a, b)
        .add(new double[] {frequency, recency, age}, 0, 1, new double[4]);
  }

  @Override
  public double aliveProbability(double frequency, double recency, double age) {
    double logOddsOfDropout =
        Math.log(a / (b + frequency))
            + (r + frequency) * Math.log1p((age - recency) / (alpha + recency));
    return SpecialFunctions.logistic(-logOddsOfDropout);
  }

  @Override
  public double activeIfAlive(double frequency, double age, double horizon) {
    return -Math.expm1(-(r + frequency) * Math.log1p(horizon / (alpha + age)));
  }

  @Override
  public double expectedIfAlive(double frequency, double age, double horizon) {
    return DropoutSeries.expected(r + frequency, alpha + age, a, b + frequency + 1, horizon);
  }

  @Override
  public double expectedPurchases(double time) {
    return b / (a + b) * DropoutSeries.expected(r, alpha, a, b + 1, time);
  }
}
