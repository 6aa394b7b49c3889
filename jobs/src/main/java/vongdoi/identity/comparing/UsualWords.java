package vongdoi.identity.comparing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Values of several words of which some are in everybody's: {@code racine ave} and {@code hoang
 * long trading}. What is told by is put first, and what is usual behind a bar: {@code racine|ave}.
 * Which words are usual is counted in the records themselves, so that no list of street types or of
 * lines of business is needed.
 */
public final class UsualWords {
  private static final char BAR = '|';

  private UsualWords() {}

  /** The value with its usual words last; as it is where all or none of them are usual. */
  public static String last(String value, Predicate<String> isUsual) {
    List<String> own = new ArrayList<>();
    List<String> usual = new ArrayList<>();
    for (String word : words(value)) {
      (isUsual.test(word) ? usual : own).add(word);
    }
    return own.isEmpty() || usual.isEmpty()
        ? value
        : String.join(" ", own) + BAR + String.join(" ", usual);
  }

  /** The words of a value, whether usual ones were put last or not. */
  public static String[] words(String value) {
    return whole(value).split(" ");
  }

  /** The words of a value in an order of their own: equal whatever is usual. */
  public static String sorted(String value) {
    String[] words = words(value);
    Arrays.sort(words);
    return String.join(" ", words);
  }

  /** The part of a value that it is told by. */
  public static String own(String value) {
    int bar = value.indexOf(BAR);
    return bar < 0 ? value : value.substring(0, bar);
  }

  /** Whether usual words of a value were put last. */
  static boolean hasUsual(String value) {
    return value.indexOf(BAR) >= 0;
  }

  /** The value in words, whether usual ones were put last or not. */
  static String whole(String value) {
    return value.replace(BAR, ' ');
  }

  /** Whether all usual words of one value are among those of the other. */
  static boolean oneLacksSome(String a, String b) {
    String x = usual(a);
    String y = usual(b);
    String few = x.length() <= y.length() ? x : y;
    String many = x.length() <= y.length() ? y : x;
    return few.isEmpty() || SharedWords.shared(few, many) == few.split(" ").length;
  }

  private static String usual(String value) {
    int bar = value.indexOf(BAR);
    return bar < 0 ? "" : value.substring(bar + 1);
  }
}
