package vongdoi.models.families;

import java.util.List;
import vongdoi.models.fitting.SpecialFunctions;

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
 *
 * <p>Asked for the same integral up to a later time it goes on from where it stopped: over sorted
 * histories of the same purchases that leaves a short stretch each, worth four nodes.
 */
final class DropoutIntegral {

  private static final double NEGLIGIBLE = 1e-17;

  /**
   * Gauss-Legendre nodes in (0, 1) and weights of one order (Abramowitz and Stegun, table 25.4),
   * and the panels that they are good for.
   *
   * @param longest length in y
   * @param steepest change of the integrand's logarithm
   */
  private record Rule(double[] nodes, double[] weights, double longest, double steepest) {}

  private static final Rule OF_16 =
      new Rule(
          new double[] {
            0.0950125098376374401853193, 0.2816035507792589132304605,
            0.4580167776572273863424194, 0.6178762444026437484466718,
            0.7554044083550030338951012, 0.8656312023878317438804679,
            0.9445750230732325760779884, 0.9894009349916499325961542
          },
          new double[] {
            0.1894506104550684962853967, 0.1826034150449235888667637,
            0.1691565193950025381893121, 0.1495959888165767320815017,
            0.1246289712555338720524763, 0.0951585116824927848099251,
            0.0622535239386478928628438, 0.0271524594117540948517806
          },
          2,
          15);

  private static final Rule OF_8 =
      new Rule(
          new double[] {
            0.1834346424956498049394761, 0.5255324099163289858177390,
            0.7966664774136267395915539, 0.9602898564975362316835609
          },
          new double[] {
            0.3626837833783619829651504, 0.3137066458778872873379622,
            0.2223810344533744705443560, 0.1012285362903762591525314
          },
          1,
          4);

  private static final Rule OF_4 =
      new Rule(
          new double[] {0.3399810435848562648026658, 0.8611363115940525752239465},
          new double[] {0.6521451548625461426269361, 0.3478548451374538573730639},
          0.25,
          0.35);

  private final double alpha;
  private final double beta;
  private double p = Double.NaN;
  private double q;
  private double from;
  private double reached;
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
    if (!(p == this.p && q == this.q && from == this.from && to >= reached)) {
      start(p, q, from);
    }
    double least = Math.min(alpha, beta);
    double most = Math.max(alpha, beta);
    double powerOfLeast = alpha <= beta ? p : q;
    double powerOfMost = alpha <= beta ? q : p;
    while (reached < to) {
      double steepestRatio =
          Math.min(1, (least + reached) / (most + reached) * Math.exp(OF_16.longest));
      double slope = Math.abs(1 - powerOfLeast) + powerOfMost * steepestRatio;
      double left = SpecialFunctions.log1p((to - reached) / (least + reached));
      double width = Math.min(OF_16.longest, OF_16.steepest / slope);
      double next = width >= left ? to : reached + (least + reached) * Math.expm1(width);
      double length = Math.min(width, left);
      panel(length, rule(length, length * slope), least, most);
      reached = next;
      if (value(reached) * (to - reached) <= NEGLIGIBLE * sum) {
        break;
      }
    }
    return sum;
  }

  private void start(double newP, double newQ, double newFrom) {
    p = newP;
    q = newQ;
    from = newFrom;
    reached = newFrom;
    sum = 0;
    sumLogAlpha = 0;
    sumInverseAlpha = 0;
    sumLogBeta = 0;
    sumInverseBeta = 0;
  }

  private static Rule rule(double length, double change) {
    for (Rule cheap : List.of(OF_4, OF_8)) {
      if (length <= cheap.longest && change <= cheap.steepest) {
        return cheap;
      }
    }
    return OF_16;
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

  private double value(double u) {
    return Math.exp(
        -p * SpecialFunctions.log1p((u - from) / (alpha + from))
            - q * SpecialFunctions.log1p((u - from) / (beta + from)));
  }

  /** Adds the stretch of so much in y from where the integral has reached. */
  private void panel(double length, Rule rule, double least, double most) {
    double start = least + reached;
    double perMost = 1 / (most + from);
    double logStart = SpecialFunctions.log1p((reached - from) / (least + from));
    double middle = start * Math.exp(length / 2);
    for (int i = 0; i < rule.nodes.length; i++) {
      double outwards = Math.exp(length / 2 * rule.nodes[i]);
      double weight = 0.5 * rule.weights[i] * length;
      double above = middle * outwards;
      double below = middle / outwards;
      add(weight * above, above, logStart + length / 2 * (1 + rule.nodes[i]), least, most, perMost);
      add(weight * below, below, logStart + length / 2 * (1 - rule.nodes[i]), least, most, perMost);
    }
  }

  /** Adds one node, where {@code leastPlus} is the lesser of alpha and beta plus the time. */
  private void add(
      double weight, double leastPlus, double logLeast, double least, double most, double perMost) {
    double mostPlus = leastPlus + (most - least);
    // The plain logarithm is several times faster than log1p, and loses no digit of the sum.
    double logMost = Math.log(mostPlus * perMost);
    boolean alphaIsLeast = alpha <= beta;
    double logAlpha = alphaIsLeast ? logLeast : logMost;
    double logBeta = alphaIsLeast ? logMost : logLeast;
    double value = weight * Math.exp(-p * logAlpha - q * logBeta);
    sum += value;
    sumLogAlpha += value * logAlpha;
    sumInverseAlpha += value / (alphaIsLeast ? leastPlus : mostPlus);
    sumLogBeta += value * logBeta;
    sumInverseBeta += value / (alphaIsLeast ? mostPlus : leastPlus);
  }
}
