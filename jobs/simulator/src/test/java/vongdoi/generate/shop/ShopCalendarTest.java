package vongdoi.generate.shop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Shop time against the clock, and the pace of the seasons. */
class ShopCalendarTest {
  @Test
  void clockKeepsTheOrderOfShopTime() {
    ShopCalendar busy = new ShopCalendar(ShopSettings.of(1, 180, 1));
    long before = Long.MIN_VALUE;
    for (double at = 0; at < busy.horizonPace(); at += 0.01) {
      long clock = busy.clock(at);
      assertTrue(clock >= before);
      before = clock;
    }
    assertTrue(before < busy.horizon());
  }

  @Test
  void singlesDayIsBusierAndTetQuieter() {
    double ordinary = ShopCalendar.season(LocalDate.of(2026, 6, 10));
    assertTrue(ShopCalendar.season(LocalDate.of(2026, 11, 11)) > 2.5 * ordinary);
    assertTrue(ShopCalendar.season(LocalDate.of(2026, 2, 17)) < 0.5 * ordinary);
    assertTrue(ShopCalendar.season(LocalDate.of(2026, 2, 5)) > 1.4 * ordinary);
  }
}
