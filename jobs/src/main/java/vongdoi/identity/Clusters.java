package vongdoi.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vongdoi.customer.TypingErrors;
import vongdoi.identity.match.AverageLinkage;

/** Disjoint sets of a component's records with what is known of each set's person. */
final class Clusters implements AverageLinkage.Groups {
  private final int[] parents;
  private final List<Set<PersonName>> names = new ArrayList<>();
  private final List<Set<String>> birthDates = new ArrayList<>();
  private final List<Set<String>> nationals = new ArrayList<>();
  private final List<Component.Tied> keptApart;

  Clusters(Component component) {
    keptApart = component.ties(Tie.Kind.CANNOT);
    parents = new int[component.records.size()];
    for (int i = 0; i < parents.length; i++) {
      Component.Record record = component.records.get(i);
      parents[i] = i;
      names.add(record.name() == null ? Set.of() : Set.of(record.name()));
      birthDates.add(record.birthDate() == null ? Set.of() : Set.of(record.birthDate()));
      Set<String> ids = new TreeSet<>();
      for (Component.Link link : record.links()) {
        if (link.value().type() == IdentifierType.NATIONAL) {
          ids.add(link.value().key());
        }
      }
      nationals.add(ids);
    }
  }

  /** The record that stands for the set: its first in founding order. */
  @Override
  public int find(int record) {
    while (parents[record] != record) {
      parents[record] = parents[parents[record]];
      record = parents[record];
    }
    return record;
  }

  void union(int a, int b) {
    int first = Math.min(find(a), find(b));
    int second = Math.max(find(a), find(b));
    if (first == second) {
      return;
    }
    parents[second] = first;
    names.set(first, both(names.get(first), names.get(second)));
    birthDates.set(first, both(birthDates.get(first), birthDates.get(second)));
    nationals.set(first, both(nationals.get(first), nationals.get(second)));
  }

  private static <T> Set<T> both(Set<T> a, Set<T> b) {
    if (b.isEmpty()) {
      return a;
    }
    if (a.isEmpty()) {
      return b;
    }
    Set<T> all = new HashSet<>(a);
    all.addAll(b);
    return all;
  }

  boolean hasName(int root) {
    return !names.get(root).isEmpty();
  }

  boolean hasNational(int root) {
    return !nationals.get(root).isEmpty();
  }

  @Override
  public boolean mayJoin(int a, int b) {
    return !conflict(a, b);
  }

  @Override
  public void join(int a, int b) {
    union(a, b);
  }

  /** Whether two sets may never be one customer, whatever else speaks for it. */
  boolean conflict(int a, int b) {
    return nationalsConflict(a, b) || areKeptApart(a, b);
  }

  /** Whether both know a national id, and these are further apart than one typing error. */
  private boolean nationalsConflict(int a, int b) {
    for (String x : nationals.get(a)) {
      for (String y : nationals.get(b)) {
        if (TypingErrors.between(x, y) > 1) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean areKeptApart(int a, int b) {
    for (Component.Tied pair : keptApart) {
      int x = find(pair.a());
      int y = find(pair.b());
      if (x == a && y == b || x == b && y == a) {
        return true;
      }
    }
    return false;
  }

  /** Whether names and birth dates allow that both are one person who shares a contact. */
  boolean looksTheSame(int a, int b) {
    BirthDates nearest = null;
    for (String x : birthDates.get(a)) {
      for (String y : birthDates.get(b)) {
        BirthDates one = BirthDates.compare(x, y);
        nearest = nearest == null || one.compareTo(nearest) < 0 ? one : nearest;
      }
    }
    if (nearest == BirthDates.DIFFERENT) {
      return false;
    }
    for (PersonName x : names.get(a)) {
      for (PersonName y : names.get(b)) {
        if (x.isLike(y, nearest == BirthDates.EQUAL)) {
          return true;
        }
      }
    }
    return false;
  }
}
