package vongdoi.common.ml;

/**
 * The integral over the time of death that the Pareto/NBD needs, {@code integral of ((alpha + u) /
 * (alpha + from))^-p ((beta + u) / (beta + from))^-q du} for u in {@code (from, to)}, and the
 * averages under it that make the gradient.
 *
 * <p>All terms are positive: nothing cancels where differences of hypergeometric functions do (last
 * purchase at the end of observation, thousands of purchases). In {@code y = ln(min(alpha, beta) +
 * u)} the integrand is analytic within a distance of pi of the real line, so that panels of length
 * 2, over which it changes by a factor of e^15 at most, need 16 Gauss-Legendre nodes each for
 * twelve digits.
 */
final class DropoutIntegral {

  private static final double LONGEST_PANEL = 2;
  private static final double STEEPEST_PANEL = 15;
  private static final double NEGLIGIBLE = 1e-17;

  /** Panels no longer and no steeper than this need half the nodes. */
  private static final double SHORT_PANEL = 1;

  private static final double FLAT_PANEL = 4;

  /** Nodes in (0, 1) and weights of order 8 and 16 (Abramowitz and Stegun, table 25.4). */
  private static final double[] FEW_NODES = {
    0.1834346424956498049394761, 0.5255324099163289858177390,
    0.7966664774136267395915539, 0.9602898564975362316835609
  };

  private static final double[] FEW_WEIGHTS = {
    0.3626837833783619829651504, 0.3137066458778872873379622,
    0.2223810344533744705443560, 0.1012285362903762591525314
  };

  private static final double[] NODES = {
    0.0950125098376374401853193, 0.2816035507792589132304605, 0.4580167776572273863424194,
    0.6178762444026437484466718, 0.7554044083550030338951012, 0.8656312023878317438804679,
    0.9445750230732325760779884, 0.9894009349916499325961542
  };

  private static final double[] WEIGHTS = {
    0.1894506104550684962853967, 0.1826034150449235888667637, 0.1691565193950025381893121,
    0.1495959888165767320815017, 0.1246289712555338720524763, 0.0951585116824927848099251,
    0.0622535239386478928628438, 0.0271524594117540948517806
  };

  private final double alpha;
  private final double beta;
  private double sum;
  private double sumLogAlpha;
  private double sumInverseAlpha;
  private double sumLogBeta;
  private double sumInverseBeta;

  DropoutIntegral(double alpha, double beta) {
    this.alpha = alpha;
    this.beta = beta;
  }

  /** Computes the integral; the means are of this one until the next. */
  double over(double p, double q, double from, double to) {
    sum = 0;
    sumLogAlpha = 0;
    sumInverseAlpha = 0;
    sumLogBeta = 0;
    sumInverseBeta = 0;
    double least = Math.min(alpha, beta);
    double most = Math.max(alpha, beta);
    double powerOfLeast = alpha <= beta ? p : q;
    double powerOfMost = alpha <= beta ? q : p;
    double u = from;
    while (u < to) {
      double steepestRatio = Math.min(1, (least + u) / (most + u) * Math.exp(LONGEST_PANEL));
      double steepest = Math.abs(1 - powerOfLeast) + powerOfMost * steepestRatio;
      double left = SpecialFunctions.log1p((to - u) / (least + u));
      double width = Math.min(LONGEST_PANEL, STEEPEST_PANEL / steepest);
      double next = width >= left ? to : u + (least + u) * Math.expm1(width);
      double length = Math.min(width, left);
      boolean easy = length <= SHORT_PANEL && length * steepest <= FLAT_PANEL;
      panel(p, q, from, u, length, least, easy ? FEW_NODES : NODES, easy ? FEW_WEIGHTS : WEIGHTS);
      u = next;
      if (value(p, q, from, u) * (to - u) <= NEGLIGIBLE * sum) {
        break;
      }
    }
    return sum;
  }

  /** Mean of {@code ln((alpha + u) / (alpha + from))}. */
  double meanLogAlpha() {
    return sumLogAlpha / sum;
  }

  /** Mean of {@code 1 / (alpha + u)}. */
  double meanInverseAlpha() {
    return sumInverseAlpha / sum;
  }

  /** Mean of {@code ln((beta + u) / (beta + from))}. */
  double meanLogBeta() {
    return sumLogBeta / sum;
  }

  /** Mean of {@code 1 / (beta + u)}. */
  double meanInverseBeta() {
    return sumInverseBeta / sum;
  }

  private double value(double p, double q, double from, double u) {
    return Math.exp(
        -p * SpecialFunctions.log1p((u - from) / (alpha + from))
            - q * SpecialFunctions.log1p((u - from) / (beta + from)));
  }

  private void panel(
      double p,
      double q,
      double from,
      double start,
      double width,
      double least,
      double[] nodes,
      double[] weights) {
    double perAlpha = 1 / (alpha + from);
    double perBeta = 1 / (beta + from);
    for (int i = 0; i < 2 * nodes.length; i++) {
      int k = i >> 1;
      double t = 0.5 + ((i & 1) == 0 ? -0.5 : 0.5) * nodes[k];
      double leastPlus = (least + start) * Math.exp(width * t);
      double u = leastPlus - least;
      // Plain logarithms are several times faster than log1p, and lose no digit of the sum.
      double logAlpha = Math.log((alpha + u) * perAlpha);
      double logBeta = Math.log((beta + u) * perBeta);
      double value = 0.5 * weights[k] * width * leastPlus * Math.exp(-p * logAlpha - q * logBeta);
      sum += value;
      sumLogAlpha += value * logAlpha;
      sumInverseAlpha += value / (alpha + u);
      sumLogBeta += value * logBeta;
      sumInverseBeta += value / (beta + u);
    }
  }
}
