package vongdoi.recommend.ways;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.netlib.util.intW;

/**
 * EASE, the shallow linear autoencoder in closed form (Steck 2019): with X the customers' purchases
 * and P = (XᵀX + λI)⁻¹ the weights are B = I - P / diag(P), so that each product is foretold by all
 * others at once, and of two that say the same only one counts.
 *
 * <p>The inverse costs the third power of the products: the most bought ones up to a number take
 * part. It is LAPACK's in plain Java (1.8 s for 2,000 products), the same on every machine. λ is
 * the setting {@code penalty} times the mean of diag(XᵀX).
 */
final class Ease {
  private Ease() {}

  static Scorer learn(Shop shop, Map<String, Double> settings, int mostProducts) {
    double[] buyers = shop.buyers(0);
    int[] taken =
        IntStream.range(0, buyers.length)
            .boxed()
            .filter(product -> buyers[product] > 1)
            .sorted(Comparator.comparingDouble(product -> -buyers[product]))
            .limit(mostProducts)
            .sorted()
            .mapToInt(product -> product)
            .toArray();
    int[] place = new int[buyers.length];
    Arrays.fill(place, -1);
    for (int i = 0; i < taken.length; i++) {
      place[taken[i]] = i;
    }
    int n = taken.length;
    double[] p = gram(shop, place, n, settings);
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += p[i * n + i] / n;
    }
    for (int i = 0; i < n; i++) {
      p[i * n + i] += settings.get("penalty") * mean;
    }
    invert(p, n);
    float[][] weights = new float[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double pij = p[Math.min(i, j) * n + Math.max(i, j)];
        weights[i][j] = i == j ? 0 : (float) (-pij / p[j * n + j]);
      }
    }
    return new DenseWeights(taken, place, weights, settings.get("profile-half-life"));
  }

  /** Inverts a symmetric positive definite matrix, of which one triangle is given, in place. */
  private static void invert(double[] matrix, int n) {
    if (n == 0) {
      return;
    }
    intW failed = new intW(0);
    JavaLAPACK.getInstance().dpotrf("L", n, matrix, n, failed);
    if (failed.val == 0) {
      JavaLAPACK.getInstance().dpotri("L", n, matrix, n, failed);
    }
    if (failed.val != 0) {
      throw new ArithmeticException(
          "Cannot invert XᵀX + λI: it is not positive definite at product " + failed.val);
    }
  }

  /** XᵀX of the products taken: {@code [i * n + j]} for i <= j. */
  private static double[] gram(Shop shop, int[] place, int n, Map<String, Double> settings) {
    double[] gram = new double[n * n];
    List<BuyerHistory> rows = shop.histories();
    double[] customerWeight = ItemKnn.customerWeights(rows, settings.get("weighting").intValue());
    for (int u = 0; u < rows.size(); u++) {
      BuyerHistory row = rows.get(u);
      double[] x = new double[row.size()];
      for (int k = 0; k < x.length; k++) {
        x[k] = row.weight(k, settings.get("purchase-half-life"));
      }
      for (int k = 0; k < x.length; k++) {
        int i = place[row.product()[k]];
        double weight = customerWeight[u] * x[k];
        for (int l = k; i >= 0 && l < x.length; l++) {
          int j = place[row.product()[l]];
          if (j >= 0) {
            gram[i * n + j] += weight * x[l];
          }
        }
      }
    }
    return gram;
  }

  /** Weights between all of the products taken. */
  private record DenseWeights(int[] taken, int[] place, float[][] weights, double halfLife)
      implements Scorer {

    @Override
    public void score(BuyerHistory history, float[] scores) {
      float[] sum = new float[taken.length];
      for (int k = 0; k < history.size(); k++) {
        int from = place[history.product()[k]];
        if (from >= 0) {
          float weight = (float) history.weight(k, halfLife);
          float[] row = weights[from];
          for (int j = 0; j < sum.length; j++) {
            sum[j] += weight * row[j];
          }
        }
      }
      for (int j = 0; j < sum.length; j++) {
        scores[taken[j]] += sum[j];
      }
    }

    @Override
    public int because(BuyerHistory history, int product) {
      int best = -1;
      double most = 0;
      for (int k = 0; k < history.size() && place[product] >= 0; k++) {
        int from = place[history.product()[k]];
        if (from >= 0 && history.weight(k, halfLife) * weights[from][place[product]] > most) {
          best = history.product()[k];
          most = history.weight(k, halfLife) * weights[from][place[product]];
        }
      }
      return best;
    }

    @Override
    public String kind() {
      return "together";
    }
  }
}
