package vongdoi.generate;

/**
 * A small seeded stream of random numbers (SplitMix64), opened by seed, purpose and index, so that
 * anything about a customer can be drawn again anywhere without drawing what came before it.
 *
 * <p>Logarithms and powers are {@link StrictMath}, so that every machine draws the same numbers.
 * Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014); gamma variates after
 * Marsaglia and Tsang (2000).
 */
final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;
  private double spareGaussian = Double.NaN;

  private Draws(long state) {
    this.state = state;
  }

  static Draws of(long seed, String purpose, long index) {
    return new Draws(mix(mix(seed + GOLDEN * purpose.hashCode()) + GOLDEN * (index + 1)));
  }

  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** In [0, 1). */
  double uniform() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Whole numbers from 0 to bound - 1. */
  int below(int bound) {
    return (int) (((bits() >>> 33) * bound) >>> 31);
  }

  /** Whole numbers from low to high, both included. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** Milliseconds from low to high. */
  long millis(long low, long high) {
    return low + (long) ((high - low) * uniform());
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  <T> T pick(T[] values) {
    return values[below(values.length)];
  }

  /** The position drawn from weights that rise to their total in the last place. */
  int weighted(double[] cumulative) {
    double at = uniform() * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  static double[] cumulative(double... weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    return sums;
  }

  double exponential(double rate) {
    return -StrictMath.log1p(-uniform()) / rate;
  }

  double gaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double spare = spareGaussian;
      spareGaussian = Double.NaN;
      return spare;
    }
    double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-uniform()));
    double angle = 2 * Math.PI * uniform();
    spareGaussian = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = gaussian();
      double v = 1 + c * x;
      if (v > 0) {
        v = v * v * v;
        double u = 1 - uniform();
        if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
          return d * v;
        }
      }
    }
  }

  double beta(double a, double b) {
    double x = gamma(a);
    return x / (x + gamma(b));
  }

  int poisson(double mean) {
    int count = 0;
    double left = mean;
    while (true) {
      left -= exponential(1);
      if (left < 0) {
        return count;
      }
      count++;
    }
  }
}
