package vongdoi.identity.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vongdoi.customer.Names;

/**
 * A street line with the house number apart and without the unit, so that a street that stands in
 * another column is still found there: {@code Số 12/3 Lê Lợi, tầng 4} is 12/3, le loi.
 *
 * @param number house number; null where there is none
 * @param street words of the street, folded; null where there are none
 */
record StreetAddress(String number, String street) {
  /** Words before the number of a part of a house, which says little of where the house is. */
  private static final Set<String> UNITS =
      Set.of(
          "unit",
          "apt",
          "apartment",
          "suite",
          "ste",
          "flat",
          "room",
          "rm",
          "floor",
          "fl",
          "lot",
          "tang",
          "lau",
          "phong",
          "block");

  private static final Set<String> BEFORE_NUMBER = Set.of("so", "no", "number", "nr");
  private static final Set<String> BEFORE_NUMBERED_STREET = Set.of("duong", "pho", "ql", "tl");
  private static final Pattern SPLIT = Pattern.compile("[\\s,;]+");
  private static final Pattern NUMBER = Pattern.compile("#?[0-9]+[a-z]?([/.-][0-9]*[a-z]?)*");

  /** A number that lost the blank before the street: 32astages, and not 32nd. */
  private static final Pattern GLUED = Pattern.compile("\\b([0-9]+)([a-z]{3,})");

  static StreetAddress of(String text) {
    String number = null;
    List<String> words = new ArrayList<>();
    String before = "";
    String parted = GLUED.matcher(Names.fold(text)).replaceAll("$1 $2");
    for (String token : SPLIT.split(parted)) {
      boolean isNumber = NUMBER.matcher(token).matches();
      if (isNumber && UNITS.contains(before)) {
        words.remove(words.size() - 1);
      } else if (isNumber && number == null && !BEFORE_NUMBERED_STREET.contains(before)) {
        number = token;
        if (BEFORE_NUMBER.contains(before)) {
          words.remove(words.size() - 1);
        }
      } else {
        words.addAll(Names.words(token));
      }
      before = words.isEmpty() || isNumber ? "" : words.get(words.size() - 1);
    }
    return new StreetAddress(number, words.isEmpty() ? null : String.join(" ", words));
  }
}
