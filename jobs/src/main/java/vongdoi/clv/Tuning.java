package vongdoi.clv;

import java.util.Map;

/**
 * What an older forecast got wrong of all customers together: the level of value, since pace and
 * spend have a trend and heavier tails than their laws, and the scatter around what is expected.
 *
 * @param level value that came over that foretold, drawn to 1 by its noise
 * @param spread factor of the intervals' scatter at which eight of ten fell inside
 */
record Tuning(double level, double spread) {
  static final Tuning NONE = new Tuning(1, 1);

  private static final String LEVEL = "value_level";
  private static final String SPREAD = "interval_spread";

  /** Out of a training's parameters, among which there are others. */
  static Tuning of(Map<String, Double> parameters) {
    return new Tuning(parameters.getOrDefault(LEVEL, 1.0), parameters.getOrDefault(SPREAD, 1.0));
  }

  Map<String, Double> parameters() {
    return Map.of(LEVEL, level, SPREAD, spread);
  }

  /** Where this differs from none, the geometric mean of what two times say. */
  Tuning between(Tuning one, Tuning other) {
    return new Tuning(
        level == 1 ? 1 : Math.sqrt(one.level * other.level),
        spread == 1 ? 1 : Math.sqrt(one.spread * other.spread));
  }

  /** This level, and the spread of another. */
  Tuning withSpreadOf(Tuning other) {
    return new Tuning(level, other.spread);
  }
}
