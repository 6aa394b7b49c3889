package vongdoi.models.season;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import vongdoi.models.season.SeasonalIndex.Effect;
import vongdoi.models.season.SeasonalIndex.Estimate;
import vongdoi.models.season.SeasonalIndex.HolidayEffect;
import vongdoi.models.season.SeasonalIndex.Wave;

/**
 * Learns a {@link SeasonalIndex} from the orders of each day: a Poisson regression with log link on
 * weekdays, a growth that may bend every quarter, the holidays of the country and waves through the
 * year, each with a normal prior around no effect.
 *
 * <p>What is short of data stays at one. Holidays have their shape from the table and their height
 * from the days of them that were seen, so that less than a year may tell of the next one; waves
 * need more than a year, and gain their room during the second. Residuals of whole weeks and months
 * scatter more than days do; the largest of the three ratios to Poisson scatter widens the errors
 * (quasi-likelihood, McCullagh and Nelder 1989, section 9.2). An effect that is not beyond noise is
 * drawn to 0 by {@code 1 - 1.5 / z²} (James and Stein 1961, positive part).
 *
 * <p>Example: 23 days before Christmas with 70 orders a day and 42 a day ever after give the height
 * of {@code christmas before}, and with it the rise of the next autumn.
 */
public final class SeasonRegression {
  private static final int LEAST_DAYS = 120;
  private static final double LEAST_ORDERS = 300;
  private static final int QUARTER = 91;
  private static final int WAVES = 3;

  /** Of a holiday's days, by weight. */
  private static final double LEAST_SEEN = 0.25;

  private static final int[] BLOCKS = {1, 7, 28};
  private static final double CAUTION = 1.5;

  /** Prior standard deviations of logarithms, of growths by the year. */
  private static final double OF_LEVEL = 10;

  private static final double OF_WEEKDAY = 2;
  private static final double OF_START = 1;
  private static final double OF_GROWTH = 0.85;
  private static final double OF_BEND = 0.5;
  private static final double OF_HOLIDAY = 0.5;
  private static final double OF_CLOSURE = 1;
  private static final double OF_WAVE = 0.35;
  private static final double NEVER = 1e-4;

  private final List<Effect> effects = new ArrayList<>();
  private final List<Double> spreads = new ArrayList<>();
  private final List<double[]> columns = new ArrayList<>();
  private final LocalDate firstDay;
  private final double[] orders;

  /** Place of the column by which a new shop's orders rise from nothing. */
  private int start;

  private SeasonRegression(LocalDate firstDay, double[] orders) {
    this.firstDay = firstDay;
    this.orders = orders;
  }

  /**
   * @param country ISO 3166 alpha-2, whose holidays count
   * @param firstDay of the business
   * @param orders of each day from the first, those without orders too
   */
  public static SeasonalIndex fit(String country, LocalDate firstDay, double[] orders) {
    double all = IntStream.range(0, orders.length).mapToDouble(i -> orders[i]).sum();
    if (orders.length < LEAST_DAYS || all < LEAST_ORDERS) {
      return SeasonalIndex.NONE;
    }
    SeasonRegression regression = new SeasonRegression(firstDay, orders);
    regression.addNuisances();
    int nuisances = regression.columns.size();
    regression.addEffects(country);
    return new SeasonalIndex(regression.estimates(nuisances));
  }

  private void addNuisances() {
    int days = orders.length;
    add(OF_LEVEL, day -> 1);
    long monday = Math.floorMod(firstDay.toEpochDay() + 3, 7);
    for (int weekday = 1; weekday < 7; weekday++) {
      int own = weekday;
      add(OF_WEEKDAY, day -> (monday + day) % 7 == own ? 1 : 0);
    }
    start = columns.size();
    add(OF_START, day -> -Math.exp(-day / 30.0));
    add(OF_GROWTH, day -> (day - days / 2.0) / SeasonalIndex.YEAR);
    for (int bend = QUARTER; bend < days - QUARTER / 2; bend += QUARTER) {
      int from = bend;
      add(OF_BEND, day -> Math.max(0, day - from) / SeasonalIndex.YEAR);
    }
  }

  private void addEffects(String country) {
    for (Holiday holiday : Holiday.of(country)) {
      if (!isSeen(holiday)) {
        continue;
      }
      boolean closes = holiday.name().endsWith("during") && holiday.to() > holiday.from();
      add(new HolidayEffect(holiday), closes ? OF_CLOSURE : OF_HOLIDAY);
    }
    double second = Math.min(1, (orders.length - SeasonalIndex.YEAR) / SeasonalIndex.YEAR);
    for (int k = 1; k <= WAVES && second > 0; k++) {
      add(new Wave(k, true), OF_WAVE * second / k);
      add(new Wave(k, false), OF_WAVE * second / k);
    }
  }

  /** Whether enough of a holiday lies in the data to tell of all of it. */
  private boolean isSeen(Holiday holiday) {
    double seen = 0;
    for (int day = 0; day < orders.length; day++) {
      seen += holiday.share(firstDay.plusDays(day));
    }
    double whole = 0;
    LocalDate once = holiday.date(firstDay.getYear());
    for (int day = holiday.from(); day <= holiday.to(); day++) {
      whole += holiday.share(once.plusDays(day));
    }
    return seen >= LEAST_SEEN * whole;
  }

  private void add(Effect effect, double spread) {
    effects.add(effect);
    add(spread, day -> effect.of(firstDay.plusDays(day)));
  }

  private void add(double spread, Column column) {
    spreads.add(spread);
    columns.add(IntStream.range(0, orders.length).mapToDouble(column::of).toArray());
  }

  /** A column of the regression, by the day's number. */
  @FunctionalInterface
  private interface Column {
    double of(int day);
  }

  private List<Estimate> estimates(int nuisances) {
    PenalisedPoisson.Fit fit = fit();
    if (fit.estimates()[start] < 0) {
      // No shop begins above its level: it had customers before, and a season just then.
      spreads.set(start, NEVER);
      fit = fit();
    }
    List<Estimate> estimates = new ArrayList<>();
    for (int i = 0; i < effects.size(); i++) {
      int at = nuisances + i;
      double kept = 1 - CAUTION / Math.max(strength(fit, i, at), CAUTION);
      estimates.add(
          new Estimate(
              effects.get(i), fit.estimates()[at], fit.error(at), kept * fit.estimates()[at]));
    }
    return estimates;
  }

  private PenalisedPoisson.Fit fit() {
    PenalisedPoisson model =
        new PenalisedPoisson(
            columns.toArray(double[][]::new),
            orders,
            spreads.stream().mapToDouble(d -> d).toArray());
    PenalisedPoisson.Fit fit = model.fit(1);
    fit = model.fit(scatter(fit));
    return model.fit(scatter(fit));
  }

  /** Squared estimate over its error; of the two halves of a wave the mean. */
  private double strength(PenalisedPoisson.Fit fit, int effect, int at) {
    if (effects.get(effect) instanceof Wave wave) {
      int other = wave.isSine() ? at + 1 : at - 1;
      return (squared(fit, at) + squared(fit, other)) / 2;
    }
    return squared(fit, at);
  }

  private static double squared(PenalisedPoisson.Fit fit, int at) {
    double z = fit.estimates()[at] / fit.error(at);
    return z * z;
  }

  /** The largest ratio of the residuals' scatter to Poisson's, over days, weeks and months. */
  private double scatter(PenalisedPoisson.Fit fit) {
    double most = 1;
    for (int length : BLOCKS) {
      double sum = 0;
      int blocks = orders.length / length;
      for (int block = 0; block < blocks; block++) {
        double residual = 0;
        double expected = 0;
        for (int i = block * length; i < (block + 1) * length; i++) {
          residual += orders[i] - fit.expected()[i];
          expected += fit.expected()[i];
        }
        sum += residual * residual / Math.max(expected, 1e-9);
      }
      double free = Math.max(blocks - fit.effectiveParameters(), blocks / 2.0);
      most = Math.max(most, sum / free);
    }
    return most;
  }
}
