package vongdoi.ingest.files;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;

/** What the tasks find out about the files that they read, beside their rows. */
public final class FileFindings implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A file that is set aside whole; its number among the new files of the run. */
  private record Damaged(int file, String reason) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Lines of a part of a file that are no rows; a part that is read twice says the same twice. */
  private record PassedOver(int file, int part, long lines) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final CollectionAccumulator<Damaged> damaged;
  private final CollectionAccumulator<PassedOver> passedOver;

  public FileFindings(SparkContext context) {
    damaged = context.collectionAccumulator("damaged files");
    passedOver = context.collectionAccumulator("lines passed over");
  }

  /** Notes a file that is set aside whole. */
  public void setAside(int file, String reason) {
    damaged.add(new Damaged(file, reason));
  }

  /** Notes lines of a part that are no rows. */
  void passOver(int file, int part, long lines) {
    if (lines > 0) {
      passedOver.add(new PassedOver(file, part, lines));
    }
  }

  /** Files that are set aside so far, with the reason. */
  public Map<Integer, String> setAside() {
    Map<Integer, String> reasons = new TreeMap<>();
    damaged.value().forEach(d -> reasons.putIfAbsent(d.file(), d.reason()));
    return reasons;
  }

  /** Lines so far that are no rows, by file. */
  public Map<Integer, Long> passedOver() {
    Map<Integer, Long> lines = new HashMap<>();
    Set.copyOf(passedOver.value()).forEach(p -> lines.merge(p.file(), p.lines(), Long::sum));
    return lines;
  }
}
