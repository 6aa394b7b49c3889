package vongdoi.common.config;

/**
 * One thing wrong in a configuration.
 *
 * @param path the setting
 * @param place file and line, as far as known
 * @param message the problem, why, and the way out
 */
public record ConfigProblem(ConfigPath path, String place, String message) {
  @Override
  public String toString() {
    return place + ": " + message;
  }
}
