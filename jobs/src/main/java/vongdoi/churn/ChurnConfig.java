package vongdoi.churn;

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
 * @param profit what keeping a customer costs and brings
 */
public record ChurnConfig(
    int horizonDays,
    int activeWithinDays,
    int trainEveryDays,
    long minCustomers,
    long minPerClass,
    long maxTrainingRows,
    long isotonicMinRows,
    boolean balanceClasses,
    double minGain,
    double regularization,
    int treeCount,
    int treeDepth,
    double learningRate,
    long seed,
    double maxSingleAuc,
    double maxPsi,
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
      double incentiveShare, double contactShare, double acceptanceAlpha, double acceptanceBeta) {}
}
