package vongdoi.models.season;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Poisson regression with log link and normal priors around 0, by Newton's method with halved
 * steps. A few dozen columns over a few thousand days: nothing for a cluster.
 *
 * @param columns the predictors, one array each
 * @param counts what is to be explained
 * @param spreads prior standard deviations of the coefficients
 */
record PenalisedPoisson(double[][] columns, double[] counts, double[] spreads) {
  private static final int MOST_STEPS = 60;
  private static final double NEAR = 1e-8;
  private static final double STEEPEST = 30;

  /**
   * @param covariance of the estimates, widened by the scatter
   * @param effectiveParameters trace of the smoother
   */
  record Fit(
      double[] estimates, double[] expected, RealMatrix covariance, double effectiveParameters) {

    double error(int coefficient) {
      return Math.sqrt(covariance.getEntry(coefficient, coefficient));
    }
  }

  /**
   * @param scatter variance of the counts over that of Poisson's law
   */
  Fit fit(double scatter) {
    int size = columns.length;
    double[] at = new double[size];
    double mean = 0;
    for (double count : counts) {
      mean += count / counts.length;
    }
    at[0] = Math.log(Math.max(mean, 1e-6));
    double value = value(at, scatter);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] expected = expected(at);
      double[] direction =
          new CholeskyDecomposition(curvature(expected, scatter))
              .getSolver()
              .solve(new ArrayRealVector(slope(at, expected, scatter)))
              .toArray();
      double[] next = moved(at, direction, 1);
      double length = 1;
      double found = value(next, scatter);
      while (!(found >= value) && length > 1e-6) {
        length /= 2;
        next = moved(at, direction, length);
        found = value(next, scatter);
      }
      double gain = found - value;
      if (gain >= 0) {
        at = next;
        value = found;
      }
      if (gain <= NEAR * (Math.abs(value) + 1)) {
        break;
      }
    }
    double[] expected = expected(at);
    RealMatrix inverse =
        new CholeskyDecomposition(curvature(expected, scatter)).getSolver().getInverse();
    double effective = 0;
    for (int i = 0; i < size; i++) {
      effective += 1 - inverse.getEntry(i, i) * scatter / (spreads[i] * spreads[i]);
    }
    return new Fit(at, expected, inverse.scalarMultiply(scatter), effective);
  }

  private double[] expected(double[] at) {
    double[] expected = new double[counts.length];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < expected.length; i++) {
        expected[i] += at[j] * columns[j][i];
      }
    }
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Math.exp(Math.max(-STEEPEST, Math.min(STEEPEST, expected[i])));
    }
    return expected;
  }

  private double value(double[] at, double scatter) {
    double[] expected = expected(at);
    double value = 0;
    for (int i = 0; i < expected.length; i++) {
      value += counts[i] * Math.log(expected[i]) - expected[i];
    }
    for (int j = 0; j < at.length; j++) {
      value -= scatter * at[j] * at[j] / (2 * spreads[j] * spreads[j]);
    }
    return value;
  }

  private double[] slope(double[] at, double[] expected, double scatter) {
    double[] slope = new double[at.length];
    for (int j = 0; j < at.length; j++) {
      for (int i = 0; i < expected.length; i++) {
        slope[j] += columns[j][i] * (counts[i] - expected[i]);
      }
      slope[j] -= scatter * at[j] / (spreads[j] * spreads[j]);
    }
    return slope;
  }

  private RealMatrix curvature(double[] expected, double scatter) {
    int size = columns.length;
    double[][] matrix = new double[size][size];
    for (int j = 0; j < size; j++) {
      for (int k = 0; k <= j; k++) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
          sum += columns[j][i] * columns[k][i] * expected[i];
        }
        matrix[j][k] = sum;
        matrix[k][j] = sum;
      }
      matrix[j][j] += scatter / (spreads[j] * spreads[j]);
    }
    return new Array2DRowRealMatrix(matrix, false);
  }

  private static double[] moved(double[] from, double[] direction, double length) {
    double[] to = from.clone();
    for (int j = 0; j < to.length; j++) {
      to[j] += length * direction[j];
    }
    return to;
  }
}
