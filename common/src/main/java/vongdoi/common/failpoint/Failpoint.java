package vongdoi.common.failpoint;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * The durable steps of the program: a kill before one leaves another lake than a kill after it. A
 * point is a step, its side and what it is done to, such as {@code after commit-file gold.models}.
 *
 * <p>Off unless the system property {@value #PROPERTY} is set when the program starts, and then
 * free: what is asked is a constant. The property names the point at which the program ends as if
 * it were killed, without a last word; {@code all} prints each point that is passed instead.
 */
public enum Failpoint {
  /** The first commit of a table. */
  TABLE,
  /** A data file of a commit that is made without a query. */
  DATA_FILE,
  /** The file that makes a version of a table. */
  COMMIT_FILE,
  /** The commit of a run, with all that is written beside it. */
  RUN,
  /** What privacy, maintenance, requests and the taking back of half a run commit. */
  AMENDMENT,
  /** A pointer, manifest or page as a whole. */
  TEXT,
  /** Its move to where readers look, on stores that do not put a file whole. */
  TEXT_MOVE,
  /** One file of an audience. */
  EXPORT_FILE,
  /** A trained model. */
  MODEL;

  public static final String PROPERTY = "vongdoi.failpoint";

  /** Exit code of a process that was killed. */
  public static final int KILLED = 137;

  private static final String AT = System.getProperty(PROPERTY, "");
  private static final boolean IS_ON = !AT.isEmpty();
  private static volatile Consumer<String> watcher =
      AT.equals("all") ? Failpoint::print : Failpoint::endAt;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /**
   * @param subject table or file that the step is done to
   */
  public void before(String subject) {
    if (IS_ON) {
      watcher.accept("before " + word + " " + subject);
    }
  }

  public void after(String subject) {
    if (IS_ON) {
      watcher.accept("after " + word + " " + subject);
    }
  }

  /** The step's name within those of its points. */
  public String word() {
    return word;
  }

  /**
   * Lets somebody look at, or interrupt, the program at each point that it passes.
   *
   * @return ends it
   * @throws IllegalStateException where the property was not set when the program started
   */
  public static Runnable watch(Consumer<String> other) {
    if (!IS_ON) {
      throw new IllegalStateException("Cannot watch failpoints: start with -D" + PROPERTY);
    }
    Consumer<String> former = watcher;
    watcher = other;
    return () -> watcher = former;
  }

  private static void print(String point) {
    System.err.println("FAILPOINT " + point);
  }

  private static void endAt(String point) {
    if (point.equals(AT)) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
