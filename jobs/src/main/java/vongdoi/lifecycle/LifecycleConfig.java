package vongdoi.lifecycle;

/**
 * Settings of the stage {@code lifecycle}; conf/application.conf says what each means.
 *
 * @param visitorDays days without a trace after which somebody who never bought falls in status
 * @param rhythm how the usual gap between a customer's purchase days is told
 * @param ratios multiples of that gap at which stage and status change
 * @param lapsedDays days without a purchase after which a customer has lapsed at any rhythm
 * @param promoter what makes an advocate
 */
public record LifecycleConfig(
    VisitorDays visitorDays, Rhythm rhythm, Ratios ratios, int lapsedDays, Promoter promoter) {

  /** Days since the last trace, each greater than the one before. */
  public record VisitorDays(int cooling, int atRisk, int lapsed) {
    public VisitorDays {
      ascending("lifecycle.visitor-days", 0, cooling, atRisk, lapsed);
    }
  }

  /**
   * Days between purchase days.
   *
   * @param firstOrderDays gap expected after the first purchase
   * @param floorDays least gap that a mean counts as
   * @param ceilingDays greatest gap that a mean counts as
   */
  public record Rhythm(int firstOrderDays, int floorDays, int ceilingDays) {
    public Rhythm {
      ascending("lifecycle.rhythm floor-days, ceiling-days", 0, floorDays, ceilingDays);
    }
  }

  /** Multiples of the own gap since the last purchase, each greater than the one before. */
  public record Ratios(double due, double cooling, double atRisk, double lapsed) {
    public Ratios {
      ascending("lifecycle.ratios", 0, due, cooling, atRisk, lapsed);
    }
  }

  /**
   * Signs of an advocate, as long as nothing negative was said later.
   *
   * @param npsScore NPS answer that counts as recommending
   * @param reviewScore review score that counts as good
   * @param goodReviews how many good reviews it takes
   * @param shares how many shared products or carts it takes
   */
  public record Promoter(int npsScore, double reviewScore, int goodReviews, int shares) {}

  private static void ascending(String key, double... values) {
    for (int i = 1; i < values.length; i++) {
      if (values[i] <= values[i - 1]) {
        throw new IllegalArgumentException(
            "Invalid %s: %s (must be greater than %s)".formatted(key, values[i], values[i - 1]));
      }
    }
  }
}
