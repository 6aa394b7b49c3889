package vongdoi.recommend.ways;

import java.io.Serializable;

/**
 * Association rules: who bought all of the left side gets the right side, scored by the surest rule
 * that fits.
 *
 * @param rules for each product those that name it first
 */
public record RuleWeights(Rule[][] rules) implements Scorer {

  /**
   * @param and second product of the left side; -1: none
   * @param product the right side
   * @param confidence share of the orders with the left side that hold the right side
   */
  public record Rule(int and, int product, float confidence) implements Serializable {}

  @Override
  public void score(BuyerHistory history, float[] scores) {
    for (int bought : history.product()) {
      for (Rule rule : rules[bought]) {
        if (rule.and < 0 || history.has(rule.and)) {
          scores[rule.product] = Math.max(scores[rule.product], rule.confidence);
        }
      }
    }
  }

  @Override
  public int because(BuyerHistory history, int product) {
    int best = -1;
    float surest = 0;
    for (int bought : history.product()) {
      for (Rule rule : rules[bought]) {
        if (rule.product == product
            && rule.confidence > surest
            && (rule.and < 0 || history.has(rule.and))) {
          best = bought;
          surest = rule.confidence;
        }
      }
    }
    return best;
  }

  @Override
  public String kind() {
    return "together";
  }
}
