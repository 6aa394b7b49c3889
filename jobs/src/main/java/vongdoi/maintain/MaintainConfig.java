package vongdoi.maintain;

/**
 * The {@code maintain} block.
 *
 * @param compactFrom number of data files from which a table is compacted
 * @param keepHours hours for which files of old versions stay
 */
public record MaintainConfig(int compactFrom, int keepHours) {
  private static final int DELTA_LIMIT_HOURS = 168;

  public MaintainConfig {
    if (keepHours < DELTA_LIMIT_HOURS) {
      throw new IllegalArgumentException(
          "Invalid maintain.keep-hours: "
              + keepHours
              + " (must be 168 or more: a reader at work may need younger files)");
    }
  }
}
