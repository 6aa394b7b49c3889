package vongdoi.recommend.ways;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to suggest products, or several at once: each way's hundred best products, scored from 0
 * to 1 of its best, add up by weight.
 */
public record Blend(List<Member> members) implements Serializable {
  static final int DEPTH = 100;

  /**
   * @param scorer a way that has learnt
   * @param trend factor of each product's score
   * @param weight of the way
   */
  public record Member(Scorer scorer, float[] trend, double weight) implements Serializable {

    public Member weighing(double other) {
      return new Member(scorer, trend, other);
    }
  }

  /**
   * A product's score, and where most of it comes from.
   *
   * @param product its number
   * @param score highest first
   * @param kind of reason
   * @param because product bought before that speaks for it; -1: none
   */
  public record Suggestion(int product, double score, String kind, int because) {}

  /** The best products that the customer has not bought, of those offered. */
  public Best best(BuyerHistory history, boolean[] offered, int most) {
    return sum(lists(history, offered), weights(), most, new float[offered.length]);
  }

  /** The same with their reasons. */
  public List<Suggestion> suggest(BuyerHistory history, boolean[] offered, int most) {
    Best[] lists = lists(history, offered);
    Best best = sum(lists, weights(), most, new float[offered.length]);
    List<Suggestion> suggestions = new ArrayList<>();
    for (int rank = 0; rank < best.size(); rank++) {
      int product = best.number(rank);
      Scorer strongest = members.get(0).scorer();
      double largest = 0;
      for (int m = 0; m < lists.length; m++) {
        double part = members.get(m).weight() * relative(lists[m], product);
        if (part > largest) {
          largest = part;
          strongest = members.get(m).scorer();
        }
      }
      int because = strongest.because(history, product);
      suggestions.add(
          new Suggestion(product, best.value(rank) / best.value(0), strongest.kind(), because));
    }
    return suggestions;
  }

  private double[] weights() {
    return members.stream().mapToDouble(Member::weight).toArray();
  }

  private Best[] lists(BuyerHistory history, boolean[] offered) {
    return members.stream()
        .map(member -> list(member.scorer(), member.trend(), history, offered))
        .toArray(Best[]::new);
  }

  static Best list(Scorer scorer, float[] trend, BuyerHistory history, boolean[] offered) {
    float[] scores = new float[offered.length];
    scorer.score(history, scores);
    return Best.unbought(history, scores, trend, offered, DEPTH);
  }

  private static double relative(Best list, int product) {
    for (int rank = 0; rank < list.size(); rank++) {
      if (list.number(rank) == product) {
        return list.value(rank) / list.value(0);
      }
    }
    return 0;
  }

  /**
   * Adds lists up.
   *
   * @param sums zero for each product, before and after
   */
  static Best sum(Best[] lists, double[] weights, int most, float[] sums) {
    for (int m = 0; m < lists.length; m++) {
      for (int rank = 0; rank < lists[m].size() && weights[m] > 0; rank++) {
        sums[lists[m].number(rank)] +=
            (float) (weights[m] * lists[m].value(rank) / lists[m].value(0));
      }
    }
    Best best = new Best(most);
    for (Best list : lists) {
      for (int rank = 0; rank < list.size(); rank++) {
        int product = list.number(rank);
        if (sums[product] > 0) {
          best.offer(product, sums[product]);
          sums[product] = 0;
        }
      }
    }
    return best;
  }
}
