package vongdoi.identity.deciding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vongdoi.identity.comparing.BirthDates;
import vongdoi.identity.comparing.ShortForms;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Contradiction;
import vongdoi.identity.graph.Edge;
import vongdoi.identity.graph.JoinThreshold;
import vongdoi.identity.graph.LongUnionFind;
import vongdoi.identity.scoring.Bits;

/**
 * Pairs that matching never looked at: of records that only identifiers tie, and of so many tied
 * records that not all their pairs are weighed. They are compared by name and birth date here. That
 * a loyalty card's second record was in no block with a third one says nothing against their being
 * one person; that it bears another name does. Example: a2 bears a1's card, and a1 and b say 3 bits
 * for one person; a2 and b of one name count -2, so that the mean is 0.5 bits and b joins, where -6
 * bits for a pair that nobody looked at would have kept it out.
 */
final class UncomparedPairs {
  private static final double NOTHING_DIFFERS = Contradiction.bits(Bits.LOWEST, 0);

  private final List<Component.Record> records;
  private final ShortForms shortForms;
  private final LongUnionFind tied = new LongUnionFind();
  private final Map<Long, Integer> tiedRecords = new HashMap<>();
  private final Set<Long> scored = new HashSet<>();

  UncomparedPairs(Component component, ShortForms shortForms) {
    this.records = component.records;
    this.shortForms = shortForms;
    for (Edge pair : component.edges(Edge.Kind.MATCH)) {
      scored.add(key(pair.a(), pair.b()));
      if (pair.bits() > JoinThreshold.STRONG) {
        tied.union(pair.a(), pair.b());
      }
    }
    for (int i = 0; i < records.size(); i++) {
      tiedRecords.merge(tied.find(i), 1, Integer::sum);
    }
  }

  private static long key(int a, int b) {
    return (long) Math.min(a, b) << 32 | Math.max(a, b);
  }

  /**
   * Such pairs of which nothing differs, with what each counts in a mean.
   *
   * @param among records that say by themselves whose they are, in ascending order
   */
  List<Edge> silent(List<Integer> among) {
    List<Edge> silent = new ArrayList<>();
    for (int i = 0; i < among.size(); i++) {
      for (int j = i + 1; j < among.size(); j++) {
        int a = among.get(i);
        int b = among.get(j);
        if (!wasCompared(a, b) && !differ(records.get(a), records.get(b))) {
          silent.add(new Edge(Edge.Kind.MATCH, a, b, NOTHING_DIFFERS));
        }
      }
    }
    return silent;
  }

  private boolean wasCompared(int a, int b) {
    long set = tied.find(a);
    boolean completed = set == tied.find(b) && tiedRecords.get(set) <= JoinThreshold.MOST_COMPLETED;
    return completed || scored.contains(key(a, b));
  }

  /** Firms do: two branches have one name. */
  private boolean differ(Component.Record a, Component.Record b) {
    if (a.isFirm() || b.isFirm()) {
      return true;
    }
    BirthDates dates =
        a.birthDate() == null || b.birthDate() == null
            ? null
            : BirthDates.compare(a.birthDate(), b.birthDate());
    return dates == BirthDates.DIFFERENT
        || a.name() != null
            && b.name() != null
            && !a.name().isLike(b.name(), dates == BirthDates.EQUAL, shortForms);
  }
}
