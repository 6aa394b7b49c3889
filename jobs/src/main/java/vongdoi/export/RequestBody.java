package vongdoi.export;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a request around its rows: {@code {rows}} stands for them, {@code {add|remove}} for
 * the one text in files of members and adds and the other in files of removes, and any other name
 * in braces for the number of an account, in which an asterisk stands for the segment. Within
 * quotes the rows are one text, separated by commas.
 */
final class RequestBody {
  static final String ROWS = "{rows}";
  private static final String AUDIENCE = "audience";
  private static final Pattern NAME = Pattern.compile("\\{([a-z][a-z0-9*-]*)\\}");
  private static final Pattern EITHER = Pattern.compile("\\{([^{}|]*)\\|([^{}|]*)\\}");

  private RequestBody() {}

  /** Names of the accounts that a body asks for, of one segment. */
  static Set<String> accounts(String body, String segment) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(body.replace(ROWS, ""));
    while (matcher.find()) {
      if (!matcher.group(1).equals(AUDIENCE)) {
        names.add(matcher.group(1).replace("*", segment));
      }
    }
    return names;
  }

  /** Whether a body says another thing of removes than of adds. */
  static boolean tellsRemovesApart(String body) {
    return EITHER.matcher(body).find();
  }

  /**
   * The body with names and numbers in their places.
   *
   * @param audience name of the segment's audience
   */
  static String filled(String body, String segment, String audience, Map<String, String> accounts) {
    return NAME.matcher(body)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    switch (found.group(1)) {
                      case "rows" -> ROWS;
                      case AUDIENCE -> audience;
                      default -> accounts.getOrDefault(found.group(1).replace("*", segment), "");
                    }));
  }

  /** What stands before the rows, and behind them. */
  static List<String> around(String body, boolean isOfRemoves) {
    String one = EITHER.matcher(body).replaceAll(isOfRemoves ? "$2" : "$1");
    int rows = one.indexOf(ROWS);
    return List.of(one.substring(0, rows), one.substring(rows + ROWS.length()));
  }
}
