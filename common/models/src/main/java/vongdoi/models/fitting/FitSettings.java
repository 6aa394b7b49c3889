package vongdoi.models.fitting;

import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What steers a fit, and its course.
 *
 * @param prior whether a weak prior steadies the parameters: {@code auto} (only if the likelihood
 *     has no proper maximum), {@code always} or {@code never}
 * @param priorScale its standard deviation in log-parameters
 */
public record FitSettings(
    int maxIter, double tolerance, double regParam, String prior, double priorScale) {

  private static final Logger LOG = LoggerFactory.getLogger(FitSettings.class);

  /** Gain in log likelihood by dropout below which the data show none. */
  private static final double LEAST_GAIN = 1e-3;

  /** The maximum of the bare likelihood. */
  public MaximumLikelihood.Maximum bare(
      Likelihood likelihood, Observations observations, ParameterSpace space) {
    return MaximumLikelihood.find(
        likelihood, observations, space, Penalty.NONE, maxIter, tolerance);
  }

  /**
   * Maximises the bare likelihood to learn what it identifies, and again with penalties where they
   * are asked for or needed.
   *
   * @param withoutDropout log likelihood of the same model without dropout; NaN if there is none
   */
  public FitSummary fit(
      String name,
      Likelihood likelihood,
      Observations observations,
      ParameterSpace space,
      double withoutDropout) {
    MaximumLikelihood.Maximum bare = bare(likelihood, observations, space);
    boolean identified = !(bare.logLikelihood() - withoutDropout < LEAST_GAIN);
    boolean proper = bare.interior() && identified;
    boolean steadied = prior.equals("always") || (prior.equals("auto") && !proper);
    if (!proper) {
      LOG.warn(
          "{}: the likelihood has no proper maximum{}; {}",
          name,
          identified ? "" : ", no dropout heterogeneity identified",
          steadied ? "a weak prior steadies the parameters" : "the parameters mean little");
    }
    MaximumLikelihood.Maximum best = bare;
    if (steadied || regParam > 0) {
      Penalty penalty = new Penalty(regParam, steadied ? priorScale : Double.POSITIVE_INFINITY);
      best = MaximumLikelihood.find(likelihood, observations, space, penalty, maxIter, tolerance);
    }
    return new FitSummary(
        space.names(),
        boxed(best.parameters()),
        boxed(best.standardErrors()),
        best.logLikelihood(),
        observations.weight(),
        observations.size(),
        best.iterations(),
        observations.passes(),
        best.converged(),
        identified,
        bare.interior(),
        steadied);
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
