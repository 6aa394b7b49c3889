package vongdoi.models.fitting;

import java.io.Serializable;

/** A log likelihood with its analytic gradient, summed over observations. */
public interface Likelihood extends Serializable {

  /** Number of parameters. */
  int dimension();

  /** The likelihood at one point; its terms may remember what neighbouring observations share. */
  Term at(double[] parameters);

  /** Why an observation (its statistics from {@code at} on) is impossible, or null if it is not. */
  String complaint(double[] values, int at);

  /** Adds up observations; not thread-safe. */
  interface Term {

    /**
     * Adds {@code weight} times the gradient of one observation to {@code gradient} and returns its
     * unweighted log likelihood.
     */
    double add(double[] values, int at, double weight, double[] gradient);
  }
}
