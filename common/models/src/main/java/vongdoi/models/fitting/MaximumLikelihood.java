package vongdoi.models.fitting;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Maximises a likelihood over log-parameters: BFGS to the neighbourhood, then Newton steps on the
 * numeric Hessian, which end within rounding of the maximum whatever the path, and give the
 * standard errors. Where there are many observations a sample is searched first: its maximum and
 * curvature leave a few passes over all of them.
 */
public final class MaximumLikelihood {

  private static final double DIFFERENCE = 1e-4;
  private static final int NEWTON_STEPS = 3;

  /** A parameter known to no better than a factor of e^5 has run off towards the boundary. */
  private static final double LARGEST_LOG_ERROR = 5;

  private final Likelihood likelihood;
  private final Observations observations;
  private final ParameterSpace space;
  private final Penalty penalty;

  private MaximumLikelihood(
      Likelihood likelihood, Observations observations, ParameterSpace space, Penalty penalty) {
    this.likelihood = likelihood;
    this.observations = observations;
    this.space = space;
    this.penalty = penalty;
  }

  /**
   * The end of a search.
   *
   * @param standardErrors NaN if the likelihood is flat
   * @param logLikelihood without penalties
   * @param interior whether the maximum is a proper one, not at the boundary of the parameters
   */
  public record Maximum(
      double[] parameters,
      double[] standardErrors,
      double logLikelihood,
      int iterations,
      boolean converged,
      boolean interior) {}

  static Maximum find(
      Likelihood likelihood,
      Observations observations,
      ParameterSpace space,
      Penalty penalty,
      int maxIter,
      double tolerance) {
    MaximumLikelihood search = new MaximumLikelihood(likelihood, observations, space, penalty);
    return search.maximum(
        observations
            .sample()
            .map(some -> new MaximumLikelihood(likelihood, some, space, penalty))
            .map(some -> some.climbed(space.startNumbers(), null, maxIter, tolerance))
            .filter(Top::interior)
            .map(top -> search.climbed(top.numbers(), top.inverse(), maxIter, tolerance))
            .orElseGet(() -> search.climbed(space.startNumbers(), null, maxIter, tolerance)));
  }

  /**
   * Where a search ended, in the numbers searched.
   *
   * @param inverse of the Hessian; null if it is not positive
   */
  private record Top(
      double[] numbers,
      double[][] inverse,
      double[] logErrors,
      int iterations,
      boolean converged,
      boolean interior) {}

  private Top climbed(double[] start, double[][] curvature, int maxIter, double tolerance) {
    Bfgs.Optimum optimum = Bfgs.minimise(this::evaluate, start, curvature, maxIter, tolerance);
    double[] numbers = optimum.point();
    double[] gradient = optimum.gradient();
    DecompositionSolver solver = solver(numbers);
    int iterations = optimum.iterations();
    boolean converged = optimum.converged();
    for (int i = 0; i < NEWTON_STEPS && solver != null; i++) {
      double[] step = solver.solve(new ArrayRealVector(gradient)).toArray();
      double[] next = new ArrayRealVector(numbers).subtract(new ArrayRealVector(step)).toArray();
      double[] nextGradient = new double[next.length];
      evaluate(next, nextGradient);
      if (Bfgs.largest(step) > 1 || !(Bfgs.largest(nextGradient) < Bfgs.largest(gradient))) {
        break;
      }
      numbers = next;
      gradient = nextGradient;
      converged = Bfgs.largest(gradient) <= tolerance;
      iterations++;
    }
    double[][] inverse = solver == null ? null : solver.getInverse().getData();
    double[] logErrors = logErrors(inverse, numbers.length);
    boolean interior = converged && isProper(logErrors);
    return new Top(numbers, inverse, logErrors, iterations, converged, interior);
  }

  private Maximum maximum(Top top) {
    double[] parameters = space.parameters(top.numbers());
    return new Maximum(
        parameters,
        errors(top.numbers(), top.logErrors()),
        observations.sum(likelihood, parameters)[0],
        top.iterations(),
        top.converged(),
        top.interior());
  }

  /** Whether no bounded parameter has run off; unknown errors are not proper either. */
  private boolean isProper(double[] logErrors) {
    for (int i = 0; i < logErrors.length; i++) {
      if (Double.isNaN(logErrors[i]) || (space.isBounded(i) && logErrors[i] >= LARGEST_LOG_ERROR)) {
        return false;
      }
    }
    return true;
  }

  /** Average negative log likelihood with its penalty, by log-parameters. */
  private double evaluate(double[] numbers, double[] gradient) {
    double[] parameters = space.parameters(numbers);
    if (!space.contains(parameters)) {
      return Double.POSITIVE_INFINITY;
    }
    double weight = observations.weight();
    double[] sum = observations.sum(likelihood, parameters);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = -sum[i + 1] / weight * space.slope(i, numbers[i]);
    }
    return -sum[0] / weight + penalty.add(space, numbers, weight, gradient);
  }

  /** Solver with the Hessian by central differences of the gradient; null if not positive. */
  private DecompositionSolver solver(double[] numbers) {
    int n = numbers.length;
    double[][] hessian = new double[n][n];
    for (int i = 0; i < n; i++) {
      double[] above = shifted(numbers, i, DIFFERENCE);
      double[] below = shifted(numbers, i, -DIFFERENCE);
      for (int j = 0; j < n; j++) {
        double second = (above[j] - below[j]) / (2 * DIFFERENCE);
        hessian[i][j] += second / 2;
        hessian[j][i] += second / 2;
      }
    }
    try {
      return new CholeskyDecomposition(new Array2DRowRealMatrix(hessian), 1e-9, 1e-14).getSolver();
    } catch (NonPositiveDefiniteMatrixException flat) {
      return null;
    }
  }

  private double[] shifted(double[] numbers, int index, double by) {
    double[] point = numbers.clone();
    point[index] += by;
    double[] gradient = new double[point.length];
    evaluate(point, gradient);
    return gradient;
  }

  private double[] logErrors(double[][] inverse, int n) {
    double[] errors = new double[n];
    Arrays.fill(errors, Double.NaN);
    for (int i = 0; inverse != null && i < n; i++) {
      errors[i] = Math.sqrt(inverse[i][i] / observations.weight());
    }
    return errors;
  }

  private double[] errors(double[] numbers, double[] logErrors) {
    double[] errors = new double[numbers.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = logErrors[i] * space.slope(i, numbers[i]);
    }
    return errors;
  }
}
