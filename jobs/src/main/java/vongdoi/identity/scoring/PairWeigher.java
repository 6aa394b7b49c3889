package vongdoi.identity.scoring;

import java.util.HashMap;
import java.util.Map;

/**
 * Weighs pairs with one model, for one thread: of the few thousand patterns that pairs have, each
 * is weighed once.
 */
public final class PairWeigher {
  private final PairScorer scorer;
  private final Models models;
  private final Map<Long, double[]> ofPeople = new HashMap<>();
  private final Map<Long, double[]> ofFirms = new HashMap<>();

  /**
   * @param scorer compares the pairs
   */
  public PairWeigher(PairScorer scorer, Models models) {
    this.scorer = scorer;
    this.models = models;
  }

  /** Bits that speak for one person, or one firm. */
  public double weight(Entry a, Entry b) {
    Model model = models.of(a.profile());
    Map<Long, double[]> known = a.profile().isBusiness() ? ofFirms : ofPeople;
    return scorer.weight(model, a, b, pattern -> known.computeIfAbsent(pattern, model::bits));
  }

  /** Bits of the fields that differ, as its scorer tells them. */
  public double against(Entry a, Entry b) {
    return scorer.against(models, a, b);
  }

  /** What each field says, as its scorer tells it. */
  public String evidence(Entry a, Entry b) {
    return scorer.evidence(models, a, b);
  }
}
