package vongdoi.recommend.ways;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The ways to suggest products that learn from purchases alone. */
public final class Ways {
  private Ways() {}

  /** What the same customers bought. */
  public static Learner itemKnn() {
    return way(
        "item-knn",
        List.of(
            new Learner.Axis("neighbours", 100, 20, 50, 400),
            new Learner.Axis("popularity-exponent", 0.5, 0.3, 0.7),
            new Learner.Axis("weighting", 0, 1, 2),
            new Learner.Axis("shrinkage", 10, 0, 30),
            new Learner.Axis("profile-half-life", 0, 30, 120),
            new Learner.Axis("pair-half-life", 0, 30)),
        (shop, settings) -> ItemKnn.learn(shop, settings, false));
  }

  /** What the same customers bought next. */
  public static Learner boughtNext() {
    return way(
        "bought-next",
        List.of(
            new Learner.Axis("neighbours", 100, 20, 400),
            new Learner.Axis("popularity-exponent", 0.5, 0.3, 0.7),
            new Learner.Axis("profile-half-life", 0, 30, 120),
            new Learner.Axis("pair-half-life", 90, 0, 30),
            new Learner.Axis("shrinkage", 10, 0),
            new Learner.Axis("weighting", 0, 2)),
        (shop, settings) -> ItemKnn.learn(shop, settings, true));
  }

  /** All products foretold by all others. */
  public static Learner ease(int mostProducts) {
    return way(
        "ease",
        List.of(
            new Learner.Axis("penalty", 8, 2, 32),
            new Learner.Axis("purchase-half-life", 0, 120),
            new Learner.Axis("profile-half-life", 0, 120),
            new Learner.Axis("weighting", 0, 2)),
        (shop, settings) -> Ease.learn(shop, settings, mostProducts));
  }

  /** What most bought. */
  public static Learner bestsellers() {
    return way(
        "bestsellers",
        List.of(new Learner.Axis("half-life", 30, 7, 14, 90, 0)),
        (shop, settings) -> Popularity.learn(shop, settings.get("half-life")));
  }

  /** What most bought in the categories that the customer buys. */
  public static Learner categories(int[] category) {
    return way(
        "category-bestsellers",
        List.of(
            new Learner.Axis("prior", 20, 5, 100, 400),
            new Learner.Axis("half-life", 30, 14, 90, 0),
            new Learner.Axis("profile-half-life", 0, 60)),
        (shop, settings) -> FavouriteCategories.learn(shop, settings, category));
  }

  /** A way by its name, settings and how it learns. */
  public static Learner way(
      String title,
      List<Learner.Axis> axes,
      BiFunction<Shop, Map<String, Double>, Scorer> learning) {
    return new Learner() {
      @Override
      public String title() {
        return title;
      }

      @Override
      public List<Axis> axes() {
        return axes;
      }

      @Override
      public Scorer learn(Shop shop, Map<String, Double> settings) {
        return learning.apply(shop, settings);
      }
    };
  }
}
