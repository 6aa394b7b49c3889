package vongdoi.recommend.ways;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WaysTest {
  private static final int TENT = 0;
  private static final int LAMP = 1;
  private static final int TEA = 2;

  /** Days of purchase: pairs of a product and days ago. */
  private static long[] bought(int... productsAndAges) {
    long[] packed = new long[productsAndAges.length / 2];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = PurchaseLog.packed(productsAndAges[2 * i], productsAndAges[2 * i + 1]);
    }
    Arrays.sort(packed);
    return packed;
  }

  private static Shop shop(int products, long[]... customers) {
    return Shop.of(new PurchaseLog(products, List.of(customers)), 0, 365);
  }

  private static float[] scores(Scorer scorer, Shop shop, long[] customer) {
    float[] scores = new float[shop.products()];
    scorer.score(BuyerHistory.of(customer, 0, 365), scores);
    return scores;
  }

  private static Map<String, Double> settings(Learner way, Object... others) {
    Map<String, Double> settings = new TreeMap<>();
    way.axes().forEach(axis -> settings.put(axis.name(), axis.values()[0]));
    for (int i = 0; i < others.length; i += 2) {
      settings.put((String) others[i], (Double) others[i + 1]);
    }
    return settings;
  }

  @Test
  void historyIsWhatWasKnownOnTheDay() {
    BuyerHistory history =
        BuyerHistory.of(bought(TENT, 5, TENT, 40, TENT, 60, LAMP, 10, TEA, 500), 20, 365);
    assertArrayEquals(new int[] {TENT}, history.product());
    assertEquals(2, history.days()[0]);
    assertEquals(40, history.firstAge()[0]);
    assertEquals(20, history.lastAge()[0]);
    assertArrayEquals(
        new int[] {LAMP, TEA},
        BuyerHistory.of(bought(TENT, 90, LAMP, 10, TEA, 20), 0, 365).latest(2).product());
  }

  @Test
  void strengthIsTheCosineDrawnToZeroWhereFewBoughtBoth() {
    Shop shop =
        shop(
            3, bought(TENT, 9, LAMP, 9), bought(TENT, 8, LAMP, 8), bought(TENT, 7), bought(TEA, 1));
    Learner way = Ways.itemKnn();
    Scorer scorer = way.learn(shop, settings(way, "shrinkage", 10.0));
    float[] ofTent = scores(scorer, shop, bought(TENT, 3));
    assertEquals(2 / Math.sqrt(3 * 2) * 2 / (2 + 10), ofTent[LAMP], 1e-6);
    assertEquals(0, ofTent[TEA]);
    assertEquals(TENT, scorer.because(BuyerHistory.of(bought(TENT, 3), 0, 365), LAMP));
    // A purchase of thirty days ago counts half with that half-life.
    Scorer decaying = way.learn(shop, settings(way, "shrinkage", 0.0, "profile-half-life", 30.0));
    assertEquals(
        scores(decaying, shop, bought(TENT, 0))[LAMP] / 2,
        scores(decaying, shop, bought(TENT, 30))[LAMP],
        1e-6);
  }

  @Test
  void whoBuysEverythingSaysLittle() {
    long[] reseller = bought(TENT, 9, LAMP, 9, TEA, 9, 3, 9, 4, 9, 5, 9, 6, 9);
    Shop shop =
        shop(7, bought(TENT, 9, LAMP, 9), bought(TENT, 8, LAMP, 8), reseller, reseller.clone());
    for (double weighting : new double[] {1, 2}) {
      Learner way = Ways.itemKnn();
      float[] ofTent =
          scores(way.learn(shop, settings(way, "weighting", weighting)), shop, bought(TENT, 3));
      float[] plain = scores(way.learn(shop, settings(way)), shop, bought(TENT, 3));
      assertTrue(ofTent[LAMP] / ofTent[TEA] > plain[LAMP] / plain[TEA], "weighting " + weighting);
    }
  }

  @Test
  void nextIsOnlyWhatWasBoughtLater() {
    long[] customer = bought(TENT, 50, LAMP, 20);
    Shop shop = shop(3, customer, customer.clone(), customer.clone());
    Learner way = Ways.boughtNext();
    Scorer scorer = way.learn(shop, settings(way));
    assertTrue(scores(scorer, shop, bought(TENT, 3))[LAMP] > 0);
    assertEquals(0, scores(scorer, shop, bought(LAMP, 3))[TENT]);
    assertEquals("next", scorer.kind());
  }

  /** With the Gram matrix (2 1; 1 2) and λ = penalty · 2 the weight is 1 / (2 + λ). */
  @Test
  void easeIsTheClosedForm() {
    Shop shop = shop(2, bought(TENT, 9, LAMP, 9), bought(TENT, 8), bought(LAMP, 8));
    Learner way = Ways.ease(100);
    float[] ofTent = scores(way.learn(shop, settings(way, "penalty", 3.0)), shop, bought(TENT, 3));
    assertEquals(1 / (2 + 3.0 * 2), ofTent[LAMP], 1e-6);
    assertEquals(0, ofTent[TENT], 1e-9);
    // The catalogue is capped at the most bought: of equal ones the smaller number.
    assertEquals(0, scores(Ways.ease(1).learn(shop, settings(way)), shop, bought(TENT, 3))[LAMP]);
  }

  @Test
  void favouriteCategoriesAreDrawnToEverybodys() {
    Shop shop = shop(4, bought(0, 1), bought(1, 1), bought(2, 1), bought(2, 2), bought(3, 2));
    int[] category = {0, 0, 1, 1};
    Learner way = Ways.categories(category);
    Scorer scorer = way.learn(shop, settings(way, "prior", 1.0, "half-life", 0.0));
    float[] scores = scores(scorer, shop, bought(0, 5));
    // Own share of category 0: (1 + 1 · 2/5) / (1 + 1); product 1 is one of its two buyers.
    assertEquals(0.5 * (1 + 0.4) / 2, scores[1], 1e-6);
    assertEquals(2 / 3.0 * 0.6 / 2, scores[2], 1e-6);
  }

  @Test
  void listsAddUpByWeightAndTiesGoToTheSmallerNumber() {
    Best one = list(new int[] {7, 3}, new float[] {4, 2});
    Best other = list(new int[] {3, 9}, new float[] {10, 5});
    Best sum = Blend.sum(new Best[] {one, other}, new double[] {1, 0.5}, 3, new float[10]);
    // 7: 1; 3: 0.5 + 0.5; 9: 0.25.
    assertArrayEquals(new int[] {3, 7, 9}, sum.numbers());
    assertArrayEquals(new float[] {1, 1, 0.25f}, sum.values());
  }

  private static Best list(int[] numbers, float[] values) {
    Best best = new Best(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      best.offer(numbers[i], values[i]);
    }
    return best;
  }

  @Test
  void ndcgCountsHitsFurtherUpMore() {
    PurchaseLog log = new PurchaseLog(4, List.of(bought(0, 40, 1, 10, 2, 5)));
    Shop shop = Shop.of(log, 30, 365);
    Judge judge = new Judge(log, shop, 30, 30, Judge.Target.NEW);
    Judge.Figures figures = judge.of(history -> list(new int[] {3, 2}, new float[] {2, 1}));
    double second = Math.log(2) / Math.log(3);
    assertEquals(second / (1 + second), figures.mean(), 1e-9);
    assertEquals(1, figures.hitRate());
  }

  /** Whatever order the customers come in, the same is learnt and chosen. */
  @Test
  void theSameInAnyOrder() {
    List<long[]> customers = new ArrayList<>(customers(new Random(4)));
    Map<String, Double> chosen = chosen(customers);
    Collections.shuffle(customers, new Random(9));
    assertEquals(chosen, chosen(customers));
    assertTrue(chosen.containsKey("item-knn.weight"), chosen.toString());
  }

  /** Two tastes: everybody buys products of their own, chance decides which. */
  private static List<long[]> customers(Random random) {
    List<long[]> customers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int[] bought = new int[16];
      for (int k = 0; k < bought.length; k += 2) {
        bought[k] = i % 2 * 20 + random.nextInt(20);
        bought[k + 1] = random.nextInt(120);
      }
      customers.add(bought(bought));
    }
    return customers;
  }

  private static Map<String, Double> chosen(List<long[]> customers) {
    PurchaseLog log = new PurchaseLog(40, customers);
    Shop shop = Shop.of(log, 30, 365);
    boolean[] offered = new boolean[40];
    Arrays.fill(offered, true);
    Contest contest = new Contest(shop, new Judge(log, shop, 30, 30, Judge.Target.NEW), offered);
    List.of(Ways.itemKnn(), Ways.bestsellers()).forEach(contest::enter);
    Map<String, Double> chosen = new TreeMap<>(contest.settings());
    chosen.putAll(contest.weights());
    return chosen;
  }
}
