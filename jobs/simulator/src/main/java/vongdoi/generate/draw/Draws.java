package vongdoi.generate.draw;

/**
 * A small seeded stream of random numbers (SplitMix64), opened by seed, purpose and index, so that
 * anything about a customer can be drawn again anywhere without drawing what came before it.
 *
 * <p>Logarithms and powers are {@link StrictMath}, so that every machine draws the same numbers.
 * Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014); gamma variates after
 * Marsaglia and Tsang (2000).
 */
public final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;
  private double spareGaussian = Double.NaN;

  private Draws(long state) {
    this.state = state;
  }

  public static Draws of(long seed, String purpose, long index) {
    return new Draws(mix(mix(seed + GOLDEN * purpose.hashCode()) + GOLDEN * (index + 1)));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** A random UUID in its text form. */
  public String uuid() {
    String high = Numbering.hex(bits(), 16);
    String low = Numbering.hex(bits(), 16);
    return high.substring(0, 8)
        + "-"
        + high.substring(8, 12)
        + "-4"
        + high.substring(13)
        + "-a"
        + low.substring(1, 4)
        + "-"
        + low.substring(4);
  }

  /** In [0, 1). */
  public double uniform() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Whole numbers from 0 to bound - 1. */
  public int below(int bound) {
    return (int) (((bits() >>> 33) * bound) >>> 31);
  }

  /** Whole numbers from low to high, both included. */
  public int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** Milliseconds from low to high. */
  public long millis(long low, long high) {
    return low + (long) ((high - low) * uniform());
  }

  public boolean chance(double probability) {
    return uniform() < probability;
  }

  public <T> T pick(T[] values) {
    return values[below(values.length)];
  }

  /** The position drawn from weights that rise to their total in the last place. */
  public int weighted(double[] cumulative) {
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

  public static double[] cumulative(double... weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    return sums;
  }

  public double exponential(double rate) {
    return -StrictMath.log1p(-uniform()) / rate;
  }

  public double gaussian() {
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

  public double gamma(double shape) {
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

  public double beta(double a, double b) {
    double x = gamma(a);
    return x / (x + gamma(b));
  }

  public int poisson(double mean) {
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
