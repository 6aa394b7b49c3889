package vongdoi.identity.comparing;

import java.io.Serializable;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pairs of given names that these records have shown to be one, beside those of the list that
 * everybody knows.
 *
 * @param pairs two folded names each, as {@link #pair} writes them
 */
public record ShortForms(Set<String> pairs) implements Serializable {
  public static final ShortForms NONE = new ShortForms(Set.of());

  /** The pairs in an order of their own. */
  public static ShortForms of(Collection<String> pairs) {
    return new ShortForms(new TreeSet<>(pairs));
  }

  /** Both names, whichever comes first. */
  public static String pair(String a, String b) {
    return a.compareTo(b) < 0 ? a + "=" + b : b + "=" + a;
  }

  /** Whether two folded names are one. */
  public boolean areOne(String a, String b) {
    return !pairs.isEmpty() && a != null && b != null && pairs.contains(pair(a, b));
  }
}
