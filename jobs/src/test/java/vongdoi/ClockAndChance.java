package vongdoi;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;

/** What makes two runs over the same tables differ: the clock, and chance without a seed. */
final class ClockAndChance extends DescribedPredicate<JavaAccess<?>> {
  private static final Set<String> TYPES =
      Set.of(
          "java.time.Clock",
          "java.time.InstantSource",
          "java.security.SecureRandom",
          "java.util.concurrent.ThreadLocalRandom");

  /** Whatever they are called with. */
  private static final Set<String> METHODS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.util.UUID.randomUUID",
          "java.util.Calendar.getInstance",
          functions.class.getName() + ".curdate",
          functions.class.getName() + ".current_date",
          functions.class.getName() + ".current_timestamp",
          functions.class.getName() + ".localtimestamp",
          functions.class.getName() + ".monotonically_increasing_id",
          functions.class.getName() + ".now");

  /** With fewer parameters than these there is no seed, or no moment. */
  private static final Map<String, Integer> UNSEEDED =
      Map.of(
          Random.class.getName() + ".<init>",
          1,
          SplittableRandom.class.getName() + ".<init>",
          1,
          "java.util.Date.<init>",
          1,
          "java.util.Collections.shuffle",
          2,
          functions.class.getName() + ".rand",
          1,
          functions.class.getName() + ".randn",
          1,
          functions.class.getName() + ".uuid",
          1,
          functions.class.getName() + ".unix_timestamp",
          1,
          functions.class.getName() + ".shuffle",
          2,
          Dataset.class.getName() + ".randomSplit",
          2);

  private static final Pattern SQL =
      Pattern.compile(
          "(?i)\\b(curdate|current_date|current_timestamp|localtimestamp|monotonically_increasing_id)\\b"
              + "|\\b(now|rand|randn|random|unix_timestamp|uuid)\\(\\s*\\)"
              + "|\\bshuffle\\(");

  ClockAndChance() {
    super("the clock or chance without a seed");
  }

  @Override
  public boolean test(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    if (TYPES.contains(owner)) {
      return true;
    }
    if (!(access.getTarget() instanceof CodeUnitAccessTarget called)) {
      return false;
    }
    String name = owner + "." + called.getName();
    int parameters = called.getRawParameterTypes().size();
    boolean isNow = owner.startsWith("java.time.") && called.getName().equals("now");
    return isNow
        || METHODS.contains(name)
        || parameters < UNSEEDED.getOrDefault(name, 0)
        || name.equals(Dataset.class.getName() + ".sample") && !hasSeed(called);
  }

  private static boolean hasSeed(CodeUnitAccessTarget called) {
    return called.getRawParameterTypes().stream().map(JavaClass::getName).anyMatch("long"::equals);
  }

  /** The same in a text of SQL. */
  static boolean isIn(String text) {
    return SQL.matcher(text).find();
  }
}
