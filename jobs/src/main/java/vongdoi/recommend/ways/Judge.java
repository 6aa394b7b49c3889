package vongdoi.recommend.ways;

import java.util.Arrays;
import java.util.function.Function;

/**
 * What customers bought after a day, to judge by it what was suggested on that day: hit rate, the
 * share of customers with at least one hit among ten, and NDCG, in which a hit at rank k counts 1 /
 * log2(k + 1), against the best possible list. Customers without a list count with nothing.
 */
public final class Judge {
  private static final int LENGTH = 10;

  /** Repeats are easy and would hide how well new products are found. */
  public enum Target {
    NEW,
    REPEAT
  }

  private final Shop shop;
  private final int[] rows;
  private final int[][] bought;

  /**
   * @param log of all purchases
   * @param shop as it was known on the day
   * @param since age of the day
   * @param days judged after it
   */
  public Judge(PurchaseLog log, Shop shop, int since, int days, Target target) {
    this.shop = shop;
    int[] judged = new int[shop.histories().size()];
    int[][] came = new int[judged.length][];
    int size = 0;
    for (int row = 0; row < judged.length; row++) {
      BuyerHistory history = shop.histories().get(row);
      int[] next =
          Arrays.stream(log.bought(shop.customers()[row], since - days, since))
              .filter(product -> history.has(product) == (target == Target.REPEAT))
              .toArray();
      if (next.length > 0) {
        judged[size] = row;
        came[size++] = next;
      }
    }
    this.rows = Arrays.copyOf(judged, size);
    this.bought = Arrays.copyOf(came, size);
  }

  private Judge(Shop shop, int[] rows, int[][] bought) {
    this.shop = shop;
    this.rows = rows;
    this.bought = bought;
  }

  /** A judge of at most so many of the customers, evenly spread. */
  Judge ofAtMost(int most) {
    if (rows.length <= most) {
      return this;
    }
    int[] some = new int[most];
    int[][] came = new int[most][];
    for (int i = 0; i < most; i++) {
      int place = (int) ((long) i * rows.length / most);
      some[i] = rows[place];
      came[i] = bought[place];
    }
    return new Judge(shop, some, came);
  }

  public int customers() {
    return rows.length;
  }

  /** Figures of a way to make a list of ten for each customer. */
  public Figures of(Function<BuyerHistory, Best> lists) {
    double[] ndcg = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      ndcg[i] = ndcg(lists.apply(shop.histories().get(rows[i])), i);
    }
    return new Figures(ndcg);
  }

  /** Figures of products' scores multiplied by each of the trends in turn. */
  Figures[] of(Scorer scorer, float[][] trends, boolean[] offered) {
    double[][] ndcg = new double[trends.length][rows.length];
    float[] scores = new float[shop.products()];
    for (int i = 0; i < rows.length; i++) {
      BuyerHistory history = shop.histories().get(rows[i]);
      Arrays.fill(scores, 0);
      scorer.score(history, scores);
      for (int t = 0; t < trends.length; t++) {
        ndcg[t][i] = ndcg(Best.unbought(history, scores, trends[t], offered, LENGTH), i);
      }
    }
    return Arrays.stream(ndcg).map(Figures::new).toArray(Figures[]::new);
  }

  /** The history of a customer by the number among those judged. */
  BuyerHistory history(int customer) {
    return shop.histories().get(rows[customer]);
  }

  /** NDCG of a list for the customer of a number among those judged. */
  double ndcg(Best list, int customer) {
    int[] came = bought[customer];
    double gain = 0;
    for (int rank = 0; rank < Math.min(LENGTH, list.size()); rank++) {
      gain += Arrays.binarySearch(came, list.number(rank)) >= 0 ? discount(rank) : 0;
    }
    double ideal = 0;
    for (int rank = 0; rank < Math.min(LENGTH, came.length); rank++) {
      ideal += discount(rank);
    }
    return gain / ideal;
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 2.0);
  }

  /**
   * @param ndcg of each customer
   */
  public record Figures(double[] ndcg) {

    /** Mean NDCG at ten. */
    public double mean() {
      return Arrays.stream(ndcg).average().orElse(0);
    }

    /** Share of customers with a hit. */
    public double hitRate() {
      return Arrays.stream(ndcg).map(gain -> gain > 0 ? 1 : 0).average().orElse(0);
    }

    /** How far this is above other figures of the same customers, in standard errors. */
    double standardErrorsAbove(Figures other) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < ndcg.length; i++) {
        double gain = ndcg[i] - other.ndcg[i];
        sum += gain;
        squares += gain * gain;
      }
      double variance = squares / ndcg.length - Math.pow(sum / ndcg.length, 2);
      return variance > 0 ? sum / Math.sqrt(ndcg.length * variance) : 0;
    }
  }
}
