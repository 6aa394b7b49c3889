package vongdoi.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import vongdoi.common.config.Secret;

/** The records of the configuration declare what the reader shall hold. */
class DeclaredSettingsTest {
  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, long.class, double.class, Integer.class, Long.class, Double.class);

  private static List<RecordComponent> components(Class<?> type) {
    List<RecordComponent> all = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      all.add(component);
      Class<?> value = innermost(component.getGenericType());
      if (value.isRecord()) {
        all.addAll(components(value));
      }
    }
    return all;
  }

  private static Class<?> innermost(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments();
      return innermost(arguments[arguments.length - 1]);
    }
    return (Class<?>) type;
  }

  private static Set<String> named(Predicate<RecordComponent> condition) {
    Set<String> names = new TreeSet<>();
    components(VongdoiConfig.class).stream()
        .filter(condition)
        .map(c -> c.getDeclaringRecord().getSimpleName() + "." + c.getName())
        .forEach(names::add);
    return names;
  }

  private static boolean declaresARange(RecordComponent component) {
    return Arrays.stream(component.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(type -> type != Secret.class);
  }

  @Test
  void everyNumberDeclaresItsRangeUnlessAnyNumberWillDo() {
    assertEquals(
        new TreeSet<>(
            Set.of(
                "ChurnConfig.seed",
                "Factors.seed",
                "Metric.points",
                "Metric.score",
                "Play.priority")),
        named(c -> NUMBERS.contains(innermost(c.getGenericType())) && !declaresARange(c)));
  }

  @Test
  void whatSoundsSecretDeclaresIt() {
    assertEquals(
        Set.of("PrivacyConfig.salt", "Holdout.salt"),
        named(c -> c.isAnnotationPresent(Secret.class)));
    assertEquals(
        Set.of(),
        named(
            c ->
                c.getName().matches("(?i).*(password|secret|token|credential|key|salt).*")
                    && !c.isAnnotationPresent(Secret.class)));
  }
}
