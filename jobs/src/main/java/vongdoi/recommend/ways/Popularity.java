package vongdoi.recommend.ways;

/**
 * What most customers bought, of late above all: the floor that every other way has to beat.
 *
 * @param buyers of each product, weighed by age
 */
record Popularity(double[] buyers) implements Scorer {

  static Scorer learn(Shop shop, double halfLife) {
    return new Popularity(shop.buyers(halfLife));
  }

  @Override
  public void score(BuyerHistory history, float[] scores) {
    for (int product = 0; product < buyers.length; product++) {
      scores[product] += (float) buyers[product];
    }
  }

  @Override
  public int because(BuyerHistory history, int product) {
    return -1;
  }

  @Override
  public String kind() {
    return "shop";
  }
}
