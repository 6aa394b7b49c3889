package vongdoi.common.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import vongdoi.common.spark.LocalSpark;

/** Commits of other programs in the log of a table on the local disk. */
final class ForeignCommits {
  private ForeignCommits() {}

  /**
   * Adds commits without rows.
   *
   * @param note their metadata; empty for none
   */
  static void add(String table, int count, String note) {
    long newest = newest(table);
    for (long v = newest + 1; v <= newest + count; v++) {
      write(commit(table, v), info(v, note));
    }
  }

  /** Gives the table another property: every writer at work loses against that. */
  static void changeMetadata(String table) {
    long next = newest(table) + 1;
    String declared =
        LocalCommits.text(table)
            .lines()
            .filter(l -> l.startsWith("{\"metaData\""))
            .findFirst()
            .get();
    write(
        commit(table, next),
        info(next, "")
            + "\n"
            + declared.replaceFirst("\"configuration\":\\{", "$0\"rival\":\"1\","));
  }

  private static String info(long time, String note) {
    ObjectNode info = new ObjectMapper().createObjectNode();
    info.putObject("commitInfo")
        .put("timestamp", time)
        .put("operation", "MANUAL UPDATE")
        .put("userMetadata", note)
        .putObject("operationParameters");
    return info.toString();
  }

  /** Makes a checkpoint and removes every commit before the newest one, as log retention does. */
  static void checkpointAndClean(String table) {
    SparkSession spark = LocalSpark.session();
    DeltaLog.invalidateCache(
        (org.apache.spark.sql.classic.SparkSession) spark, new org.apache.hadoop.fs.Path(table));
    DeltaLog log = DeltaLog.forTable((org.apache.spark.sql.classic.SparkSession) spark, table);
    log.checkpoint(
        log.update(false, scala.Option.empty(), scala.Option.empty()), scala.Option.empty());
    long newest = newest(table);
    try {
      for (long v = 0; v < newest; v++) {
        Files.deleteIfExists(commit(table, v));
        Files.deleteIfExists(crc(commit(table, v)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DeltaLog.invalidateCache(
        (org.apache.spark.sql.classic.SparkSession) spark, new org.apache.hadoop.fs.Path(table));
  }

  private static Path crc(Path commit) {
    return commit.resolveSibling("." + commit.getFileName() + ".crc");
  }

  private static Path commit(String table, long version) {
    return Path.of(table, "_delta_log", "%020d.json".formatted(version));
  }

  private static long newest(String table) {
    try (Stream<Path> files = Files.list(Path.of(table, "_delta_log"))) {
      List<String> commits =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.matches("\\d{20}\\.json"))
              .toList();
      return commits.stream().mapToLong(f -> Long.parseLong(f.substring(0, 20))).max().orElse(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
