package vongdoi.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vongdoi.customer.models.InBothLanguages;
import vongdoi.recommend.ways.Blend;
import vongdoi.recommend.ways.Contest;
import vongdoi.recommend.ways.Judge;
import vongdoi.recommend.ways.Learner;
import vongdoi.recommend.ways.Shop;

/**
 * The ways with the settings of the earlier window, on the later one. The best over both windows
 * together is chosen: what is ahead on one only may be so by chance.
 *
 * @param algorithm the way chosen, or the ways of the blend
 * @param parameters the settings of all ways, and a weight for each way chosen
 * @param metrics of both windows
 * @param reason in words
 */
record WayChosen(
    String algorithm,
    Map<String, Double> parameters,
    Map<String, Double> metrics,
    InBothLanguages reason) {
  private static final String BLEND = "blend";

  static WayChosen of(
      Contest contest, List<Learner> ways, Shop late, Judge judge, boolean[] offered) {
    Map<String, Double> settings = contest.settings();
    Map<String, Double> weights = contest.weights();
    Map<String, Double> earlier = contest.means();
    Map<String, Double> metrics = new TreeMap<>();
    List<Blend.Member> learnt = new ArrayList<>();
    String best = null;
    double most = -1;
    for (Learner way : ways) {
      Blend alone = Contest.alone(late, way, settings);
      Judge.Figures figures = judge.of(history -> alone.best(history, offered, 10));
      double both = put(metrics, way.title(), figures, earlier.get(way.title()));
      if (both > most) {
        most = both;
        best = way.title();
      }
      Double weight = weights.get(Contest.weightOf(way));
      if (weight != null) {
        learnt.add(alone.members().get(0).weighing(weight));
      }
    }
    Blend blend = new Blend(learnt);
    Judge.Figures figures = judge.of(history -> blend.best(history, offered, 10));
    Map<String, Double> parameters = new TreeMap<>(settings);
    // One way alone is itself; a blend has to be ahead of each.
    boolean isBlend = put(metrics, BLEND, figures, contest.blended()) > most && learnt.size() > 1;
    if (isBlend) {
      parameters.putAll(weights);
    } else {
      parameters.put(best + Contest.WEIGHT, 1.0);
    }
    metrics.put("new.customers", (double) judge.customers());
    String chosen = isBlend ? BLEND : best;
    InBothLanguages reason =
        InBothLanguages.formatted(
            "best NDCG at 10 for new items over two windows: %.4f and %.4f",
            "NDCG@10 của hàng chưa mua cao nhất trong hai kỳ: %.4f và %.4f",
            metrics.get("earlier." + chosen + ".ndcg_at_10"),
            metrics.get("new." + chosen + ".ndcg_at_10"));
    return new WayChosen(
        isBlend ? String.join(" + ", Contest.weighted(ways, weights)) : best,
        parameters,
        metrics,
        reason);
  }

  private static double put(
      Map<String, Double> metrics, String title, Judge.Figures figures, double earlier) {
    put(metrics, "new." + title, figures);
    metrics.put("earlier." + title + ".ndcg_at_10", earlier);
    return figures.mean() + earlier;
  }

  static void put(Map<String, Double> metrics, String name, Judge.Figures figures) {
    metrics.put(name + ".hit_rate_at_10", figures.hitRate());
    metrics.put(name + ".ndcg_at_10", figures.mean());
  }
}
