package vongdoi.common.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/** The bounds that a component declares for its number. */
record Range(List<Bound> bounds) {
  static final Range ANY = new Range(List.of());

  /** One side of it, in words and as a check. */
  record Bound(String text, DoublePredicate holds) {}

  static Range of(AnnotatedElement component) {
    List<Bound> bounds = new ArrayList<>();
    declared(component, Share.class)
        .map(share -> new Bound("from 0 to 1", n -> n >= 0 && n <= 1))
        .ifPresent(bounds::add);
    declared(component, AtLeast.class).map(Range::atLeast).ifPresent(bounds::add);
    declared(component, Above.class)
        .map(above -> new Bound("above " + plain(above.value()), n -> n > above.value()))
        .ifPresent(bounds::add);
    declared(component, AtMost.class)
        .map(most -> new Bound("at most " + plain(most.value()), n -> n <= most.value()))
        .ifPresent(bounds::add);
    declared(component, Below.class)
        .map(below -> new Bound("below " + plain(below.value()), n -> n < below.value()))
        .ifPresent(bounds::add);
    return new Range(bounds);
  }

  private static Bound atLeast(AtLeast least) {
    String because = least.because().isEmpty() ? "" : ": " + least.because();
    return new Bound("at least " + plain(least.value()) + because, n -> n >= least.value());
  }

  private static <A extends Annotation> Optional<A> declared(
      AnnotatedElement component, Class<A> bound) {
    return Optional.ofNullable(component.getAnnotation(bound));
  }

  boolean holds(Number number) {
    return bounds.stream().allMatch(bound -> bound.holds().test(number.doubleValue()));
  }

  /** Such as {@code above 0 and at most 1}; empty where every number will do. */
  @Override
  public String toString() {
    return bounds.stream().map(Bound::text).collect(Collectors.joining(" and "));
  }

  private static String plain(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }
}
