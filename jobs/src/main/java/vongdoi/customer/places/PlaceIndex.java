package vongdoi.customer.places;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Places of one parent by what they are called; a former name counts where no place bears it. */
final class PlaceIndex<T> {
  private final Map<String, List<T>> byName = new HashMap<>();
  private final Map<String, List<T>> byFormerName = new HashMap<>();
  private final Function<T, OfficialName> named;

  PlaceIndex(Function<T, OfficialName> named) {
    this.named = named;
  }

  void add(String name, T place) {
    byName.computeIfAbsent(PlaceName.key(name), k -> new ArrayList<>()).add(place);
  }

  void addFormer(String name, T place) {
    byFormerName.computeIfAbsent(PlaceName.key(name), k -> new ArrayList<>()).add(place);
  }

  /** The places that a name can mean: of its kind and with its marks, where any is. */
  List<T> of(PlaceName name) {
    List<T> found = byKey(name.key());
    if (found.isEmpty()) {
      found = byKey(name.whole());
    }
    if (found.size() > 1 && name.kind() != null) {
      found = preferred(found, place -> named.apply(place).kind() == name.kind());
    }
    if (found.size() > 1) {
      found = preferred(found, place -> name.hasMarks(named.apply(place).marked()));
    }
    return found;
  }

  private List<T> byKey(String key) {
    List<T> found = byName.getOrDefault(key, List.of());
    return found.isEmpty() ? byFormerName.getOrDefault(key, List.of()) : found;
  }

  private static <T> List<T> preferred(List<T> places, Predicate<T> test) {
    List<T> some = places.stream().filter(test).toList();
    return some.isEmpty() ? places : some;
  }
}
