package vongdoi.recommend.ways;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of a shop's purchases on one day: all that a way to suggest products learns from.
 *
 * @param products their number
 * @param histories of the customers with any purchase, in an order that does not change
 * @param customers their numbers in the log
 * @param since age of the day
 */
public record Shop(int products, List<BuyerHistory> histories, int[] customers, int since) {

  /** As of the day of an age, looking back so many days. */
  public static Shop of(PurchaseLog log, int since, int historyDays) {
    List<BuyerHistory> histories = new ArrayList<>();
    int[] customers = new int[log.byCustomer().size()];
    for (int i = 0; i < customers.length; i++) {
      BuyerHistory history = BuyerHistory.of(log.byCustomer().get(i), since, historyDays);
      if (history.size() > 0) {
        customers[histories.size()] = i;
        histories.add(history);
      }
    }
    return new Shop(log.products(), histories, Arrays.copyOf(customers, histories.size()), since);
  }

  /** Buyers of each product, each weighing less with every half-life since; 0: all the same. */
  double[] buyers(double halfLife) {
    double[] buyers = new double[products];
    for (BuyerHistory history : histories) {
      for (int k = 0; k < history.size(); k++) {
        buyers[history.product()[k]] += history.weight(k, halfLife);
      }
    }
    return buyers;
  }

  /** Customers who bought each product within the days. */
  public int[] recentBuyers(int withinDays) {
    int[] buyers = new int[products];
    for (BuyerHistory history : histories) {
      for (int k = 0; k < history.size(); k++) {
        buyers[history.product()[k]] += history.lastAge()[k] < withinDays ? 1 : 0;
      }
    }
    return buyers;
  }

  /** For each product its buyers' places in {@link #histories}, and the place of it in theirs. */
  int[][][] byProduct(List<BuyerHistory> rows) {
    int[] count = new int[products];
    for (BuyerHistory history : rows) {
      for (int product : history.product()) {
        count[product]++;
      }
    }
    int[][][] buyers = new int[products][2][];
    for (int product = 0; product < products; product++) {
      buyers[product][0] = new int[count[product]];
      buyers[product][1] = new int[count[product]];
    }
    int[] filled = new int[products];
    for (int u = 0; u < rows.size(); u++) {
      int[] bought = rows.get(u).product();
      for (int k = 0; k < bought.length; k++) {
        buyers[bought[k]][0][filled[bought[k]]] = u;
        buyers[bought[k]][1][filled[bought[k]]++] = k;
      }
    }
    return buyers;
  }
}
