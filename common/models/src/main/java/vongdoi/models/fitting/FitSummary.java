package vongdoi.models.fitting;

import java.io.Serializable;
import java.util.List;

/**
 * What a fit found and how far it can be trusted; the only thing that a saved model holds.
 *
 * @param names of the parameters
 * @param estimates their values, in the order of the names
 * @param standardErrors from the curvature at the estimates; NaN where there is none
 * @param logLikelihood at the estimates, without penalties
 * @param customers sum of weights of the customers fitted on
 * @param distinctObservations rows after grouping
 * @param iterations of the final search
 * @param passes over the distinct observations, with those of the model without dropout
 * @param converged whether that search reached its tolerance
 * @param dropoutIdentified whether the data show customers leaving at all: if not, the likelihood
 *     without penalties is that of the negative binomial, and alive probabilities say nothing
 * @param interior whether the likelihood without penalties has a proper maximum
 * @param priorApplied whether a weak prior steadied the estimates
 */
public record FitSummary(
    List<String> names,
    List<Double> estimates,
    List<Double> standardErrors,
    double logLikelihood,
    double customers,
    long distinctObservations,
    int iterations,
    int passes,
    boolean converged,
    boolean dropoutIdentified,
    boolean interior,
    boolean priorApplied)
    implements Serializable {

  public FitSummary {
    names = List.copyOf(names);
    estimates = List.copyOf(estimates);
    standardErrors = List.copyOf(standardErrors);
  }

  /** A summary for parameters that come from elsewhere, such as a publication. */
  public static FitSummary given(List<String> names, Double... estimates) {
    List<Double> unknown = names.stream().map(name -> Double.NaN).toList();
    return new FitSummary(
        names, List.of(estimates), unknown, Double.NaN, 0, 0, 0, 0, true, true, true, false);
  }

  /** Estimate of a parameter. */
  public double parameter(String name) {
    return estimates.get(index(name));
  }

  /** Standard error of a parameter. */
  public double standardError(String name) {
    return standardErrors.get(index(name));
  }

  private int index(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Invalid parameter name: %s (must be one of %s)".formatted(name, names));
    }
    return index;
  }
}
