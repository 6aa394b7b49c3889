package vongdoi.identity.deciding;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vongdoi.customer.TypingErrors;
import vongdoi.identity.comparing.BirthDates;
import vongdoi.identity.comparing.PersonName;
import vongdoi.identity.comparing.ShortForms;
import vongdoi.identity.graph.AverageLinkage;
import vongdoi.identity.graph.Component;
import vongdoi.identity.graph.Component.Link;
import vongdoi.identity.graph.Edge;
import vongdoi.identity.linking.IdentifierType;

/** Disjoint sets of a component's records with what is known of each set's person. */
final class Clusters implements AverageLinkage.Groups {
  /** Typing errors in a short id: of one person's ids in FEBRL 0.4 % have two, 0.02 % three. */
  private static final int NEAR = 2;

  /** Digits of Vietnamese tax codes (Circular 105/2020/TT-BTC, article 5): 0101234567-001. */
  private static final int TAX_CODE_OF_A_FIRM = 10;

  private static final int TAX_CODE_OF_A_BRANCH = 13;

  private final Component component;
  private final ShortForms shortForms;
  private final int[] parents;
  private final List<Set<PersonName>> names = new ArrayList<>();
  private final List<Set<String>> birthDates = new ArrayList<>();
  private final BitSet firms = new BitSet();
  private final BitSet logins = new BitSet();
  private final List<Set<String>> numbers = new ArrayList<>();
  private final Map<IdentifierType, List<Set<String>>> unique = new EnumMap<>(IdentifierType.class);
  private final List<Edge> keptApart;
  private final Cuts cuts = new Cuts();

  /**
   * @param uniqueTypes identifiers of which a set never has two different ones
   * @param shortForms given names that are one beside those that everybody knows
   */
  Clusters(Component component, List<IdentifierType> uniqueTypes, ShortForms shortForms) {
    this.shortForms = shortForms;
    this.component = component;
    keptApart = component.edges(Edge.Kind.CANNOT);
    parents = new int[component.records.size()];
    uniqueTypes.forEach(type -> unique.put(type, new ArrayList<>()));
    for (int i = 0; i < parents.length; i++) {
      names.add(Set.of());
      birthDates.add(Set.of());
      numbers.add(Set.of());
      unique.values().forEach(keys -> keys.add(Set.of()));
      single(i);
    }
  }

  private void single(int record) {
    Component.Record known = component.records.get(record);
    parents[record] = record;
    names.set(record, known.name() == null ? Set.of() : Set.of(known.name()));
    firms.set(record, known.isFirm());
    logins.set(
        record,
        known.links().stream().anyMatch(link -> link.value().type() == IdentifierType.USER));
    birthDates.set(record, known.birthDate() == null ? Set.of() : Set.of(known.birthDate()));
    numbers.set(record, known.numbers());
    unique.forEach((type, keys) -> keys.set(record, newest(known, type)));
  }

  /** Of several ids of one kind on a record the newest is its person's; an older one was wrong. */
  private static Set<String> newest(Component.Record record, IdentifierType type) {
    return record.links().stream()
        .filter(link -> link.value().type() == type)
        .max(Comparator.comparingLong(Link::lastSeen).thenComparing(link -> link.value().key()))
        .map(link -> Set.of(link.value().key()))
        .orElse(Set.of());
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
    firms.set(first, firms.get(first) || firms.get(second));
    logins.set(first, logins.get(first) || logins.get(second));
    birthDates.set(first, both(birthDates.get(first), birthDates.get(second)));
    numbers.set(first, both(numbers.get(first), numbers.get(second)));
    unique.values().forEach(k -> k.set(first, both(k.get(first), k.get(second))));
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

  /** Takes a set apart into disjoint parts that make it up. */
  void part(Collection<Integer> members, Collection<List<Integer>> parts) {
    members.forEach(this::single);
    parts.forEach(part -> part.forEach(record -> union(part.get(0), record)));
  }

  boolean hasName(int root) {
    return !names.get(root).isEmpty();
  }

  boolean isFirm(int root) {
    return firms.get(root);
  }

  boolean hasLogin(int root) {
    return logins.get(root);
  }

  /** Whether it has an id that could differ from another set's. */
  boolean hasUnique(int root) {
    return unique.values().stream().anyMatch(keys -> !keys.get(root).isEmpty());
  }

  @Override
  public boolean mayJoin(int a, int b) {
    return !conflict(a, b);
  }

  @Override
  public void join(int a, int b) {
    union(a, b);
  }

  /**
   * Whether two sets may never be one customer, whatever else speaks for it. It is asked where
   * something does, so that a guard's no is noted as a cut.
   */
  boolean conflict(int a, int b) {
    Guard guard = guard(a, b);
    if (guard != null) {
      cut(guard, a, b);
    }
    return guard != null || areKeptApart(a, b);
  }

  /** Notes that a guard keeps two records apart. */
  void cut(Guard guard, int a, int b) {
    cuts.add(guard, a, b);
  }

  Cuts cuts() {
    return cuts;
  }

  private Guard guard(int a, int b) {
    return unique.entrySet().stream()
        .filter(e -> differ(e.getKey(), e.getValue().get(a), e.getValue().get(b)))
        .map(e -> Guard.of(e.getKey()))
        .findFirst()
        .orElse(null);
  }

  /**
   * National ids and tax codes are typed in by hand, and one typing error makes them no others; but
   * what follows the ten digits of a Vietnamese tax code names a branch.
   */
  static boolean differ(IdentifierType type, String a, String b) {
    return switch (type) {
      case NATIONAL -> TypingErrors.between(a, b) > 1;
      case TAX ->
          TypingErrors.between(firm(a), firm(b)) > 1
              || !a.substring(firm(a).length()).equals(b.substring(firm(b).length()));
      default -> !Objects.equals(a, b);
    };
  }

  private static String firm(String taxCode) {
    return taxCode.length() == TAX_CODE_OF_A_BRANCH
        ? taxCode.substring(0, TAX_CODE_OF_A_FIRM)
        : taxCode;
  }

  private static boolean differ(IdentifierType type, Set<String> a, Set<String> b) {
    for (String x : a) {
      for (String y : b) {
        if (differ(type, x, y)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean areKeptApart(int a, int b) {
    for (Edge pair : keptApart) {
      int x = find(pair.a());
      int y = find(pair.b());
      if (x == a && y == b || x == b && y == a) {
        return true;
      }
    }
    return false;
  }

  /** Whether both know a short national id, and no two of these are near each other. */
  private boolean numbersDiffer(int a, int b) {
    for (String x : numbers.get(a)) {
      for (String y : numbers.get(b)) {
        if (TypingErrors.between(x, y) <= NEAR) {
          return false;
        }
      }
    }
    return !numbers.get(a).isEmpty() && !numbers.get(b).isEmpty();
  }

  /**
   * Whether names, birth dates and short ids allow that both are one person who shares a contact.
   */
  boolean looksTheSame(int a, int b) {
    BirthDates nearest = null;
    for (String x : birthDates.get(a)) {
      for (String y : birthDates.get(b)) {
        BirthDates one = BirthDates.compare(x, y);
        nearest = nearest == null || one.compareTo(nearest) < 0 ? one : nearest;
      }
    }
    if (nearest == BirthDates.DIFFERENT || numbersDiffer(a, b)) {
      return false;
    }
    for (PersonName x : names.get(a)) {
      for (PersonName y : names.get(b)) {
        if (x.isLike(y, nearest == BirthDates.EQUAL, shortForms)) {
          return true;
        }
      }
    }
    return false;
  }
}
