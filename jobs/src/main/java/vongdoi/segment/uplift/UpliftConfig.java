package vongdoi.segment.uplift;

import vongdoi.common.config.AtLeast;
import vongdoi.common.config.AtMost;

/**
 * How it is learnt whom the messages of plays move.
 *
 * @param windowDays days of messages that are learnt from, up to those whose horizon is over
 * @param trainEveryDays the training date is the last day with an epoch day divisible by this
 * @param minCustomers fewer customers told, or held out, of a play: nothing is said of it
 * @param minConversions fewer of either who reached the goal: nothing is said of it
 * @param folds parts of the customers, each but the first judged by what those before it taught
 * @param maxTrainingRows customers and plays learnt from; above it a sample of customers by hash
 * @param regularization L2 penalty of the regressions
 * @param treeCount trees of the forest
 * @param treeDepth depth of each tree
 * @param seed seed of the forest
 */
public record UpliftConfig(
    @AtLeast(1) int windowDays,
    @AtLeast(1) int trainEveryDays,
    @AtLeast(2) long minCustomers,
    @AtLeast(1) long minConversions,
    @AtLeast(2) int folds,
    @AtLeast(1) long maxTrainingRows,
    @AtLeast(0) double regularization,
    @AtLeast(1) int treeCount,
    @AtLeast(1) @AtMost(30) int treeDepth,
    long seed) {}
