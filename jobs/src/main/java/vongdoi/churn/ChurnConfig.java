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
    long seed) {}
