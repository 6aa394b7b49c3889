package vongdoi.customer.places;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vongdoi.customer.Names;

/**
 * A place as somebody wrote it: {@code P. Bến Nghé}, {@code Quận 01}, {@code TP.HCM}, {@code Thu
 * Duc City}.
 *
 * @param kind what it says that it is; null where it says nothing
 * @param key letters and digits of the name without its kind and without marks
 * @param whole the same of the whole text, for names that begin like a kind (Quan Hóa)
 * @param bare the name as written, without its kind
 */
record PlaceName(Kind kind, String key, String whole, String bare) {
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("tinh", Kind.PROVINCE),
          Map.entry("t", Kind.PROVINCE),
          Map.entry("province", Kind.PROVINCE),
          Map.entry("thanh pho", Kind.CITY),
          Map.entry("tp", Kind.CITY),
          Map.entry("city", Kind.CITY),
          Map.entry("quan", Kind.DISTRICT),
          Map.entry("q", Kind.DISTRICT),
          Map.entry("district", Kind.DISTRICT),
          Map.entry("dist", Kind.DISTRICT),
          Map.entry("huyen", Kind.RURAL_DISTRICT),
          Map.entry("h", Kind.RURAL_DISTRICT),
          Map.entry("thi xa", Kind.TOWN),
          Map.entry("tx", Kind.TOWN),
          Map.entry("phuong", Kind.WARD),
          Map.entry("p", Kind.WARD),
          Map.entry("f", Kind.WARD),
          Map.entry("ward", Kind.WARD),
          Map.entry("xa", Kind.COMMUNE),
          Map.entry("x", Kind.COMMUNE),
          Map.entry("commune", Kind.COMMUNE),
          Map.entry("thi tran", Kind.TOWNSHIP),
          Map.entry("tt", Kind.TOWNSHIP),
          Map.entry("dac khu", Kind.SPECIAL_ZONE));

  /** A word before the name; an abbreviation may stand right before a number or a point. */
  private static final Pattern BEFORE =
      Pattern.compile(
          "(thanh pho|thi xa|thi tran|dac khu|tinh|quan|huyen|phuong|xa|ward|district|dist)"
              + "(?:[.:-]\\s*|\\s+|(?=\\d))(?=\\S)"
              + "|(t\\.?p|tx|tt|t|q|h|p|f|x)(?:[.:-]\\s*|\\s+|(?=\\d))(?=\\S)");

  private static final Pattern BEHIND =
      Pattern.compile("\\s(city|province|district|ward|commune)\\.?$");

  /** The name in a text; null where it has no letter and no digit. */
  static PlaceName of(String text) {
    String clean = Names.clean(text);
    if (clean == null) {
      return null;
    }
    String folded = Names.fold(clean);
    String written = folded.length() == clean.length() ? clean : folded;
    Kind kind = null;
    int from = 0;
    int to = folded.length();
    Matcher before = BEFORE.matcher(folded);
    if (before.lookingAt()) {
      kind = KINDS.get(before.group(before.group(1) != null ? 1 : 2).replace(".", ""));
      from = before.end();
    } else {
      Matcher behind = BEHIND.matcher(folded);
      if (behind.find()) {
        kind = KINDS.get(behind.group(1));
        to = behind.start();
      }
    }
    String key = keyOfFolded(folded.substring(from, to));
    return key.isEmpty()
        ? null
        : new PlaceName(kind, key, keyOfFolded(folded), written.substring(from, to));
  }

  /**
   * Letters and digits of a name without marks: spelled together or apart, with y or i, {@code 05}
   * or {@code 5}, it is one.
   */
  static String key(String name) {
    return keyOfFolded(Names.fold(name));
  }

  private static String keyOfFolded(String folded) {
    StringBuilder key = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
        key.append(c == 'y' ? 'i' : c);
      }
    }
    int zeros = 0;
    while (zeros < key.length() - 1 && key.charAt(zeros) == '0') {
      zeros++;
    }
    return key.substring(zeros);
  }

  /** The words of a name with each tone mark at its word's end, wherever it was put (hòa, hoà). */
  static String marked(String name) {
    StringBuilder marked = new StringBuilder();
    for (String word : Names.words(name)) {
      marked.append(Names.tonesLast(word)).append(' ');
    }
    return marked.toString().strip();
  }

  /** Whether the name has the marks that a place has; {@link #marked} tells of its name. */
  boolean hasMarks(String marked) {
    return marked(bare).equals(marked);
  }

  boolean isNumber() {
    return key.chars().allMatch(Character::isDigit);
  }
}
