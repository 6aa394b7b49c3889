package vongdoi.models.families;

import java.util.List;
import vongdoi.models.fitting.SpecialFunctions;
import vongdoi.models.purchase.PurchaseDistribution;

/**
 * The BG/BB law of customers who may buy once at each of so many opportunities (a yearly appeal, a
 * monthly box): a living customer takes an opportunity with a beta(alpha, beta) probability and
 * leaves before one with a beta(gamma, delta) probability.
 *
 * <p>Fader, Hardie and Shang (2010), "Customer-Base Analysis in a Discrete-Time Noncontractual
 * Setting", Marketing Science 29(6). With alpha = 1.204, beta = 0.750, gamma = 0.657, delta =
 * 2.783, a donor who gave in all of 6 years still gives with probability 0.93, and 3.75 times in
 * the next five.
 *
 * <p>In a history, recency is the number of the last opportunity taken, age the number of
 * opportunities so far; horizons are whole opportunities.
 *
 * @param alpha first shape of the purchase probability
 * @param beta second shape of the purchase probability
 * @param gamma first shape of the dropout probability
 * @param delta second shape of the dropout probability
 */
public record BetaGeometricBetaBernoulliDistribution(
    double alpha, double beta, double gamma, double delta) implements PurchaseDistribution {

  /** Names of the parameters, in their order. */
  public static final List<String> PARAMETERS = List.of("alpha", "beta", "gamma", "delta");

  public BetaGeometricBetaBernoulliDistribution {
    if (!(alpha > 0 && beta > 0 && gamma > 0 && delta > 0)) {
      throw new IllegalArgumentException(
          "Invalid BG/BB parameters: alpha=%s beta=%s gamma=%s delta=%s (must be above 0)"
              .formatted(alpha, beta, gamma, delta));
    }
  }

  @Override
  public double logLikelihood(double frequency, double recency, double age) {
    return new BetaGeometricBetaBernoulliLikelihood.Term(alpha, beta, gamma, delta)
        .add(new double[] {frequency, recency, age}, 0, 1, new double[4]);
  }

  /** Probability of being there at the next opportunity. */
  @Override
  public double aliveProbability(double frequency, double recency, double age) {
    return Math.exp(
        SpecialFunctions.logBetaRatio(alpha, beta, frequency, age - frequency)
            + logThereAt(age, 1)
            - logLikelihood(frequency, recency, age));
  }

  @Override
  public double activeIfAlive(double frequency, double age, double horizon) {
    double total = alpha + beta + age;
    double refusals = beta + age - frequency;
    double notYet = 1;
    double sum = 0;
    for (int n = 1; n <= opportunities(horizon); n++) {
      double takesFirst = notYet * (alpha + frequency) / (total + n - 1);
      sum += takesFirst * Math.exp(logThereAt(age, n) - logThereAt(age, 1));
      notYet *= (refusals + n - 1) / (total + n - 1);
    }
    return sum;
  }

  @Override
  public double expectedIfAlive(double frequency, double age, double horizon) {
    double takes = (alpha + frequency) / (alpha + beta + age);
    double sum = 0;
    for (int n = 1; n <= opportunities(horizon); n++) {
      sum += takes * Math.exp(logThereAt(age, n) - logThereAt(age, 1));
    }
    return sum;
  }

  @Override
  public double expectedPurchases(double time) {
    return expectedPurchases(0, 0, 0, time);
  }

  /** Log probability that a new customer is there at the n-th opportunity after the age. */
  private double logThereAt(double age, int n) {
    return SpecialFunctions.logBetaRatio(gamma, delta, 0, age + n);
  }

  private static int opportunities(double horizon) {
    if (horizon != Math.rint(horizon)) {
      throw new IllegalArgumentException(
          "Invalid BG/BB horizon: %s (must be a whole number of opportunities)".formatted(horizon));
    }
    return (int) horizon;
  }
}
