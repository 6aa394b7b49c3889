package vongdoi.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The most memory that this process has held, as the operating system counts it. */
final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private PeakMemory() {}

  /** Such as {@code 2.31 GiB}; empty where the system does not tell. */
  static Optional<String> ofThisProcess() {
    if (!Files.isReadable(STATUS)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .map(kib -> String.format(Locale.ROOT, "%.2f GiB", kib / 1024.0 / 1024.0))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
