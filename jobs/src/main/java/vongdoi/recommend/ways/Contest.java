package vongdoi.recommend.ways;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tries the settings of each way, one after another, on the customers of an earlier window, and
 * then what several ways say together: another way is added only where it lifts the mean NDCG by
 * more than a standard error of the difference, since a smaller gain may be chance.
 */
public final class Contest {
  /** Exponents of the trend, see {@link #trend}. */
  private static final double[] TRENDS = {0, 0.25, 0.5, 1};

  private static final double[] WEIGHTS = {0.1, 0.25, 0.5, 1};
  private static final double TREND_HALF_LIFE = 30;

  /** Customers times products that one setting is tried on: of more customers, a part. */
  private static final long MOST_SCORES = 50_000_000;

  private static final String TREND = "trend";

  /** What follows the title of a way in the name of its weight. */
  public static final String WEIGHT = ".weight";

  private final Shop shop;
  private final Judge judge;
  private final boolean[] offered;
  private final float[][] trends;
  private final List<Entry> entries = new ArrayList<>();
  private Judge.Figures blended;

  /** A way with its best settings, and the lists that it made with them. */
  private record Entry(
      Learner way, Map<String, Double> settings, Judge.Figures figures, Best[] lists) {}

  public Contest(Shop shop, Judge judge, boolean[] offered) {
    this.shop = shop;
    this.judge = judge.ofAtMost((int) Math.max(1, MOST_SCORES / Math.max(1, shop.products())));
    this.offered = offered;
    this.trends =
        Arrays.stream(TRENDS).mapToObj(exponent -> trend(shop, exponent)).toArray(float[][]::new);
  }

  /**
   * ((buyers of late + 1) / (those of the most bought + 1)) ^ exponent, where a buyer counts half
   * after thirty days: what comes up is bought more than its past says, and what fades less.
   */
  static float[] trend(Shop shop, double exponent) {
    double[] buyers = shop.buyers(TREND_HALF_LIFE);
    double most = Arrays.stream(buyers).max().orElse(0);
    float[] trend = new float[buyers.length];
    for (int product = 0; product < trend.length; product++) {
      trend[product] = (float) Math.pow((buyers[product] + 1) / (most + 1), exponent);
    }
    return trend;
  }

  /** Finds the best settings of a way. */
  public void enter(Learner way) {
    Map<String, Double> settings = start(way);
    Attempt best = attempt(way, settings);
    for (Learner.Axis axis : way.axes()) {
      for (double value : axis.values()) {
        if (value != axis.values()[0]) {
          Map<String, Double> other = new TreeMap<>(best.settings);
          other.put(axis.name(), value);
          Attempt next = attempt(way, other);
          best = next.figures.mean() > best.figures.mean() ? next : best;
        }
      }
    }
    float[] trend = trend(shop, best.settings.get(TREND));
    Best[] lists = new Best[judge.customers()];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = Blend.list(best.scorer, trend, judge.history(i), offered);
    }
    entries.add(new Entry(way, best.settings, best.figures, lists));
  }

  /** The settings that a way starts from, all that it has where nothing was tried. */
  private static Map<String, Double> start(Learner way) {
    Map<String, Double> settings = new TreeMap<>();
    way.axes().forEach(axis -> settings.put(axis.name(), axis.values()[0]));
    settings.put(TREND, 0.0);
    return settings;
  }

  private record Attempt(Map<String, Double> settings, Scorer scorer, Judge.Figures figures) {}

  private Attempt attempt(Learner way, Map<String, Double> settings) {
    Scorer scorer = way.learn(shop, settings);
    Judge.Figures[] figures = judge.of(scorer, trends, offered);
    int best = 0;
    for (int t = 1; t < figures.length; t++) {
      best = figures[t].mean() > figures[best].mean() ? t : best;
    }
    Map<String, Double> tried = new TreeMap<>(settings);
    tried.put(TREND, TRENDS[best]);
    return new Attempt(tried, scorer, figures[best]);
  }

  /** The settings of each way that was entered, {@code way.setting}. */
  public Map<String, Double> settings() {
    Map<String, Double> all = new TreeMap<>();
    for (Entry entry : entries) {
      entry.settings.forEach((name, value) -> all.put(entry.way.title() + "." + name, value));
    }
    return all;
  }

  /** Mean NDCG of each way on the earlier window. */
  public Map<String, Double> means() {
    Map<String, Double> means = new TreeMap<>();
    entries.forEach(entry -> means.put(entry.way.title(), entry.figures.mean()));
    return means;
  }

  /** The weight of each way in the best blend, {@code way.weight}; of one way where that is it. */
  public Map<String, Double> weights() {
    double[] weights = new double[entries.size()];
    int first = 0;
    for (int i = 1; i < weights.length; i++) {
      first = entries.get(i).figures.mean() > entries.get(first).figures.mean() ? i : first;
    }
    Judge.Figures alone = entries.get(first).figures;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = alone.standardErrorsAbove(entries.get(i).figures) <= 1 ? 1 : 0;
    }
    Judge.Figures figures = blended(weights);
    if (alone.standardErrorsAbove(figures) > 0) {
      Arrays.fill(weights, 0);
      weights[first] = 1;
      figures = alone;
    }
    for (boolean isBetter = true; isBetter; ) {
      isBetter = false;
      double[] best = weights;
      Judge.Figures bestFigures = figures;
      for (int i = 0; i < weights.length; i++) {
        for (int w = 0; w < WEIGHTS.length && weights[i] == 0; w++) {
          double[] other = weights.clone();
          other[i] = WEIGHTS[w];
          Judge.Figures next = blended(other);
          if (next.mean() > bestFigures.mean() && next.standardErrorsAbove(figures) > 1) {
            best = other;
            bestFigures = next;
            isBetter = true;
          }
        }
      }
      weights = best;
      figures = bestFigures;
    }
    blended = figures;
    Map<String, Double> named = new TreeMap<>();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        named.put(weightOf(entries.get(i).way), weights[i]);
      }
    }
    return named;
  }

  /** Mean NDCG of what {@link #weights} found, which is to be asked before. */
  public double blended() {
    return blended.mean();
  }

  /** Name of a way's weight among the parameters. */
  public static String weightOf(Learner way) {
    return way.title() + WEIGHT;
  }

  /** Titles of the ways with a weight. */
  public static List<String> weighted(List<Learner> ways, Map<String, Double> weights) {
    return ways.stream()
        .filter(way -> weights.containsKey(weightOf(way)))
        .map(Learner::title)
        .toList();
  }

  private Judge.Figures blended(double[] weights) {
    double[] ndcg = new double[judge.customers()];
    Best[] lists = new Best[weights.length];
    float[] sums = new float[shop.products()];
    for (int i = 0; i < ndcg.length; i++) {
      for (int m = 0; m < lists.length; m++) {
        lists[m] = entries.get(m).lists[i];
      }
      ndcg[i] = judge.ndcg(Blend.sum(lists, weights, 10, sums), i);
    }
    return new Judge.Figures(ndcg);
  }

  /** The ways with a weight, learnt anew from a shop; without any the first way as it starts. */
  public static Blend learn(Shop shop, List<Learner> ways, Map<String, Double> parameters) {
    List<Blend.Member> members = new ArrayList<>();
    for (Learner way : ways) {
      Double weight = parameters.get(weightOf(way));
      if (weight != null) {
        members.add(member(shop, way, parameters, weight));
      }
    }
    return new Blend(
        members.isEmpty() ? List.of(member(shop, ways.get(0), parameters, 1)) : members);
  }

  /** A way by itself. */
  public static Blend alone(Shop shop, Learner way, Map<String, Double> parameters) {
    return new Blend(List.of(member(shop, way, parameters, 1)));
  }

  private static Blend.Member member(
      Shop shop, Learner way, Map<String, Double> parameters, double weight) {
    Map<String, Double> settings = start(way);
    settings.replaceAll((name, value) -> parameters.getOrDefault(way.title() + "." + name, value));
    return new Blend.Member(way.learn(shop, settings), trend(shop, settings.get(TREND)), weight);
  }
}
