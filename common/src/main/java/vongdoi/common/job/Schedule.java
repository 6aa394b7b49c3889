package vongdoi.common.job;

/** When a job runs: with the daily line, within the day, or at its own times. */
public enum Schedule {
  DAILY,

  /** With the daily line, and within the day to take in what cannot wait for its end. */
  DAILY_AND_WITHIN_DAY,

  /** Within the day alone: the stage does not name it. */
  WITHIN_DAY,

  /** Beside the daily line, as often as somebody asks for it. */
  BESIDE;

  public boolean isDaily() {
    return this == DAILY || this == DAILY_AND_WITHIN_DAY;
  }

  public boolean isWithinDay() {
    return this == WITHIN_DAY || this == DAILY_AND_WITHIN_DAY;
  }
}
