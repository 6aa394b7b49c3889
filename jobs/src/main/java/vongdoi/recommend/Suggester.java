package vongdoi.recommend;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.customer.models.InBothLanguages;
import vongdoi.recommend.ways.Best;
import vongdoi.recommend.ways.Blend;
import vongdoi.recommend.ways.BuyerHistory;
import vongdoi.recommend.ways.Shop;

/**
 * The suggestions of one customer: products due again, new ones by the way that was found best, and
 * bestsellers where places are left.
 */
final class Suggester implements Serializable {
  /**
   * Score of the best new product: one due again is put before it where it is likelier than that.
   */
  private static final double BEST_NEW = 0.5;

  /** New products looked at for each place where not all may be of one category. */
  private static final int MORE_TO_CHOOSE_FROM = 4;

  private static final double IN_CATEGORY = 0.01;
  private static final double IN_SHOP = 0.001;
  private static final InBothLanguages POPULAR =
      new InBothLanguages("popular in the shop", "được nhiều khách mua");
  private final Catalogue catalogue;
  private final Blend blend;
  private final Repeats repeats;
  private final boolean[] offered;
  private final Map<String, int[]> bestOfCategory = new HashMap<>();
  private final int[] bestOfShop;
  private final int most;
  private final int mostRepeats;
  private final int mostOfCategory;

  Suggester(
      Catalogue catalogue, Shop shop, Blend blend, boolean[] offered, RecommendConfig config) {
    this.catalogue = catalogue;
    this.blend = blend;
    this.offered = offered;
    this.repeats = Repeats.of(shop, offered, config);
    this.most = config.suggestions();
    this.mostRepeats = config.maxRepeats();
    this.mostOfCategory = config.maxPerCategory();
    int[] buyers = shop.recentBuyers(config.soldWithinDays());
    Best ofShop = new Best(config.bestsellers());
    Map<String, Best> byCategory = new HashMap<>();
    for (int product = 0; product < buyers.length; product++) {
      if (offered[product]) {
        ofShop.offer(product, buyers[product]);
        if (catalogue.categories()[product] != null) {
          byCategory
              .computeIfAbsent(
                  catalogue.categories()[product], category -> new Best(config.bestsellers()))
              .offer(product, buyers[product]);
        }
      }
    }
    this.bestOfShop = ofShop.numbers();
    byCategory.forEach((category, best) -> bestOfCategory.put(category, best.numbers()));
  }

  private static InBothLanguages popularIn(String category) {
    return category == null
        ? POPULAR
        : new InBothLanguages(
            "popular in " + category, "được nhiều khách mua trong nhóm " + category);
  }

  private record Candidate(
      int product, double score, boolean isRepeat, InBothLanguages why, int because) {}

  /** Rows of the table of recommendations. */
  List<Row> suggest(String customer, BuyerHistory history) {
    List<Candidate> candidates = new ArrayList<>(repeats(history));
    int wanted = mostOfCategory == 0 ? most : MORE_TO_CHOOSE_FROM * most;
    for (Blend.Suggestion found : blend.suggest(history, offered, wanted)) {
      candidates.add(
          new Candidate(
              found.product(), BEST_NEW * found.score(), false, why(found), found.because()));
    }
    String favourite = favourite(history);
    if (favourite != null) {
      add(candidates, history, bestOfCategory.get(favourite), IN_CATEGORY, popularIn(favourite));
    }
    add(candidates, history, bestOfShop, IN_SHOP, POPULAR);
    candidates.sort(
        Comparator.comparingDouble((Candidate one) -> -one.score)
            .thenComparingInt(Candidate::product));
    List<Row> rows = new ArrayList<>();
    for (Candidate one : varied(candidates)) {
      rows.add(
          RowFactory.create(
              customer,
              rows.size() + 1,
              catalogue.ids()[one.product],
              one.score,
              one.why.en(),
              one.why.vi(),
              one.because < 0 ? null : catalogue.ids()[one.because]));
    }
    return rows;
  }

  /**
   * The best of them, each product once; what a category has too many of only fills places left
   * empty.
   */
  private List<Candidate> varied(List<Candidate> best) {
    Set<Integer> met = new HashSet<>();
    Map<String, Integer> ofCategory = new HashMap<>();
    List<Candidate> chosen = new ArrayList<>();
    List<Candidate> rest = new ArrayList<>();
    for (Candidate one : best) {
      if (chosen.size() < most && met.add(one.product)) {
        String category = catalogue.categories()[one.product];
        boolean isTooMany =
            mostOfCategory > 0
                && category != null
                && ofCategory.merge(category, 1, Integer::sum) > mostOfCategory;
        (isTooMany ? rest : chosen).add(one);
      }
    }
    chosen.addAll(rest.subList(0, Math.min(rest.size(), most - chosen.size())));
    return chosen;
  }

  /** Those due again; beyond their number they only fill places left empty. */
  private List<Candidate> repeats(BuyerHistory history) {
    List<Candidate> due = new ArrayList<>();
    Best best = repeats.due(history, most);
    for (int rank = 0; rank < best.size(); rank++) {
      int product = best.number(rank);
      int k = history.place(product);
      long gap = Math.max(1, Math.round(repeats.gap(history, k)));
      InBothLanguages why =
          history.days()[k] > 1
              ? new InBothLanguages(
                  "you buy it every ~" + gap + " days", "bạn mua khoảng " + gap + " ngày một lần")
              : new InBothLanguages(
                  "usually bought again after ~" + gap + " days",
                  "thường được mua lại sau khoảng " + gap + " ngày");
      double score = best.value(rank) * (rank < mostRepeats ? 1 : 0.0001);
      due.add(new Candidate(product, score, true, why, product));
    }
    return due;
  }

  private InBothLanguages why(Blend.Suggestion found) {
    String because = found.because() < 0 ? null : catalogue.names()[found.because()];
    return switch (found.kind()) {
      case "together" ->
          new InBothLanguages("bought with " + because, "thường được mua cùng " + because);
      case "next" ->
          new InBothLanguages("often bought after " + because, "thường được mua sau " + because);
      case "taste" ->
          new InBothLanguages(
              "liked by customers with a similar taste",
              "được khách có sở thích tương tự ưa chuộng");
      case "category" -> popularIn(catalogue.categories()[found.product()]);
      default -> POPULAR;
    };
  }

  private static void add(
      List<Candidate> candidates,
      BuyerHistory history,
      int[] best,
      double score,
      InBothLanguages why) {
    for (int rank = 0; best != null && rank < best.length; rank++) {
      if (!history.has(best[rank])) {
        candidates.add(new Candidate(best[rank], score / (rank + 1), false, why, -1));
      }
    }
  }

  /** The category bought on most days; of equal ones the last in the alphabet. */
  private String favourite(BuyerHistory history) {
    Map<String, Integer> days = new TreeMap<>();
    for (int k = 0; k < history.size(); k++) {
      String category = catalogue.categories()[history.product()[k]];
      if (category != null) {
        days.merge(category, history.days()[k], Integer::sum);
      }
    }
    return days.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }
}
