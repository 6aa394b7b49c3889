package vongdoi.recommend;

/** Settings of the stage for small tests. */
final class Settings {
  private Settings() {}

  static RecommendConfig of(int evaluateEveryDays) {
    return of(evaluateEveryDays, new RecommendConfig.Rules(.001, .05, 100, 5000));
  }

  static RecommendConfig of(int evaluateEveryDays, RecommendConfig.Rules rules) {
    return of(evaluateEveryDays, rules, 0);
  }

  static RecommendConfig of(
      int evaluateEveryDays, RecommendConfig.Rules rules, int maxPerCategory) {
    return new RecommendConfig(
        5,
        2,
        maxPerCategory,
        1,
        365,
        90,
        .7,
        .2,
        20,
        1_000_000,
        500,
        rules,
        new RecommendConfig.Factors(4, 3, .1, 42),
        new RecommendConfig.Evaluation(30, evaluateEveryDays, 20_000));
  }
}
