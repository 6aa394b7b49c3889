package vongdoi.models.purchase;

import java.io.Serializable;

/**
 * How a customer's covariates move the parameters of a family: each parameter is multiplied by
 * {@code exp(exponent x sum of coefficient x covariate)}, the transaction and the lifetime
 * covariates each by their own exponent.
 *
 * <p>Fader and Hardie (2007), "Incorporating Time-Invariant Covariates into the Pareto/NBD and
 * BG/NBD Models".
 *
 * @param process whose parameters they are
 * @param parameters how many of them, from the first
 * @param transactions number of transaction covariates, which come first
 * @param lifetimes number of lifetime covariates
 */
record CovariateEffects(PurchaseProcess process, int parameters, int transactions, int lifetimes)
    implements Serializable {

  int size() {
    return transactions + lifetimes;
  }

  /** The parameters of a customer with the covariates at {@code values[at]} and on. */
  double[] parameters(double[] all, double[] values, int at) {
    double buying = 0;
    double staying = 0;
    for (int i = 0; i < size(); i++) {
      double effect = all[parameters + i] * values[at + i];
      buying += i < transactions ? effect : 0;
      staying += i < transactions ? 0 : effect;
    }
    double[] own = new double[parameters];
    for (int i = 0; i < parameters; i++) {
      own[i] =
          all[i]
              * Math.exp(
                  process.transactionExponent(i) * buying + process.lifetimeExponent(i) * staying);
    }
    return own;
  }

  /** Carries the gradient by the customer's own parameters over to all parameters. */
  void addGradient(
      double[] all, double[] own, double[] ofOwn, double[] values, int at, double[] gradient) {
    double buying = 0;
    double staying = 0;
    for (int i = 0; i < parameters; i++) {
      gradient[i] += ofOwn[i] * own[i] / all[i];
      buying += process.transactionExponent(i) * own[i] * ofOwn[i];
      staying += process.lifetimeExponent(i) * own[i] * ofOwn[i];
    }
    for (int i = 0; i < size(); i++) {
      gradient[parameters + i] += values[at + i] * (i < transactions ? buying : staying);
    }
  }
}
