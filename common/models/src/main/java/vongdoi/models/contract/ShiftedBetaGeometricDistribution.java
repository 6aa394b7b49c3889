package vongdoi.models.contract;

import java.io.Serializable;
import java.util.List;
import vongdoi.models.fitting.SpecialFunctions;

/**
 * The shifted beta-geometric law of contracts: at the end of each period a customer leaves with a
 * probability of their own, which varies over customers by a beta(alpha, beta) law. Renewal rates
 * rise with age because those who leave easily have left.
 *
 * <p>Fader and Hardie (2007), "How to Project Customer Retention", Journal of Interactive Marketing
 * 21(1). With their "High End" alpha = 0.668, beta = 3.806, 85.1 % renew the first time, 92.1 % the
 * fifth.
 *
 * @param alpha first shape of the churn probability
 * @param beta second shape of the churn probability
 */
public record ShiftedBetaGeometricDistribution(double alpha, double beta) implements Serializable {

  static final List<String> PARAMETERS = List.of("alpha", "beta");

  private static final int MAX_TERMS = 10_000_000;

  public ShiftedBetaGeometricDistribution {
    if (!(alpha > 0 && beta > 0)) {
      throw new IllegalArgumentException(
          "Invalid shifted beta-geometric parameters: alpha=%s beta=%s (must be above 0)"
              .formatted(alpha, beta));
    }
  }

  /** Log probability of {@code periods} periods, the last of which ended the contract or not. */
  public double logLikelihood(double periods, double ended) {
    return SpecialFunctions.logBetaRatio(alpha, beta, ended, periods - ended);
  }

  /** Probability that a new customer renews at least {@code periods} times. */
  public double survivalProbability(double periods) {
    return Math.exp(SpecialFunctions.logBetaRatio(alpha, beta, 0, periods));
  }

  /** Probability of one more renewal after {@code renewals}. */
  public double renewalProbability(double renewals) {
    return (beta + renewals) / (alpha + beta + renewals);
  }

  /** Probability of {@code more} further renewals after {@code renewals}. */
  public double survivalProbability(double renewals, double more) {
    return Math.exp(SpecialFunctions.logBetaRatio(alpha, beta + renewals, 0, more));
  }

  /** Expected renewals among the next {@code opportunities} after {@code renewals}. */
  public double expectedRenewals(double renewals, double opportunities) {
    return discountedRenewals(renewals, opportunities, 0);
  }

  /** The same with the n-th divided by {@code (1 + rate)^n}. */
  public double discountedRenewals(double renewals, double opportunities, double rate) {
    double survival = 1;
    double sum = 0;
    for (int n = 0; n < opportunities; n++) {
      survival *= renewalProbability(renewals + n) / (1 + rate);
      sum += survival;
    }
    return sum;
  }

  /**
   * Renewals to come for ever after {@code renewals}, the next undiscounted, the one after it
   * divided by (1 + rate) and so on, just before it is known whether the customer renews: DERL of
   * Fader and Hardie (2010), "Customer-Base Valuation in a Contractual Setting". Summed by its
   * definition: no hypergeometric function, all terms positive.
   *
   * @param rate of discount for one period, above 0
   */
  public double residualLifetime(double renewals, double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException(
          "Invalid discount rate: %s (must be above 0, or the sum may be infinite)"
              .formatted(rate));
    }
    double term = renewalProbability(renewals);
    double sum = 0;
    for (int n = 1; n < MAX_TERMS && term > 1e-16 * rate * sum; n++) {
      sum += term;
      term *= renewalProbability(renewals + n) / (1 + rate);
    }
    return sum;
  }
}
