package vongdoi.churn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vongdoi.churn.ExpectedProfit.Contact;

class ExpectedProfitTest {
  private static final double[] SCORES = {.9, .8, .7, .6, .55, .5, .4, .3, .2, .1};

  private static List<Contact> contacts(int... churned) {
    return IntStream.range(0, SCORES.length)
        .mapToObj(i -> new Contact(churned[i] == 1, SCORES[i], 200))
        .toList();
  }

  @Test
  void agreesWithTheReferenceImplementation() {
    ExpectedProfit profit = ExpectedProfit.of(contacts(1, 1, 0, 1, 0, 0, 1, 0, 0, 0), 10, 1, 6, 14);
    assertEquals(19.1085462348, profit.profit(), 1e-9);
    assertEquals(.6935199374, profit.fraction(), 1e-9);
  }

  @Test
  void aPerfectRankingEarnsTheShareOfLeavers() {
    ExpectedProfit profit = ExpectedProfit.of(contacts(1, 1, 1, 1, 0, 0, 0, 0, 0, 0), 10, 1, 6, 14);
    assertEquals(22.4, profit.profit(), 0.01);
  }

  @Test
  void worthlessCustomersAreNotContacted() {
    List<Contact> poor = List.of(new Contact(true, .9, 5), new Contact(false, .1, 5));
    assertEquals(new ExpectedProfit(0, 0), ExpectedProfit.of(poor, 10, 1, 6, 14));
  }
}
