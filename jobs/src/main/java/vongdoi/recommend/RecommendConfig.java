package vongdoi.recommend;

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
 */
public record RecommendConfig(
    int suggestions,
    int maxRepeats,
    int historyDays,
    int soldWithinDays,
    double repeatDueRatio,
    double minRepeatShare,
    int togetherWithinDays,
    int maxItemsPerCustomer,
    long minSupport,
    double shrinkage,
    int neighbours,
    int seeds,
    int bestsellers) {}
