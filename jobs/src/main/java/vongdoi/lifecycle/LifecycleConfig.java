package vongdoi.lifecycle;

/**
 * Settings of the stage {@code lifecycle}; conf/application.conf says what each means.
 *
 * @param visitorDays days without a trace after which somebody who never bought falls in status
 * @param rhythm how the usual gap between a customer's purchase days is told
 * @param ratios multiples of that gap at which stage and status change
 * @param lapsedDays days without a purchase after which a customer has lapsed at any rhythm
 * @param alive P(alive) below which the status falls whatever the time
 * @param returnedDays days for which a customer who was at risk or lapsed counts as returned
 * @param promoter what makes an advocate
 * @param ambassador what makes an ambassador and an influencer of a promoter
 * @param journey the customer's journey in the words of LEO CDP
 */
public record LifecycleConfig(
    VisitorDays visitorDays,
    Rhythm rhythm,
    Ratios ratios,
    int lapsedDays,
    Alive alive,
    int returnedDays,
    Promoter promoter,
    Ambassador ambassador,
    JourneyConfig journey) {

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

  /**
   * P(alive) of gold.clv_scores, 0 to 1; a bound of 0 never holds.
   *
   * @param atRiskBelow bound of at-risk
   * @param lapsedBelow bound of lapsed, no greater
   */
  public record Alive(double atRiskBelow, double lapsedBelow) {
    public Alive {
      if (lapsedBelow > atRiskBelow) {
        throw new IllegalArgumentException(
            "Invalid lifecycle.alive.lapsed-below: %s (must not be greater than at-risk-below, %s)"
                .formatted(lapsedBelow, atRiskBelow));
      }
    }
  }

  /**
   * Promoters whose sharing brought others.
   *
   * @param referrals customers brought from whom on a promoter is an ambassador
   * @param influencerReferrals customers brought from whom on an influencer
   */
  public record Ambassador(int referrals, int influencerReferrals) {
    public Ambassador {
      ascending("lifecycle.ambassador", 0, referrals, influencerReferrals);
    }
  }

  private static void ascending(String key, double... values) {
    for (int i = 1; i < values.length; i++) {
      if (values[i] <= values[i - 1]) {
        throw new IllegalArgumentException(
            "Invalid %s: %s (must be greater than %s)".formatted(key, values[i], values[i - 1]));
      }
    }
  }
}
