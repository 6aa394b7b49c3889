package vongdoi.models.season;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vongdoi.models.season.SeasonalIndex.Estimate;

class SeasonRegressionTest {
  private static final LocalDate TET = LocalDate.of(2026, 2, 17);

  /** Poisson orders a day, with months that wander by a few percent, in a growing shop. */
  private static double[] orders(
      LocalDate first, int days, double level, long seed, ToDoubleFunction<LocalDate> season) {
    Random random = new Random(seed);
    double[] orders = new double[days];
    double month = 1;
    for (int i = 0; i < days; i++) {
      month = i % 28 == 0 ? Math.exp(0.05 * random.nextGaussian()) : month;
      LocalDate day = first.plusDays(i);
      double weekday = day.getDayOfWeek() == DayOfWeek.SATURDAY ? 0 : 1.1;
      double mean = level * (1 + 0.5 * i / 365) * month * weekday * season.applyAsDouble(day);
      orders[i] = Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    return orders;
  }

  private static double mean(SeasonalIndex index, LocalDate from, int days) {
    return IntStream.range(0, days)
        .mapToDouble(i -> index.of(from.plusDays(i)))
        .average()
        .orElse(1);
  }

  private static double beforeChristmas(LocalDate day) {
    long ahead = ChronoUnit.DAYS.between(day, LocalDate.of(day.getYear(), 12, 25));
    double rise = Math.max(0, Math.min(1, (91 - ahead) / 77.0));
    return ahead >= -7 && ahead <= 2 ? 0.05 : Math.exp(ahead < 0 ? 0 : 0.5 * rise);
  }

  @Test
  void aShopWithoutSeasonsHasAnIndexOfOneWithinNoise() {
    int found = 0;
    for (long seed = 1; seed <= 20; seed++) {
      for (int days : List.of(282, 420, 730)) {
        LocalDate first = LocalDate.of(2024, 1, 8);
        SeasonalIndex index =
            SeasonRegression.fit("GB", first, orders(first, days, 40, seed, day -> 1));
        double horizon = mean(index, first.plusDays(days), 91);
        assertEquals(1, horizon, 0.05, "seed " + seed + " of " + days + " days");
        found += Math.abs(horizon - 1) > 0.005 ? 1 : 0;
      }
    }
    assertTrue(found <= 6, found + " of 60 shops without a season were given one");
  }

  @Test
  void theDaysOfAChristmasThatWereSeenTellOfTheNext() {
    double sum = 0;
    for (long seed = 1; seed <= 10; seed++) {
      LocalDate first = LocalDate.of(2010, 12, 1);
      SeasonalIndex index =
          SeasonRegression.fit(
              "GB", first, orders(first, 282, 40, seed, SeasonRegressionTest::beforeChristmas));
      sum += mean(index, first.plusDays(282), 91) / 10;
    }
    LocalDate cut = LocalDate.of(2010, 12, 1).plusDays(282);
    double truth =
        IntStream.range(0, 91)
            .mapToDouble(i -> beforeChristmas(cut.plusDays(i)))
            .average()
            .orElse(1);
    assertTrue(sum > 1 + (truth - 1) / 2 && sum < 1 + (truth - 1) * 1.2, sum + " of " + truth);
  }

  /** Of the size of 200,000 customers: 3,000 orders a day. */
  @Test
  void plantedWavesAndHolidaysAreFoundWithinTwoStandardErrors() {
    LocalDate first = LocalDate.of(2023, 6, 1);
    Map<String, Double> planted =
        Map.of(
            "tet before",
            Math.log(1.6),
            "tet during",
            Math.log(0.3),
            "11.11 during",
            1.1,
            "sine 1 a year",
            0.2);
    SeasonalIndex planting =
        new SeasonalIndex(
            Stream.concat(
                    Holiday.of("VN").stream().map(SeasonalIndex.HolidayEffect::new),
                    Stream.of(new SeasonalIndex.Wave(1, true)))
                .filter(effect -> planted.containsKey(effect.name()))
                .map(effect -> new Estimate(effect, 0, 0, planted.get(effect.name())))
                .toList());
    SeasonalIndex index =
        SeasonRegression.fit("VN", first, orders(first, 1000, 3000, 3, planting::of));
    int checked = 0;
    for (Estimate e : index.effects()) {
      double truth = planted.getOrDefault(e.effect().name(), 0.0);
      if (truth != 0) {
        assertEquals(truth, e.estimate(), 2 * e.standardError(), e.effect().name());
        checked++;
      }
    }
    assertEquals(planted.size(), checked);
    LocalDate until = first.plusDays(1000);
    assertEquals(mean(planting, until, 365), mean(index, until, 365), 0.03);
    assertEquals("11.11 during", index.holidays(LocalDate.of(2026, 11, 11)));
  }

  @Test
  void tetFollowsTheMoonOverVietnam() {
    List<String> known =
        List.of(
            "1985-01-21",
            "2007-02-17",
            "2020-01-25",
            "2021-02-12",
            "2022-02-01",
            "2023-01-22",
            "2024-02-10",
            "2025-01-29",
            "2026-02-17",
            "2027-02-06",
            "2028-01-26",
            "2029-02-13",
            "2030-02-02",
            "2034-02-19");
    for (String date : known) {
      int year = Integer.parseInt(date.substring(0, 4));
      assertEquals(date, LunarCalendar.newYear(year).toString());
    }
    assertEquals(TET, Holiday.of("VN").get(0).date(2026));
  }

  @Test
  void blackFridayIsTheDayAfterTheFourthThursdayOfNovember() {
    Holiday friday =
        Holiday.of("GB").stream()
            .filter(h -> h.name().startsWith("black"))
            .findFirst()
            .orElseThrow();
    assertEquals(1, friday.share(LocalDate.of(2025, 11, 28)));
    assertEquals(0, friday.share(LocalDate.of(2025, 11, 27)));
    assertTrue(Holiday.of("GB").stream().noneMatch(h -> h.name().contains("tet")));
  }
}
