package vongdoi.common.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * What is known of files that are written once under a name of their own, those that were asked for
 * last: jobs of a run read each other's tables, and a file that was read need not be asked for
 * again. Safe for many threads.
 *
 * @param <V> what is known of a file
 */
final class RecentFiles<V> {
  /** Data files of Spark and Delta bear a UUID; nobody writes one again. */
  private static final Pattern WRITTEN_ONCE =
      Pattern.compile(".*[-.][0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[-.].*parquet");

  private final Map<Path, V> byPath = new LinkedHashMap<>(16, 0.75f, true);
  private final ToLongFunction<V> weight;
  private final long most;
  private long held;

  /**
   * @param weight of what is known of a file
   * @param most that is held; what has not been asked for longest goes first
   */
  RecentFiles(ToLongFunction<V> weight, long most) {
    this.weight = weight;
    this.most = most;
  }

  static boolean isWrittenOnce(Path file) {
    return WRITTEN_ONCE.matcher(file.getName()).matches();
  }

  synchronized Optional<V> get(Path file) {
    return Optional.ofNullable(byPath.get(file));
  }

  synchronized void put(Path file, V known) {
    forget(file);
    byPath.put(file, known);
    held += weight.applyAsLong(known);
    var eldest = byPath.entrySet().iterator();
    while (held > most && eldest.hasNext()) {
      held -= weight.applyAsLong(eldest.next().getValue());
      eldest.remove();
    }
  }

  synchronized void forget(Path file) {
    V former = byPath.remove(file);
    held -= former == null ? 0 : weight.applyAsLong(former);
  }
}
