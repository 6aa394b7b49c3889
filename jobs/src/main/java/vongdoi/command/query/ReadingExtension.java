package vongdoi.command.query;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Puts {@link ReadingParser} into every session of a process, clients' own ones included. Spark
 * makes it by its name in {@code spark.sql.extensions}; the last one named is asked first, so that
 * no other extension's statements pass it by. What it holds is of the process, which serves one
 * lake.
 */
public final class ReadingExtension extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  /** Texts of the views that were made before: Spark parses them anew in each query. */
  private static final Set<String> VIEWS = ConcurrentHashMap.newKeySet();

  private static volatile boolean guarding;

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectParser(
        (session, parser) -> new ReadingParser(session, parser, ReadingExtension::isGuarded));
    return BoxedUnit.UNIT;
  }

  static void allow(String view) {
    VIEWS.add(view.strip());
  }

  /** From now on statements are clients'. */
  static void guard() {
    guarding = true;
  }

  private static boolean isGuarded(String text) {
    return guarding && !VIEWS.contains(text.strip());
  }
}
