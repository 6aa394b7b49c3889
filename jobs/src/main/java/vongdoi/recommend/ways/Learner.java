package vongdoi.recommend.ways;

import java.util.List;
import java.util.Map;

/** A way to suggest products before it has learnt. */
public interface Learner {

  /** Its name in the registry. */
  String title();

  /** The settings that are tried, the most telling first. */
  List<Axis> axes();

  /** Learns from a shop with a value for each axis. */
  Scorer learn(Shop shop, Map<String, Double> settings);

  /**
   * A setting of a way.
   *
   * @param name in the parameters of a training
   * @param values the first one is the start
   */
  record Axis(String name, double... values) {}
}
