package vongdoi;

import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.shuffle;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ClockAndChanceTest {

  /** Each method hangs on the clock or on chance. */
  @SuppressWarnings("unused")
  private static final class Different {
    LocalDate withAZone(ZoneId zone) {
      return LocalDate.now(zone);
    }

    Instant withAClock(Clock clock) {
      return Instant.now(clock);
    }

    Supplier<Instant> asAReference() {
      return Instant::now;
    }

    long ofTheClock(Clock clock) {
      return clock.millis();
    }

    long ofTheMachine() {
      return System.nanoTime();
    }

    int ofTheThread() {
      return ThreadLocalRandom.current().nextInt();
    }

    Random withoutASeed() {
      return new Random();
    }

    void shuffled(List<String> texts) {
      Collections.shuffle(texts);
    }

    Column[] ofSpark(Column array) {
      return new Column[] {rand(), shuffle(array)};
    }

    Dataset<Row> sampled(Dataset<Row> rows) {
      return rows.sample(0.5);
    }
  }

  /** The same with a seed, or of a moment that is given. */
  @SuppressWarnings("unused")
  private static final class Alike {
    LocalDate ofADay(long day) {
      return LocalDate.ofEpochDay(day);
    }

    Random withASeed() {
      return new Random(7);
    }

    Column ofSpark() {
      return rand(7);
    }

    Dataset<Row> sampled(Dataset<Row> rows) {
      return rows.sample(0.5, 7L);
    }
  }

  @Test
  void everyOverloadIsSeen() {
    assertEquals(
        Arrays.stream(Different.class.getDeclaredMethods())
            .filter(method -> !method.isSynthetic())
            .map(Method::getName)
            .collect(Collectors.toSet()),
        found(Different.class));
  }

  @Test
  void seedsAndGivenMomentsAreAllowed() {
    assertEquals(Set.of(), found(Alike.class));
  }

  private static Set<String> found(Class<?> type) {
    JavaClass imported = new ClassFileImporter().importClass(type);
    return imported.getMethods().stream()
        .filter(method -> method.getAccessesFromSelf().stream().anyMatch(new ClockAndChance()))
        .map(JavaMethod::getName)
        .collect(Collectors.toSet());
  }

  @Test
  void textsOfSqlAreSeen() {
    for (String text :
        List.of("d < current_date", "datediff(NOW(), d)", "uuid()", "order by rand( )")) {
      assertTrue(ClockAndChance.isIn(text), text);
    }
    for (String text : List.of("known()", "rand(7)", "is_current_dated", "updated_at")) {
      assertFalse(ClockAndChance.isIn(text), text);
    }
  }

  @Test
  void textsAreReadFromTheCompiledClass() {
    JavaClass self = new ClassFileImporter().importClass(ClockAndChanceTest.class);
    assertTrue(StringConstants.of(self).contains("order by rand( )"));
  }
}
