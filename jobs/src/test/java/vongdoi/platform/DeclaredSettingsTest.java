package vongdoi.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import vongdoi.common.config.Secret;
import vongdoi.common.job.Job;

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
                "HazardConfig.seed",
                "Metric.points",
                "Metric.score",
                "Play.priority",
                "UpliftConfig.seed")),
        named(c -> NUMBERS.contains(innermost(c.getGenericType())) && !declaresARange(c)));
  }

  /** Records that hold a secret somewhere below, in a whole configuration. */
  private static void gather(Object value, Set<Object> holders)
      throws ReflectiveOperationException {
    if (value instanceof Map<?, ?> map) {
      for (Object each : map.values()) {
        gather(each, holders);
      }
    } else if (value instanceof Iterable<?> all && !(value instanceof Path)) {
      for (Object each : all) {
        gather(each, holders);
      }
    } else if (value instanceof Optional<?> some && some.isPresent()) {
      gather(some.get(), holders);
    } else if (value instanceof Record && value.getClass().getName().startsWith("vongdoi")) {
      holders.add(value);
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        gather(component.getAccessor().invoke(value), holders);
      }
    }
  }

  @Test
  void noRecordAndNoJobTellsASecretWhenItIsPrinted() throws ReflectiveOperationException {
    Map<String, String> planted = new TreeMap<>();
    planted.put("privacy.salt", "sicretto-1");
    planted.put("segment.holdout.salt", "sicretto-2");
    planted.put("spark.\"spark.hadoop.fs.s3a.secret.key\"", "sicretto-3");
    planted.put("vars.password", "sicretto-4");
    VongdoiConfig config = ConfigFile.load(null, planted).settings();
    assertEquals("sicretto-1", config.privacy().salt());
    assertEquals("sicretto-2", config.segment().holdout().salt());
    Set<Object> records = new LinkedHashSet<>();
    gather(config, records);
    assertTrue(records.size() > 50, records.size() + " records");
    assertEquals(
        List.of(),
        records.stream()
            .filter(r -> r.toString().contains("sicretto"))
            .map(r -> r.getClass().getSimpleName())
            .toList());
    assertEquals(
        List.of(),
        Jobs.all(config).stream()
            .filter(job -> (job.settings() + job).contains("sicretto"))
            .map(Job::name)
            .toList());
  }

  @Test
  void whatSoundsSecretDeclaresIt() {
    assertEquals(
        Set.of("PrivacyConfig.salt", "Holdout.salt", "OpenLineageConfig.apiKey"),
        named(c -> c.isAnnotationPresent(Secret.class)));
    assertEquals(
        Set.of(),
        named(
            c ->
                c.getName().matches("(?i).*(password|secret|token|credential|key|salt).*")
                    && !c.isAnnotationPresent(Secret.class)));
  }
}
