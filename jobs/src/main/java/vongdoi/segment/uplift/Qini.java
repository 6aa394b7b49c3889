package vongdoi.segment.uplift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How well an order of customers finds those whom a message moves, told by customers who were not
 * learnt from and of whom chance decided who got the message.
 *
 * <p>The Qini curve (Radcliffe 2007, "Using control groups to target on predicted lift") says how
 * many more reach the goal if the first share φ of the order gets the message; the coefficient is
 * the area between it and the straight line of an order by chance. With a share of treated p that
 * is known, the curve is {@code G(φ) = mean(Γ · [u ≤ φ])}, where u is a customer's place in the
 * order from 0 to 1 and {@code Γ = (Y - m(x)) (W - p) / (p (1 - p))} the transformed outcome of
 * Athey and Imbens 2015, whose mean is the effect whatever m is; the area is {@code mean(Γ (½ -
 * u))}. It is a mean of independent terms, so that its interval is normal with the variance of
 * {@code (Γ - mean Γ) (½ - u)} over the number of customers: Yadlowsky, Fleming, Shah, Brunskill
 * and Wager 2024, "Evaluating treatment prioritization rules via rank-weighted average treatment
 * effects". The gain over another order is the same mean of {@code Γ (v - u)} with its places v.
 *
 * <p>Example: of four customers with Γ = 1, 1, 0, 0 in the best order, u = ⅛, ⅜, ⅝, ⅞ and the
 * coefficient is (⅜ + ⅛) / 4 = 0.125.
 *
 * @param effect mean difference that the message makes to the chance of the goal
 * @param area Qini coefficient of the scores; 0 by chance
 * @param plain that of the values at stake
 * @param gain the first less the second
 * @param meanScore mean of the scores
 * @param slope effect by which a customer differs from the mean for each unit of the score: the
 *     best linear predictor of Chernozhukov, Demirer, Duflo and Fernández-Val 2018, 0 or more
 */
record Qini(
    Interval effect, Interval area, Interval plain, Interval gain, double meanScore, double slope) {

  /**
   * A customer who was not learnt from.
   *
   * @param fold part of the customers that one model judged: orders are compared within it
   * @param outcome transformed outcome Γ
   * @param score of the learner; NaN where only the effect on all is asked
   * @param value at stake as the play says; NaN where it says none
   */
  record Judged(int fold, double outcome, double score, double value) {}

  /** A mean with its confidence interval. */
  record Interval(double mean, double low, double high) {
    static Interval of(double[] terms, double mean, double z) {
      double centre = Arrays.stream(terms).average().orElse(0);
      double squares = Arrays.stream(terms).map(t -> (t - centre) * (t - centre)).sum();
      double reach = z * Math.sqrt(squares / Math.max(1, terms.length - 1) / terms.length);
      return new Interval(mean, mean - reach, mean + reach);
    }
  }

  static Qini of(List<Judged> all, double confidence) {
    double z = new NormalDistribution().inverseCumulativeProbability(0.5 + confidence / 2);
    double[] outcomes = all.stream().mapToDouble(Judged::outcome).toArray();
    List<Judged> customers = all.stream().filter(c -> !Double.isNaN(c.score())).toList();
    int n = customers.size();
    double[] outcome = customers.stream().mapToDouble(Judged::outcome).toArray();
    double mean = Arrays.stream(outcome).average().orElse(0);
    double[] places = places(customers, Judged::score);
    double[] plainly =
        places(customers, c -> Double.isNaN(c.value()) ? Double.NEGATIVE_INFINITY : c.value());
    double[] byScore = new double[n];
    double[] byValue = new double[n];
    double[] gained = new double[n];
    for (int i = 0; i < n; i++) {
      byScore[i] = (outcome[i] - mean) * (0.5 - places[i]);
      byValue[i] = (outcome[i] - mean) * (0.5 - plainly[i]);
      gained[i] = (outcome[i] - mean) * (plainly[i] - places[i]);
    }
    return new Qini(
        Interval.of(outcomes, Arrays.stream(outcomes).average().orElse(0), z),
        Interval.of(byScore, Arrays.stream(byScore).average().orElse(0), z),
        Interval.of(byValue, Arrays.stream(byValue).average().orElse(0), z),
        Interval.of(gained, Arrays.stream(gained).average().orElse(0), z),
        customers.stream().mapToDouble(Judged::score).average().orElse(0),
        slope(customers));
  }

  /** Share of those before each customer within the fold, the largest first, ties in the middle. */
  private static double[] places(List<Judged> customers, ToDoubleFunction<Judged> by) {
    double[] places = new double[customers.size()];
    for (List<Integer> fold : folds(customers).values()) {
      List<Integer> sorted =
          fold.stream()
              .sorted((a, b) -> Double.compare(at(customers, b, by), at(customers, a, by)))
              .toList();
      int from = 0;
      while (from < sorted.size()) {
        int to = from;
        double value = at(customers, sorted.get(from), by);
        while (to < sorted.size() && at(customers, sorted.get(to), by) == value) {
          to++;
        }
        for (int i = from; i < to; i++) {
          places[sorted.get(i)] = (from + to) / 2.0 / sorted.size();
        }
        from = to;
      }
    }
    return places;
  }

  private static double at(List<Judged> customers, int place, ToDoubleFunction<Judged> by) {
    return by.applyAsDouble(customers.get(place));
  }

  private static Map<Integer, List<Integer>> folds(List<Judged> customers) {
    Map<Integer, List<Integer>> folds = new TreeMap<>();
    for (int i = 0; i < customers.size(); i++) {
      folds.computeIfAbsent(customers.get(i).fold(), f -> new ArrayList<>()).add(i);
    }
    return folds;
  }

  /** Of the outcomes on the scores within folds. */
  private static double slope(List<Judged> customers) {
    double both = 0;
    double squares = 0;
    for (List<Integer> fold : folds(customers).values()) {
      double score = fold.stream().mapToDouble(i -> customers.get(i).score()).average().orElse(0);
      double outcome =
          fold.stream().mapToDouble(i -> customers.get(i).outcome()).average().orElse(0);
      for (int i : fold) {
        double s = customers.get(i).score() - score;
        both += s * (customers.get(i).outcome() - outcome);
        squares += s * s;
      }
    }
    return squares > 0 ? Math.max(0, both / squares) : 0;
  }
}
