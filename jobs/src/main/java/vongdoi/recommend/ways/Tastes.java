package vongdoi.recommend.ways;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import org.netlib.util.intW;

/**
 * Implicit matrix factorisation (Hu, Koren and Volinsky 2008) with the products' factors learnt: a
 * customer's tastes are the solution x of {@code (YᵀY + Σ αd yyᵀ + λnI) x = Σ (1 + αd) y} over the
 * n products bought, on d days each.
 *
 * @param factors of each product; null: not known
 * @param gram YᵀY in columns
 * @param confidence α
 * @param penalty λ
 */
public record Tastes(float[][] factors, double[] gram, double confidence, double penalty)
    implements Scorer {

  /** From the factors alone. */
  public static Tastes of(float[][] factors, int rank, double confidence, double penalty) {
    double[] gram = new double[rank * rank];
    for (float[] y : factors) {
      for (int a = 0; a < rank && y != null; a++) {
        for (int b = 0; b < rank; b++) {
          gram[a * rank + b] += y[a] * y[b];
        }
      }
    }
    return new Tastes(factors, gram, confidence, penalty);
  }

  @Override
  public void score(BuyerHistory history, float[] scores) {
    double[] x = of(history);
    for (int product = 0; product < factors.length; product++) {
      float[] y = factors[product];
      if (y != null) {
        double sum = 0;
        for (int a = 0; a < x.length; a++) {
          sum += x[a] * y[a];
        }
        scores[product] += (float) sum;
      }
    }
  }

  private double[] of(BuyerHistory history) {
    int rank = (int) Math.round(Math.sqrt(gram.length));
    double[] left = gram.clone();
    double[] x = new double[rank];
    int known = 0;
    for (int k = 0; k < history.size(); k++) {
      float[] y = factors[history.product()[k]];
      if (y != null) {
        known++;
        double weight = confidence * history.days()[k];
        for (int a = 0; a < rank; a++) {
          x[a] += (1 + weight) * y[a];
          for (int b = 0; b <= a; b++) {
            left[b * rank + a] += weight * y[a] * y[b];
          }
        }
      }
    }
    if (known == 0) {
      return new double[rank];
    }
    for (int a = 0; a < rank; a++) {
      left[a * rank + a] += penalty * known;
    }
    intW failed = new intW(0);
    JavaLAPACK.getInstance().dposv("L", rank, 1, left, rank, x, rank, failed);
    return failed.val == 0 ? x : new double[rank];
  }

  @Override
  public int because(BuyerHistory history, int product) {
    return -1;
  }

  @Override
  public String kind() {
    return "taste";
  }
}
