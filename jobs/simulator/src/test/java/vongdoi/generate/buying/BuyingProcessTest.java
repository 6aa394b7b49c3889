package vongdoi.generate.buying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import vongdoi.generate.people.People;
import vongdoi.generate.shop.Behaviour;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopSettings;

/** The buying process against the theory that it claims to follow. */
class BuyingProcessTest {
  private static final Behaviour CALM = Behaviour.standard().withoutSeasons();
  private static final ShopSettings SETTINGS = ShopSettings.of(6_000, 180, 3).withBehaviour(CALM);
  private static final ShopCalendar CALENDAR = new ShopCalendar(SETTINGS);
  private static final List<Buying> BUYERS = buyers();

  private static List<Buying> buyers() {
    People people = new People(SETTINGS, CALENDAR);
    BuyingProcess process = new BuyingProcess(SETTINGS, CALENDAR);
    return LongStream.range(0, SETTINGS.customers())
        .mapToObj(index -> process.buying(people.person(index), List.of()))
        .filter(Buying::isBuyer)
        .toList();
  }

  @Test
  void heterogeneityFollowsTheParameters() {
    double lambda = BUYERS.stream().mapToDouble(Buying::purchasesPerDay).average().orElseThrow();
    double dropout = BUYERS.stream().mapToDouble(Buying::dropout).average().orElseThrow();
    assertEquals(0.9 / 22, lambda, 0.003);
    assertEquals(0.8 / 3.8, dropout, 0.015);
    assertEquals(0.88, BUYERS.size() / 6_000.0, 0.015);
  }

  @Test
  void nobodyBuysAfterDroppingOut() {
    for (Buying buying : BUYERS) {
      long died =
          Double.isInfinite(buying.diedAt()) ? Long.MAX_VALUE : CALENDAR.clock(buying.diedAt());
      assertTrue(buying.orders().stream().allMatch(order -> order.at() <= died));
    }
  }

  @Test
  void ordersComeToTheAmountThatWasDrawn() {
    double orders = 0;
    double spent = 0;
    double expected = 0;
    for (Buying buying : BUYERS) {
      for (Order order : buying.orders()) {
        orders++;
        spent += order.subtotal() - order.discount();
        expected += buying.meanSpend();
      }
    }
    assertTrue(orders > 10_000);
    assertEquals(1, spent / expected, 0.03);
  }

  @Test
  void statusesAndPaymentsRunForwardInTime() {
    for (Buying buying : BUYERS) {
      for (Order order : buying.orders()) {
        long at = 0;
        for (Order.Step step : order.steps()) {
          assertTrue(step.at() >= at, order.id());
          at = step.at();
        }
        boolean paid =
            order.payments().stream()
                .flatMap(payment -> payment.states().stream())
                .anyMatch(state -> state.status().equals("paid"));
        assertEquals(!order.isCancelled(), paid, order.id());
      }
    }
  }
}
