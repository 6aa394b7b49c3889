package vongdoi.feature;

import java.util.List;
import java.util.Map;
import vongdoi.common.config.AtLeast;

/**
 * Which as-of dates are computed beside the run date, for the jobs that train on the past, and who
 * is no ordinary customer.
 *
 * @param snapshotsBackDays days before the training date of each snapshot
 * @param snapshotsEveryDays the training date is the last day with an epoch day divisible by this
 * @param classes rules that set customers apart
 */
public record FeatureConfig(
    @AtLeast(0) List<Integer> snapshotsBackDays,
    @AtLeast(1) int snapshotsEveryDays,
    Classes classes) {

  /**
   * Customers from whom no model learns, by the name of their class.
   *
   * @param byProfile SQL over silver.profiles
   * @param byBehaviour SQL over the columns of gold.features
   */
  public record Classes(Map<String, String> byProfile, Map<String, String> byBehaviour) {}
}
