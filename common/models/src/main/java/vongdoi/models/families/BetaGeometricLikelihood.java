package vongdoi.models.families;

import java.util.Arrays;
import vongdoi.models.fitting.Likelihood;
import vongdoi.models.fitting.SpecialFunctions;
import vongdoi.models.purchase.PurchaseHistoryLikelihood;

/** Log likelihood of the BG/NBD in (r, alpha, a, b), equation 6 of Fader, Hardie and Lee (2005). */
final class BetaGeometricLikelihood implements PurchaseHistoryLikelihood {
  /** Ages whose logarithm is remembered: at day grain, some years. */
  private static final int AGES = 2048;

  /** Spreads the bits of whole numbers; the upper eleven are the place of an age. */
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private static final int SHIFT = 64 - 11;
  private static final double NEAR = 0.02;

  @Override
  public int dimension() {
    return 4;
  }

  @Override
  public Likelihood.Term at(double[] p) {
    return new Term(p[0], p[1], p[2], p[3]);
  }

  /**
   * Observations of equal frequency share their gamma functions, and those of equal age or equal
   * recency a logarithm: feed them in that order.
   */
  static final class Term implements Likelihood.Term {
    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final double logAlpha;

    private boolean isFirst = true;
    private double[] ages;
    private double[] logAges;
    private double recency = Double.NaN;
    private double logRecency;

    private double frequency = Double.NaN;
    private double logConstant;
    private double logDropout;
    private double slopeR;
    private double slopeA;
    private double slopeB;

    Term(double r, double alpha, double a, double b) {
      this.r = r;
      this.alpha = alpha;
      this.a = a;
      this.b = b;
      this.logAlpha = Math.log(alpha);
    }

    @Override
    public double add(double[] values, int at, double weight, double[] gradient) {
      double x = values[at];
      double last = values[at + 1];
      double age = values[at + 2];
      if (x != frequency) {
        prepare(x);
      }
      double logAge = logOfAge(age);
      double left = 0;
      double sinceLast = 0;
      double logEither = 0;
      if (x > 0) {
        sinceLast = sinceLast(last, age, logAge);
        double odds = logDropout + (r + x) * sinceLast;
        // Logistic and softplus share their exponential.
        double e = Math.exp(-Math.abs(odds));
        left = (odds >= 0 ? 1 : e) / (1 + e);
        logEither = Math.max(odds, 0) + SpecialFunctions.log1p(e);
      }
      double meanLog = logAge - left * sinceLast;
      double meanInverse = (1 - left) / (alpha + age) + left / (alpha + last);
      gradient[0] += weight * (slopeR + logAlpha - meanLog);
      gradient[1] += weight * (r / alpha - (r + x) * meanInverse);
      if (x > 0) {
        gradient[2] += weight * (slopeA + left / a);
        gradient[3] += weight * (slopeB - left / (b + x - 1));
      }
      return logConstant - (r + x) * logAge + logEither;
    }

    /** Of a term of many observations: one alone is not worth a table. */
    private double logOfAge(double age) {
      if (isFirst) {
        isFirst = false;
        return Math.log(alpha + age);
      }
      if (ages == null) {
        ages = new double[AGES];
        Arrays.fill(ages, Double.NaN);
        logAges = new double[AGES];
      }
      int slot = (int) (Double.doubleToRawLongBits(age) * MIX >>> SHIFT);
      if (ages[slot] != age) {
        ages[slot] = age;
        logAges[slot] = Math.log(alpha + age);
      }
      return logAges[slot];
    }

    /** {@code ln((alpha + age) / (alpha + last))}: where both are near, not by their difference. */
    private double sinceLast(double last, double age, double logAge) {
      double ratio = (age - last) / (alpha + last);
      if (ratio < NEAR) {
        return SpecialFunctions.log1p(ratio);
      }
      if (last != recency) {
        recency = last;
        logRecency = Math.log(alpha + last);
      }
      return logAge - logRecency;
    }

    private void prepare(double x) {
      frequency = x;
      logConstant =
          SpecialFunctions.logRising(r, x)
              + r * logAlpha
              + SpecialFunctions.logRising(b, x)
              - SpecialFunctions.logRising(a + b, x);
      logDropout = x > 0 ? Math.log(a / (b + x - 1)) : Double.NEGATIVE_INFINITY;
      slopeR = SpecialFunctions.digammaRising(r, x);
      slopeA = -SpecialFunctions.digammaRising(a + b, x);
      slopeB = slopeA + SpecialFunctions.digammaRising(b, x);
    }
  }
}
