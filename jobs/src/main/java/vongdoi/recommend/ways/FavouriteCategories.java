package vongdoi.recommend.ways;

import java.util.Map;

/**
 * Bestsellers of the categories that a customer buys: {@code P(category | customer) · P(product |
 * category)}, where the first is the customer's own share of purchases drawn to everybody's as if
 * by {@code prior} purchases, and the second counts buyers of late.
 *
 * @param category of each product
 * @param shareOfCategory each product's share of its category
 * @param overall share of each category
 * @param prior purchases
 * @param halfLife days in which a purchase of the customer loses half of its weight; 0: none
 */
record FavouriteCategories(
    int[] category, double[] shareOfCategory, double[] overall, double prior, double halfLife)
    implements Scorer {

  /**
   * @param category a number for each product, below the number of products
   */
  static Scorer learn(Shop shop, Map<String, Double> settings, int[] category) {
    double[] share = shop.buyers(settings.get("half-life"));
    double[] overall = new double[share.length];
    double all = 0;
    for (int product = 0; product < share.length; product++) {
      overall[category[product]] += share[product];
      all += share[product];
    }
    for (int product = 0; product < share.length; product++) {
      double ofCategory = overall[category[product]];
      share[product] = ofCategory > 0 ? share[product] / ofCategory : 0;
    }
    for (int c = 0; c < overall.length && all > 0; c++) {
      overall[c] /= all;
    }
    return new FavouriteCategories(
        category, share, overall, settings.get("prior"), settings.get("profile-half-life"));
  }

  @Override
  public void score(BuyerHistory history, float[] scores) {
    double[] own = new double[overall.length];
    double purchases = 0;
    for (int k = 0; k < history.size(); k++) {
      double weight = history.days()[k] * history.weight(k, halfLife);
      own[category[history.product()[k]]] += weight;
      purchases += weight;
    }
    for (int product = 0; product < scores.length; product++) {
      int c = category[product];
      scores[product] +=
          (float) (shareOfCategory[product] * (own[c] + prior * overall[c]) / (purchases + prior));
    }
  }

  @Override
  public int because(BuyerHistory history, int product) {
    return -1;
  }

  @Override
  public String kind() {
    return "category";
  }
}
