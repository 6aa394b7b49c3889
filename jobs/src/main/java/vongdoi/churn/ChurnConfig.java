package vongdoi.churn;

import vongdoi.common.config.Above;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.AtMost;
import vongdoi.common.config.Share;

/**
 * How churn is defined, learnt and judged.
 *
 * @param horizonDays a customer without a valid order for this many days has churned
 * @param activeWithinDays only customers who bought within so many days are trained and tested on
 * @param trainEveryDays the training date is the last day with an epoch day divisible by this
 * @param minCustomers fewer customers in a snapshot: no learning, the baseline scores
 * @param minPerClass fewer churned, or fewer staying, customers: no learning
 * @param maxTrainingRows customers of a snapshot learnt from; above it a sample by hash
 * @param isotonicMinRows calibration rows from which isotonic regression replaces Platt's line
 * @param balanceClasses whether both classes weigh the same in the fit
 * @param minGain AUC by which the model must beat the best single baseline
 * @param regularization L2 penalty of the logistic regression
 * @param treeCount boosting rounds
 * @param treeDepth depth of each tree
 * @param learningRate shrinkage of each round
 * @param seed seed of the learners
 * @param maxSingleAuc AUC above which one predictor alone is taken for a leak from the future
 * @param maxPsi population stability index of the scores above which scoring warns
 * @param maxPromiseGap distance of the mean score and the share that left since, above which is
 *     told
 * @param refuseOnPromise whether scores then are refused
 * @param profit what keeping a customer costs and brings
 */
public record ChurnConfig(
    @AtLeast(1) int horizonDays,
    @AtLeast(1) int activeWithinDays,
    @AtLeast(1) int trainEveryDays,
    @AtLeast(1) long minCustomers,
    @AtLeast(1) long minPerClass,
    @AtLeast(1) long maxTrainingRows,
    @AtLeast(0) long isotonicMinRows,
    boolean balanceClasses,
    @AtLeast(-1) @AtMost(1) double minGain,
    @AtLeast(0) double regularization,
    @AtLeast(1) int treeCount,
    @AtLeast(1) @AtMost(30) int treeDepth,
    @Above(0) @AtMost(1) double learningRate,
    long seed,
    @Share double maxSingleAuc,
    @AtLeast(0) double maxPsi,
    @Share double maxPromiseGap,
    boolean refuseOnPromise,
    Profit profit) {

  /**
   * What a campaign costs and how well it is taken, for the expected maximum profit.
   *
   * @param incentiveShare cost of the offer to one who takes it, as share of the mean value
   * @param contactShare cost of the contact, as share of the mean value
   * @param acceptanceAlpha first shape of the beta law of the share of leavers who can be kept
   * @param acceptanceBeta second shape
   */
  public record Profit(
      @Share double incentiveShare,
      @Share double contactShare,
      @Above(0) double acceptanceAlpha,
      @Above(0) double acceptanceBeta) {}
}
