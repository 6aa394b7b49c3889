package vongdoi.common.config;

/**
 * One thing wrong in a configuration.
 *
 * @param origin file and line, as far as known
 * @param message the problem, why, and the way out
 */
public record ConfigProblem(String origin, String message) {
  @Override
  public String toString() {
    return origin + ": " + message;
  }
}
