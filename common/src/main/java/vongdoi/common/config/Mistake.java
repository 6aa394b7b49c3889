package vongdoi.common.config;

import java.util.Collection;

/**
 * What its owner has to say against a setting. The reader knows where it stands, and whether its
 * value may be shown.
 *
 * @param path the setting, from the block that the owner knows
 * @param value as it stands, or a sentence that tells of it
 * @param remedy what follows the value: what must hold, and the way out
 */
public record Mistake(ConfigPath path, String value, String remedy) {

  /**
   * @param must what must hold, such as {@code must be later than from}
   */
  public static Mistake of(ConfigPath path, Object value, String must) {
    return new Mistake(path, String.valueOf(value), " (" + must + ")");
  }

  public static Mistake of(ConfigPath path, String problem) {
    return new Mistake(path, problem, "");
  }

  /** A word that is none of the known ones. */
  public static Mistake unknown(ConfigPath path, String word, Collection<String> known) {
    return new Mistake(
        path,
        word,
        " (must be one of " + String.join(", ", known) + ")" + Suggestion.of(word, known));
  }

  /** The same, seen from above. */
  public Mistake under(ConfigPath block) {
    return new Mistake(block.at(path), value, remedy);
  }

  @Override
  public String toString() {
    return "Invalid " + path + ": " + value + remedy;
  }
}
