package vongdoi.models.season;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * How busy days are beside an ordinary one, by the calendar: {@code exp} of the effects of the
 * holidays around and of waves through the year. Weekdays and the growth of the business are
 * estimated beside, and are no season.
 *
 * @param effects with their estimates; none where no season was found
 */
public record SeasonalIndex(List<Estimate> effects) implements Serializable {
  public static final SeasonalIndex NONE = new SeasonalIndex(List.of());

  private static final double LEAST = 0.05;
  private static final double MOST = 20;
  static final double YEAR = 365.2425;

  /**
   * One effect on the logarithm of the pace.
   *
   * @param estimate as the data have it, drawn a little to 0 by its prior
   * @param standardError with the scatter of days, weeks and months beyond chance
   * @param used the estimate drawn to 0 where it is not clearly beyond noise
   */
  public record Estimate(Effect effect, double estimate, double standardError, double used)
      implements Serializable {}

  /** A column of the regression. */
  sealed interface Effect extends Serializable {
    String name();

    double of(LocalDate day);
  }

  /** The days around a holiday. */
  record HolidayEffect(Holiday holiday) implements Effect {
    @Override
    public String name() {
      return holiday.name();
    }

    @Override
    public double of(LocalDate day) {
      return holiday.share(day);
    }
  }

  /** A sine or cosine wave through the year. */
  record Wave(int perYear, boolean isSine) implements Effect {
    @Override
    public String name() {
      return (isSine ? "sine " : "cosine ") + perYear + " a year";
    }

    @Override
    public double of(LocalDate day) {
      double angle = 2 * Math.PI * perYear * day.toEpochDay() / YEAR;
      return isSine ? Math.sin(angle) : Math.cos(angle);
    }
  }

  public boolean isNone() {
    return effects.stream().allMatch(e -> e.used() == 0);
  }

  /** How busy a day is; 1 is ordinary. */
  public double of(LocalDate day) {
    double log = 0;
    for (Estimate e : effects) {
      log += e.used() == 0 ? 0 : e.used() * e.effect().of(day);
    }
    return Math.max(LEAST, Math.min(MOST, Math.exp(log)));
  }

  /** Names of the holidays that a day belongs to and that this business feels, by comma. */
  public String holidays(LocalDate day) {
    return String.join(
        ", ",
        effects.stream()
            .filter(e -> e.effect() instanceof HolidayEffect && e.used() != 0)
            .filter(e -> e.effect().of(day) > 0)
            .map(e -> e.effect().name())
            .toList());
  }

  /** Time in ordinary days, over so many days from the first. */
  public BusinessClock clock(LocalDate firstDay, int days) {
    if (isNone()) {
      return BusinessClock.CALENDAR;
    }
    double[] until = new double[days];
    double sum = 0;
    for (int i = 0; i < days; i++) {
      sum += of(firstDay.plusDays(i));
      until[i] = sum;
    }
    return new BusinessClock(firstDay.toEpochDay(), until);
  }
}
