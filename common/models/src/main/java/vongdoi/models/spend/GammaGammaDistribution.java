package vongdoi.models.spend;

import java.io.Serializable;
import java.util.List;

/**
 * The gamma-gamma law of spend per order: orders of a customer scatter around a personal mean with
 * shape p, and the means vary over customers with (q, v).
 *
 * <p>Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value". With p = 6.25, q = 3.74, v
 * = 15.44, a customer with 2 orders of 22.35 on average is expected to spend 24.66 on the next.
 *
 * @param p shape of the orders of one customer
 * @param q shape of the customers' means; above 1, or the population would have no mean
 * @param v scale of the customers' means, in money
 */
public record GammaGammaDistribution(double p, double q, double v) implements Serializable {

  static final List<String> PARAMETERS = List.of("p", "q", "v");

  public GammaGammaDistribution {
    if (!(p > 0 && q > 0 && v > 0)) {
      throw new IllegalArgumentException(
          "Invalid gamma-gamma parameters: p=%s q=%s v=%s (must be above 0)".formatted(p, q, v));
    }
  }

  /** Log likelihood of {@code orders} orders of {@code spend} on average. */
  public double logLikelihood(double orders, double spend) {
    return new GammaGammaLikelihood.Term(p, q, v)
        .add(new double[] {orders, spend}, 0, 1, new double[3]);
  }

  /**
   * Expected spend on an order of a customer with {@code orders} earlier ones of {@code spend} on
   * average: drawn towards the population's mean, all the way if there are none.
   */
  public double expectedSpend(double orders, double spend) {
    double total = orders > 0 ? orders * spend : 0;
    double shape = p * orders + q - 1;
    return shape > 0 ? p * (v + total) / shape : Double.POSITIVE_INFINITY;
  }

  /** Mean spend per order over the population. */
  public double meanSpend() {
    return expectedSpend(0, 0);
  }
}
