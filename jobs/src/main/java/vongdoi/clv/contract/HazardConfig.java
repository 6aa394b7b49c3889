package vongdoi.clv.contract;

import vongdoi.common.config.Above;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.AtMost;
import vongdoi.common.config.Share;

/**
 * How the monthly hazard of contracts is learnt from their attributes.
 *
 * @param trainEveryDays days after a training before the next
 * @param minContracts fewer contract months: nothing is learnt
 * @param minPerClass fewer ends, or fewer months without one: nothing is learnt
 * @param minLevel contracts that must share a text before it is a predictor of its own
 * @param folds parts of the contracts, each scored by what the others taught
 * @param maxTrainingRows contract months learnt from; above it a sample of contracts by hash
 * @param historyMonths months before that are learnt from where ends have dates
 * @param survivalMonths months of the survival curve
 * @param regularization L2 penalty of the logistic regression
 * @param treeCount boosting rounds
 * @param treeDepth depth of each tree
 * @param learningRate shrinkage of each round
 * @param seed seed of the learners
 * @param maxSingleAuc AUC above which an attribute alone is taken to know the outcome
 */
public record HazardConfig(
    @AtLeast(1) int trainEveryDays,
    @AtLeast(1) long minContracts,
    @AtLeast(1) long minPerClass,
    @AtLeast(1) long minLevel,
    @AtLeast(2) int folds,
    @AtLeast(1) long maxTrainingRows,
    @AtLeast(1) int historyMonths,
    @AtLeast(1) int survivalMonths,
    @AtLeast(0) double regularization,
    @AtLeast(1) int treeCount,
    @AtLeast(1) @AtMost(30) int treeDepth,
    @Above(0) @AtMost(1) double learningRate,
    long seed,
    @Share double maxSingleAuc) {}
