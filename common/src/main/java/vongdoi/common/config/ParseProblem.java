package vongdoi.common.config;

import com.typesafe.config.ConfigException;

/**
 * What keeps a text from being HOCON. HOCON's own message repeats the words that it stumbled over,
 * which may be a secret: only what stands before them is told.
 */
public final class ParseProblem {
  private ParseProblem() {}

  /** File and line, as far as known, and what was expected there. */
  public static String of(ConfigException e) {
    String message = String.valueOf(e.getMessage());
    String place = "";
    if (e.origin() != null) {
      place = ConfigReader.place(e.origin()) + ": ";
      String description = e.origin().description() + ": ";
      message = message.startsWith(description) ? message.substring(description.length()) : message;
    }
    boolean isName =
        e instanceof ConfigException.UnresolvedSubstitution || e instanceof ConfigException.IO;
    return place + (isName ? message : beforeWords(message));
  }

  private static String beforeWords(String message) {
    String before = message.split("['\"(\\[{]|: ", 2)[0].strip();
    return before + ". Look at the quotes, commas and braces of this line and the one before";
  }
}
