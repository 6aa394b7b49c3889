package vongdoi.lifecycle;

import java.util.ArrayList;
import java.util.List;
import vongdoi.common.config.Above;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.InvalidSettings;
import vongdoi.common.config.Mistake;
import vongdoi.common.config.Share;

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
    @AtLeast(1) int lapsedDays,
    Alive alive,
    @AtLeast(0) int returnedDays,
    Promoter promoter,
    Ambassador ambassador,
    JourneyConfig journey) {

  /** Days since the last trace, each greater than the one before. */
  public record VisitorDays(
      @AtLeast(1) int cooling, @AtLeast(0) int atRisk, @AtLeast(0) int lapsed) {
    public VisitorDays {
      ascending(List.of("cooling", "at-risk", "lapsed"), cooling, atRisk, lapsed);
    }
  }

  /**
   * Days between purchase days.
   *
   * @param firstOrderDays gap expected after the first purchase
   * @param floorDays least gap that a mean counts as
   * @param ceilingDays greatest gap that a mean counts as
   */
  public record Rhythm(
      @AtLeast(1) int firstOrderDays, @AtLeast(1) int floorDays, @AtLeast(1) int ceilingDays) {
    public Rhythm {
      ascending(List.of("floor-days", "ceiling-days"), floorDays, ceilingDays);
    }
  }

  /** Multiples of the own gap since the last purchase, each greater than the one before. */
  public record Ratios(
      @Above(0) double due,
      @AtLeast(0) double cooling,
      @AtLeast(0) double atRisk,
      @AtLeast(0) double lapsed) {
    public Ratios {
      ascending(List.of("due", "cooling", "at-risk", "lapsed"), due, cooling, atRisk, lapsed);
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
  public record Promoter(
      @AtLeast(0) int npsScore,
      @AtLeast(0) double reviewScore,
      @AtLeast(1) int goodReviews,
      @AtLeast(1) int shares) {}

  /**
   * P(alive) of gold.clv_scores, 0 to 1; a bound of 0 never holds.
   *
   * @param atRiskBelow bound of at-risk
   * @param lapsedBelow bound of lapsed, no greater
   */
  public record Alive(@Share double atRiskBelow, @Share double lapsedBelow) {
    public Alive {
      if (lapsedBelow > atRiskBelow) {
        InvalidSettings.refuse(
            List.of(
                Mistake.of(
                    ConfigPath.of("lapsed-below"),
                    lapsedBelow,
                    "must not be greater than at-risk-below, " + atRiskBelow)));
      }
    }
  }

  /**
   * Promoters whose sharing brought others.
   *
   * @param referrals customers brought from whom on a promoter is an ambassador
   * @param influencerReferrals customers brought from whom on an influencer
   */
  public record Ambassador(@AtLeast(1) int referrals, @AtLeast(1) int influencerReferrals) {
    public Ambassador {
      ascending(List.of("referrals", "influencer-referrals"), referrals, influencerReferrals);
    }
  }

  private static void ascending(List<String> keys, double... values) {
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 1; i < values.length; i++) {
      if (values[i] <= values[i - 1]) {
        mistakes.add(
            Mistake.of(
                ConfigPath.of(keys.get(i)),
                values[i],
                "must be greater than %s, %s".formatted(keys.get(i - 1), values[i - 1])));
      }
    }
    InvalidSettings.refuse(mistakes);
  }
}
