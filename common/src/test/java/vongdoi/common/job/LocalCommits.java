package vongdoi.common.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of all commits of a Delta table on the local disk. */
final class LocalCommits {
  private LocalCommits() {}

  static String text(String table) {
    try (Stream<Path> files = Files.list(Path.of(table, "_delta_log"))) {
      return files
          .filter(f -> f.toString().endsWith(".json"))
          .sorted()
          .map(LocalCommits::read)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
