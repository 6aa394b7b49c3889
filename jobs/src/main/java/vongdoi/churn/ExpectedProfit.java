package vongdoi.churn;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.apache.commons.math3.special.Beta;

/**
 * The expected maximum profit of a retention campaign that works down a list of scores, with each
 * customer's own value: a leaver contacted is kept with a probability that is known only by its
 * beta law, and for each such probability the list is cut where the profit is largest.
 *
 * <p>Verbraken, Verbeke and Baesens (2013), "A Novel Profit Maximizing Metric for Measuring
 * Classification Performance of Customer Churn Prediction Models", with individual values as in
 * Óskarsdóttir, Baesens and Vanthienen (2018). With beta(6, 14), values of 200, an incentive of 10
 * and a contact cost of 1, a perfect ranking of 4 leavers among 10 is worth 22.4 a customer.
 *
 * @param profit per customer on the list, in money
 * @param fraction of the list to contact, on average over the acceptance
 */
record ExpectedProfit(double profit, double fraction) {

  /**
   * @param score higher means contacted earlier
   * @param value what the customer is worth
   */
  record Contact(boolean churned, double score, double value) {}

  /** Gains of contacting the first so many: {@code slope x acceptance - cost}. */
  private record Cut(double slope, double cost, double contacted) {
    /** Acceptance from which the other cut, a longer one, pays more. */
    double crossing(Cut longer) {
      return (longer.cost - cost) / (longer.slope - slope);
    }
  }

  static ExpectedProfit of(
      List<Contact> list, double incentive, double contactCost, double alpha, double beta) {
    Deque<Cut> best = new ArrayDeque<>();
    best.push(new Cut(0, 0, 0));
    List<Contact> ranked =
        list.stream().sorted(Comparator.comparingDouble(c -> -c.score())).toList();
    double slope = 0;
    double cost = 0;
    for (int i = 0; i < ranked.size(); i++) {
      Contact contact = ranked.get(i);
      slope += contact.churned() ? contact.value() - incentive : 0;
      cost += contact.churned() ? contactCost : incentive + contactCost;
      boolean tied = i + 1 < ranked.size() && ranked.get(i + 1).score() == contact.score();
      if (!tied) {
        add(best, new Cut(slope, cost, i + 1));
      }
    }
    return integrated(best, ranked.size(), alpha, beta);
  }

  /** Keeps the upper envelope of the lines, the flattest at the bottom of the stack. */
  private static void add(Deque<Cut> best, Cut next) {
    while (!best.isEmpty()) {
      Cut top = best.peek();
      if (next.slope <= top.slope) {
        if (next.cost >= top.cost) {
          return;
        }
        best.pop();
      } else if (best.size() > 1 && dominated(best, next)) {
        best.pop();
      } else {
        break;
      }
    }
    best.push(next);
  }

  private static boolean dominated(Deque<Cut> best, Cut next) {
    Cut top = best.pop();
    Cut below = best.peek();
    best.push(top);
    return below.crossing(next) <= below.crossing(top);
  }

  private static ExpectedProfit integrated(
      Deque<Cut> best, int customers, double alpha, double beta) {
    double profit = 0;
    double contacted = 0;
    double until = 1;
    double mean = alpha / (alpha + beta);
    while (!best.isEmpty()) {
      Cut cut = best.pop();
      double from = best.isEmpty() ? 0 : Math.max(0, Math.min(1, best.peek().crossing(cut)));
      if (from < until) {
        double share =
            Beta.regularizedBeta(until, alpha, beta) - Beta.regularizedBeta(from, alpha, beta);
        double acceptance =
            mean
                * (Beta.regularizedBeta(until, alpha + 1, beta)
                    - Beta.regularizedBeta(from, alpha + 1, beta));
        profit += cut.slope * acceptance - cut.cost * share;
        contacted += cut.contacted * share;
        until = from;
      }
    }
    return new ExpectedProfit(profit / customers, contacted / customers);
  }
}
