package vongdoi.generate.shop;

import java.io.Serializable;

/**
 * How the made-up shop's people behave.
 *
 * @param seasons whether Tết, 11.11, 12.12 and week-ends change the pace; without them purchases
 *     are exactly BG/NBD
 * @param buyerRate share of customers who buy at all, the others only register
 * @param purchaseShape r of BG/NBD: purchases a day are Gamma(r, alpha)
 * @param purchaseScale alpha of BG/NBD, in days
 * @param dropoutA a of BG/NBD: dropping out after each repeat purchase is Beta(a, b)
 * @param dropoutB b of BG/NBD
 * @param spendShape p of Gamma-Gamma: one order's amount is Gamma(p, v)
 * @param spendMeanShape q of Gamma-Gamma: v is Gamma(q, gamma)
 * @param spendScale gamma of Gamma-Gamma, in VND; the mean order is p * gamma / (q - 1)
 * @param cartVisitsPerPurchase visits that leave a cart, per expected purchase of a living customer
 * @param browseVisitsPerPurchase visits without a cart, likewise
 * @param rescueRate share of store and phone orders that follow a cart left within the hour
 * @param familyRate share of customers who live in a family of customers
 * @param subscriberRate share of buyers with a subscription
 * @param referralRate share of customers who came by another customer's code
 * @param crmDuplicateRate share of people in the CRM more than once
 * @param visitorsPerCustomer visitors who never log in, per customer
 */
public record Behaviour(
    boolean seasons,
    double buyerRate,
    double purchaseShape,
    double purchaseScale,
    double dropoutA,
    double dropoutB,
    double spendShape,
    double spendMeanShape,
    double spendScale,
    double cartVisitsPerPurchase,
    double browseVisitsPerPurchase,
    double rescueRate,
    double familyRate,
    double subscriberRate,
    double referralRate,
    double crmDuplicateRate,
    double visitorsPerCustomer)
    implements Serializable {

  public static Behaviour standard() {
    return new Behaviour(
        true, 0.88, 0.9, 22, 0.8, 3.0, 6, 4, 250_000, 1.75, 0.7, 0.2, 0.08, 0.08, 0.1, 0.24, 1.0);
  }

  public Behaviour withoutSeasons() {
    return new Behaviour(
        false,
        buyerRate,
        purchaseShape,
        purchaseScale,
        dropoutA,
        dropoutB,
        spendShape,
        spendMeanShape,
        spendScale,
        cartVisitsPerPurchase,
        browseVisitsPerPurchase,
        rescueRate,
        familyRate,
        subscriberRate,
        referralRate,
        crmDuplicateRate,
        visitorsPerCustomer);
  }
}
