package vongdoi.models.fitting;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

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

  /** Akaike's criterion, lower is better: of models of the same customers alone. */
  public double aic() {
    return 2 * names.size() - 2 * logLikelihood;
  }

  /** Schwarz's criterion, lower is better: of models of the same customers alone. */
  public double bic() {
    return names.size() * Math.log(customers) - 2 * logLikelihood;
  }

  /**
   * The fit as a table, for who reads it:
   *
   * <pre>
   *            estimate   std. error
   * r          0.242593    0.0125573
   * alpha       4.41353     0.378221
   * ...
   * log likelihood -9582.4256, AIC 19172.851, BIC 19195.912
   * </pre>
   */
  @Override
  public String toString() {
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(Locale.ROOT, "%-" + width + "s %12s %12s%n", "", "estimate", "std. error"));
    for (int i = 0; i < names.size(); i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-" + width + "s %12.6g %12.6g%n",
              names.get(i),
              estimates.get(i),
              standardErrors.get(i)));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "log likelihood %.4f, AIC %.3f, BIC %.3f%n"
                + "%.0f customers of %d distinct histories, %d iterations, %d passes, %s%n",
            logLikelihood,
            aic(),
            bic(),
            customers,
            distinctObservations,
            iterations,
            passes,
            converged ? "converged" : "not converged"));
    if (!dropoutIdentified) {
      text.append("the data show nobody leaving: alive probabilities say nothing\n");
    }
    if (priorApplied) {
      text.append("a weak prior steadied the estimates\n");
    }
    return text.toString();
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
