package vongdoi.models.fitting;

/**
 * Unconstrained minimisation of a smooth function of a few variables by BFGS with a weak Wolfe line
 * search (Nocedal and Wright, chapter 6; bisection after Lewis and Overton 2013).
 *
 * <p>Ours, since each of its passes goes over all observations, and no library at hand takes as
 * few:
 *
 * <ul>
 *   <li>Breeze's L-BFGS, which MLlib brings, cannot be called from Java: no class in Java can be a
 *       {@code breeze.optimize.DiffFunction}, which has two methods {@code apply} that differ in
 *       their result alone. Nor can it begin with a known curvature.
 *   <li>With a gradient and no constraints, Commons Math 3 and Hipparchus have conjugate gradients
 *       alone (Hipparchus' sequential quadratic programming wants second derivatives). On the 2,357
 *       customers of CDNOW those of Commons Math 3.6.1 take 201 to 426 passes to the BG/NBD's log
 *       likelihood of -9582.425561, from four starts; this search takes 20 to 27.
 * </ul>
 */
final class Bfgs {

  private static final double ARMIJO = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final double LONGEST_STEP = 2;
  private static final int LINE_EVALUATIONS = 30;

  /**
   * Relative rounding error of a sum over many observations. Within it the slope decides instead of
   * the value ("approximate Wolfe", Hager and Zhang 2005).
   */
  private static final double NOISE = 1e-10;

  private Bfgs() {}

  /** A function that returns its value and writes its gradient. */
  interface Objective {
    double evaluate(double[] point, double[] gradient);
  }

  /** Where the search ended; converged if no gradient component exceeds the tolerance. */
  record Optimum(double[] point, double[] gradient, int iterations, boolean converged) {}

  static Optimum minimise(Objective objective, double[] start, int maxIter, double tolerance) {
    return minimise(objective, start, null, maxIter, tolerance);
  }

  /**
   * @param curvature inverse Hessian to begin with, if one is known; else null
   */
  static Optimum minimise(
      Objective objective, double[] start, double[][] curvature, int maxIter, double tolerance) {
    int n = start.length;
    double[] gradient = new double[n];
    Point at = new Point(start.clone(), objective.evaluate(start, gradient), gradient);
    double[][] inverse = curvature;
    int iteration = 0;
    while (largest(at.gradient) > tolerance && iteration < maxIter) {
      double[] direction = direction(inverse, at.gradient);
      if (dot(direction, at.gradient) >= 0) {
        inverse = null;
        direction = direction(null, at.gradient);
      }
      Point next = search(objective, at, direction);
      if (next == null) {
        break;
      }
      iteration++;
      inverse = updated(inverse, minus(next.point, at.point), minus(next.gradient, at.gradient));
      at = next;
    }
    return new Optimum(at.point, at.gradient, iteration, largest(at.gradient) <= tolerance);
  }

  /** Largest absolute component. */
  static double largest(double[] vector) {
    double largest = 0;
    for (double component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    return largest;
  }

  private record Point(double[] point, double value, double[] gradient) {}

  /** The next point along a direction, or null if rounding hides any further progress. */
  private static Point search(Objective objective, Point from, double[] direction) {
    double slope = dot(direction, from.gradient);
    double noise = NOISE * Math.abs(from.value);
    double step = 1;
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    Point best = null;
    for (int i = 0; i < LINE_EVALUATIONS; i++) {
      double[] point = from.point.clone();
      for (int j = 0; j < point.length; j++) {
        point[j] += step * direction[j];
      }
      double[] gradient = new double[point.length];
      double value = objective.evaluate(point, gradient);
      double newSlope = dot(direction, gradient);
      boolean lower =
          value <= from.value + ARMIJO * step * slope
              || (value <= from.value + noise && newSlope <= (2 * ARMIJO - 1) * slope);
      if (!lower) {
        high = step;
      } else {
        best = new Point(point, value, gradient);
        if (newSlope >= CURVATURE * slope) {
          return best;
        }
        low = step;
      }
      step = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * step;
    }
    return best;
  }

  private static double[] direction(double[][] inverse, double[] gradient) {
    int n = gradient.length;
    double[] direction = new double[n];
    for (int i = 0; i < n; i++) {
      direction[i] = inverse == null ? -gradient[i] : -dot(inverse[i], gradient);
    }
    double longest = largest(direction);
    if (longest > LONGEST_STEP) {
      for (int i = 0; i < n; i++) {
        direction[i] *= LONGEST_STEP / longest;
      }
    }
    return direction;
  }

  /** The BFGS update of the inverse Hessian; the first one starts from a scaled identity. */
  private static double[][] updated(double[][] inverse, double[] step, double[] change) {
    int n = step.length;
    double curvature = dot(step, change);
    if (!(curvature > 1e-14 * Math.sqrt(dot(step, step) * dot(change, change)))) {
      return inverse;
    }
    double[][] h = inverse == null ? scaledIdentity(n, curvature / dot(change, change)) : inverse;
    double[] hy = new double[n];
    for (int i = 0; i < n; i++) {
      hy[i] = dot(h[i], change);
    }
    double factor = (1 + dot(change, hy) / curvature) / curvature;
    double[][] result = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        result[i][j] =
            h[i][j] + factor * step[i] * step[j] - (hy[i] * step[j] + step[i] * hy[j]) / curvature;
      }
    }
    return result;
  }

  private static double[][] scaledIdentity(int n, double scale) {
    double[][] identity = new double[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = scale;
    }
    return identity;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    for (int i = 0; i < b.length; i++) {
      difference[i] -= b[i];
    }
    return difference;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
