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
 * @param maxPerCategory of them products of one category, where there are enough others; 0: any
 * @param minStock units that there must be of a product whose stock is known
 * @param historyDays days of purchases looked at
 * @param soldWithinDays a product nobody bought within so many days is not suggested
 * @param repeatDueRatio share of the usual gap that must have passed before a repeat is suggested
 * @param minRepeatShare share of a product's buyers who bought again, from which one purchase
 *     suggests a second
 * @param bestsellers products kept per category and for the shop
 * @param maxPurchases customers and products bought that are learnt from: of more, those of a share
 *     of the customers
 * @param easeProducts most bought products that the linear autoencoder takes part with
 * @param rules of baskets
 * @param factors of the matrix factorisation
 * @param evaluation on a split by time
 */
public record RecommendConfig(
    @AtLeast(1) int suggestions,
    @AtLeast(0) int maxRepeats,
    @AtLeast(0) int maxPerCategory,
    @AtLeast(0) double minStock,
    @AtLeast(1) int historyDays,
    @AtLeast(1) int soldWithinDays,
    @AtLeast(0) double repeatDueRatio,
    @Share double minRepeatShare,
    @AtLeast(1) int bestsellers,
    @AtLeast(1) long maxPurchases,
    @AtLeast(1) @AtMost(10_000) int easeProducts,
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
   * @param seed of the start
   */
  public record Factors(
      @AtLeast(1) int rank,
      @AtLeast(1) int iterations,
      @AtLeast(0) double regularization,
      long seed) {}

  /**
   * @param days held back
   * @param everyDays only on dates with an epoch day divisible by this
   * @param maxCustomers more are sampled
   */
  public record Evaluation(
      @AtLeast(1) int days, @AtLeast(1) int everyDays, @AtLeast(1) long maxCustomers) {}
}
