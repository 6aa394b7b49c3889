package vongdoi.models.families;

import java.util.Arrays;
import vongdoi.models.fitting.Likelihood;
import vongdoi.models.fitting.SpecialFunctions;
import vongdoi.models.purchase.PurchaseHistoryLikelihood;

/**
 * Log likelihood of the BG/BB in (alpha, beta, gamma, delta), equation 3 of Fader, Hardie and Shang
 * (2010): a sum over the opportunity before which the customer left. Its gradient is the mean of
 * the gradients of the summands.
 */
final class BetaGeometricBetaBernoulliLikelihood implements PurchaseHistoryLikelihood {

  @Override
  public int dimension() {
    return 4;
  }

  @Override
  public Likelihood.Term at(double[] p) {
    return new Term(p[0], p[1], p[2], p[3]);
  }

  @Override
  public String complaint(double[] values, int at) {
    return accepts(values[at], values[at + 1], values[at + 2])
        ? null
        : "frequency, recency and opportunities must be whole numbers, frequency <= recency <="
            + " opportunities, recency 0 where frequency is 0";
  }

  static boolean accepts(double frequency, double recency, double opportunities) {
    return PurchaseHistoryLikelihood.accepts(frequency, recency, opportunities)
        && frequency <= recency
        && recency == Math.rint(recency)
        && opportunities == Math.rint(opportunities);
  }

  /** Adds up observations; the summands of one are weighed against the largest of them. */
  static final class Term implements Likelihood.Term {
    private final double alpha;
    private final double beta;
    private final double gamma;
    private final double delta;
    private final double[] slopes = new double[4];

    Term(double alpha, double beta, double gamma, double delta) {
      this.alpha = alpha;
      this.beta = beta;
      this.gamma = gamma;
      this.delta = delta;
    }

    @Override
    public double add(double[] values, int at, double weight, double[] gradient) {
      double x = values[at];
      int last = (int) values[at + 1];
      int opportunities = (int) values[at + 2];
      double largest = Double.NEGATIVE_INFINITY;
      double sum = 0;
      Arrays.fill(slopes, 0);
      for (int lived = last; lived <= opportunities; lived++) {
        int leaving = lived < opportunities ? 1 : 0;
        double log =
            SpecialFunctions.logBetaRatio(alpha, beta, x, lived - x)
                + SpecialFunctions.logBetaRatio(gamma, delta, leaving, lived);
        if (log > largest) {
          rescale(Math.exp(largest - log));
          sum *= Math.exp(largest - log);
          largest = log;
        }
        double share = Math.exp(log - largest);
        sum += share;
        double all = SpecialFunctions.digammaRising(alpha + beta, lived);
        slopes[0] += share * (SpecialFunctions.digammaRising(alpha, x) - all);
        slopes[1] += share * (SpecialFunctions.digammaRising(beta, lived - x) - all);
        double ever = SpecialFunctions.digammaRising(gamma + delta, lived + leaving);
        slopes[2] += share * (SpecialFunctions.digammaRising(gamma, leaving) - ever);
        slopes[3] += share * (SpecialFunctions.digammaRising(delta, lived) - ever);
      }
      for (int i = 0; i < slopes.length; i++) {
        gradient[i] += weight * slopes[i] / sum;
      }
      return largest + Math.log(sum);
    }

    private void rescale(double factor) {
      for (int i = 0; i < slopes.length; i++) {
        slopes[i] *= factor;
      }
    }
  }
}
