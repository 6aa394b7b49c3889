package vongdoi.recommend;

import vongdoi.common.config.Above;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.AtMost;
import vongdoi.common.config.Share;

/**
 * What is suggested, and how far one customer's purchases reach.
 *
 * @param suggestions products per customer
 * @param maxRepeats of them products bought before, where there are enough others
 * @param historyDays days of purchases looked at
 * @param soldWithinDays a product nobody bought within so many days is not suggested
 * @param repeatDueRatio share of the usual gap that must have passed before a repeat is suggested
 * @param minRepeatShare share of a product's buyers who bought again, from which one purchase
 *     suggests a second
 * @param togetherWithinDays days between two purchases of a customer that count as together
 * @param maxItemsPerCustomer most recent products of a customer that make pairs
 * @param minSupport customers who must have bought a pair
 * @param shrinkage customers by which a pair's strength is drawn to zero
 * @param neighbours products kept beside each product
 * @param seeds most recent products of a customer that suggest others
 * @param bestsellers products kept per category and for the shop
 * @param rules of FP-Growth
 * @param factors of the matrix factorisation
 * @param evaluation on a split by time
 */
public record RecommendConfig(
    @AtLeast(1) int suggestions,
    @AtLeast(0) int maxRepeats,
    @AtLeast(1) int historyDays,
    @AtLeast(1) int soldWithinDays,
    @AtLeast(0) double repeatDueRatio,
    @Share double minRepeatShare,
    @AtLeast(0) int togetherWithinDays,
    @AtLeast(1) int maxItemsPerCustomer,
    @AtLeast(1) long minSupport,
    @AtLeast(0) double shrinkage,
    @AtLeast(1) int neighbours,
    @AtLeast(1) int seeds,
    @AtLeast(1) int bestsellers,
    Rules rules,
    Factors factors,
    Evaluation evaluation) {

  /**
   * @param minSupport share of orders that must hold a set of products
   * @param minConfidence share of the left side's orders that must hold the right side
   * @param largestBasket orders with more products are left out
   * @param maxPairs pairs of products that may reach the support before it is raised
   */
  public record Rules(
      @Above(0) @AtMost(1) double minSupport,
      @Share double minConfidence,
      @AtLeast(1) int largestBasket,
      @AtLeast(1) long maxPairs) {}

  /**
   * @param rank tastes
   * @param iterations of alternating least squares
   * @param regularization penalty
   * @param confidence what a purchase day adds to the weight of a product
   * @param seed of the start
   */
  public record Factors(
      @AtLeast(1) int rank,
      @AtLeast(1) int iterations,
      @AtLeast(0) double regularization,
      @AtLeast(0) double confidence,
      long seed) {}

  /**
   * @param days held back
   * @param everyDays only on dates with an epoch day divisible by this
   * @param maxCustomers more are sampled
   */
  public record Evaluation(
      @AtLeast(1) int days, @AtLeast(1) int everyDays, @AtLeast(1) long maxCustomers) {}
}
