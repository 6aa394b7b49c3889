package vongdoi.ingest.check;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import vongdoi.ingest.source.Entity;

/**
 * Statuses of orders that nobody has said the meaning of: such orders are no purchases.
 *
 * @param isKnown whether a word has a meaning
 */
record StatusGuess(Predicate<String> isKnown) implements Guess {
  /** A shop has a few statuses; what has more different values is another column. */
  private static final int MOST_WORDS = 20;

  private static final int MOST_SHOWN = 5;

  @Override
  public List<Finding> of(Look look) {
    if (look.source().entity() != Entity.ORDERS) {
      return List.of();
    }
    List<String> values = look.values("status");
    List<String> strange = values.stream().filter(isKnown.negate()).toList();
    if (strange.isEmpty()) {
      return List.of();
    }
    SortedSet<String> words = new TreeSet<>(strange);
    String problem =
        words.size() > MOST_WORDS
            ? "%d of %d rows have another status each: it is another column"
                .formatted(strange.size(), values.size())
            : "%d of %d orders would be no purchases, their statuses are unknown words: %s. Say what each means: profile.order-statuses.completed += \"…\" (or pending, cancelled …)"
                .formatted(strange.size(), values.size(), shown(words));
    return List.of(Finding.doubt("status", problem, null));
  }

  private static String shown(SortedSet<String> words) {
    return words.stream().limit(MOST_SHOWN).map(Mask::cut).collect(Collectors.joining(", "))
        + (words.size() > MOST_SHOWN ? " …" : "");
  }
}
