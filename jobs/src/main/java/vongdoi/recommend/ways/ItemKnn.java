package vongdoi.recommend.ways;

import java.util.List;
import java.util.Map;

/**
 * Item-to-item nearest neighbours (Sarwar et al. 2001; Deshpande and Karypis 2004; the asymmetric
 * cosine is Aiolli's of 2013): products that the same customers bought.
 *
 * <p>Each buyer of both adds {@code customer weight · 2^(-gap / pair half-life)} to a pair, the
 * strength of which is {@code sum / (buyers(from)^(1-e) · buyers(to)^e) · n / (n + shrinkage)} with
 * n its buyers: e = 0.5 is the cosine, less favours what many buy. A customer's weight is 1, or
 * falls with the number n of products bought, so that a reseller of everything says little: {@code
 * 1 / log2(1 + n)} (the inverse customer frequency of TF-IDF) or {@code 2.2 / (1.2 (0.25 + 0.75 n /
 * mean) + 1)} (the length norm of BM25).
 */
final class ItemKnn {
  /** Products of one customer that make pairs: beyond, those bought last. */
  private static final int MOST_PRODUCTS = 1000;

  private ItemKnn() {}

  /**
   * @param isNext count only pairs in the order in which they were bought first
   */
  static Scorer learn(Shop shop, Map<String, Double> settings, boolean isNext) {
    List<BuyerHistory> rows =
        shop.histories().stream().map(history -> history.latest(MOST_PRODUCTS)).toList();
    double[] customerWeight = customerWeights(rows, settings.get("weighting").intValue());
    double[] closeness = halvings(settings.get("pair-half-life"));
    double exponent = settings.get("popularity-exponent");
    double shrinkage = settings.get("shrinkage");
    int[][][] byProduct = shop.byProduct(rows);
    double[] from = new double[shop.products()];
    double[] to = new double[shop.products()];
    for (int i = 0; i < from.length; i++) {
      double buyers = 0;
      for (int u : byProduct[i][0]) {
        buyers += customerWeight[u];
      }
      from[i] = Math.pow(buyers, exponent - 1);
      to[i] = Math.pow(buyers, -exponent);
    }
    int[][] others = new int[shop.products()][];
    float[][] weights = new float[shop.products()][];
    Pairs pairs = new Pairs(shop.products());
    Best best = new Best(settings.get("neighbours").intValue());
    for (int i = 0; i < others.length; i++) {
      int[] buyers = byProduct[i][0];
      for (int b = 0; b < buyers.length; b++) {
        BuyerHistory row = rows.get(buyers[b]);
        pairs.add(row, byProduct[i][1][b], customerWeight[buyers[b]], closeness, isNext);
      }
      best.clear();
      for (int t = 0; t < pairs.size; t++) {
        int j = pairs.touched[t];
        double n = pairs.support[j];
        // One customer in common proves nothing.
        if (n > 1 && j != i) {
          best.offer(j, (float) (pairs.sum[j] * from[i] * to[j] * n / (n + shrinkage)));
        }
      }
      pairs.clear();
      others[i] = best.numbers();
      weights[i] = best.values();
    }
    return new ItemWeights(
        isNext ? "next" : "together", others, weights, settings.get("profile-half-life"));
  }

  /** What the buyers of one product add to its pairs. */
  private static final class Pairs {
    private final double[] sum;
    private final int[] support;
    private final int[] touched;
    private int size;

    Pairs(int products) {
      this.sum = new double[products];
      this.support = new int[products];
      this.touched = new int[products];
    }

    void add(BuyerHistory row, int place, double weight, double[] closeness, boolean isNext) {
      int[] product = row.product();
      int[] first = row.firstAge();
      int[] last = row.lastAge();
      for (int k = 0; k < product.length; k++) {
        if (isNext && first[k] >= first[place]) {
          continue;
        }
        double close = 1;
        if (closeness.length > 0) {
          int gap =
              isNext ? first[place] - first[k] : gap(first[place], last[place], first[k], last[k]);
          close = closeness[Math.min(gap, closeness.length - 1)];
        }
        int j = product[k];
        if (support[j]++ == 0) {
          touched[size++] = j;
        }
        sum[j] += weight * close;
      }
    }

    void clear() {
      for (int t = 0; t < size; t++) {
        sum[touched[t]] = 0;
        support[touched[t]] = 0;
      }
      size = 0;
    }
  }

  /** Days between the times in which two products were bought; 0 where these overlap. */
  private static int gap(int firstOne, int lastOne, int firstOther, int lastOther) {
    return Math.max(0, Math.max(lastOne - firstOther, lastOther - firstOne));
  }

  /** 2^(-days / half-life) by days; empty: all weigh the same. */
  private static double[] halvings(double halfLife) {
    double[] halvings = new double[halfLife == 0 ? 0 : (int) (10 * halfLife)];
    for (int day = 0; day < halvings.length; day++) {
      halvings[day] = Math.pow(0.5, day / halfLife);
    }
    return halvings;
  }

  static double[] customerWeights(List<BuyerHistory> rows, int weighting) {
    double mean = rows.stream().mapToInt(BuyerHistory::size).average().orElse(1);
    return rows.stream()
        .mapToDouble(
            row ->
                switch (weighting) {
                  case 0 -> 1;
                  case 1 -> Math.log(2) / Math.log1p(row.size());
                  default -> 2.2 / (1.2 * (0.25 + 0.75 * row.size() / mean) + 1);
                })
        .toArray();
  }
}
