package vongdoi.common.config;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** "Did you mean" for a word that is none of the known ones. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code . Did you mean x?}, or the empty text where nothing known is near. */
  public static String of(String word, Collection<String> known) {
    int most = Math.max(2, word.length() / 3);
    LevenshteinDistance distance = new LevenshteinDistance();
    return known.stream()
        .filter(k -> distance.apply(word, k) <= most)
        .min(Comparator.<String>comparingInt(k -> distance.apply(word, k)).thenComparing(k -> k))
        .map(k -> ". Did you mean " + k + "?")
        .orElse("");
  }
}
