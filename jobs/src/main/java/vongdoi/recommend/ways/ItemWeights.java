package vongdoi.recommend.ways;

/**
 * Products that speak for others: a score is the sum of the weights from all that the customer
 * bought, each purchase weighing less with its age.
 *
 * @param kind of reason
 * @param others for each product the numbers of those that it speaks for
 * @param weights and how much; below zero it speaks against
 * @param halfLife days in which a purchase loses half of its weight; 0: none
 */
record ItemWeights(String kind, int[][] others, float[][] weights, double halfLife)
    implements Scorer {

  @Override
  public void score(BuyerHistory history, float[] scores) {
    for (int k = 0; k < history.size(); k++) {
      float weight = (float) history.weight(k, halfLife);
      int[] to = others[history.product()[k]];
      float[] by = weights[history.product()[k]];
      for (int n = 0; n < to.length; n++) {
        scores[to[n]] += weight * by[n];
      }
    }
  }

  @Override
  public int because(BuyerHistory history, int product) {
    int best = -1;
    double most = 0;
    for (int k = 0; k < history.size(); k++) {
      int from = history.product()[k];
      for (int n = 0; n < others[from].length; n++) {
        double part = history.weight(k, halfLife) * weights[from][n];
        if (others[from][n] == product && part > most) {
          best = from;
          most = part;
        }
      }
    }
    return best;
  }
}
